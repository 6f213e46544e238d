//! Keys that are unique in a file.

use std::collections::HashMap;

/// The keys given so far.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    asked: HashMap<String, u64>,
}

impl Keys {
    /// The key itself, or with a number if it is taken.
    pub(crate) fn free(&mut self, mut key: String) -> String {
        loop {
            let asked = self.asked.entry(key.clone()).or_default();
            *asked += 1;
            if *asked == 1 {
                return key;
            }
            // What this makes may be taken by the file itself: ask again.
            key = format!("{key}~{asked}");
        }
    }
}
