//! Words of the terminal, in both languages.

pub(crate) mod audit;
pub(crate) mod booking;
pub(crate) mod bundles;
mod codes;
pub(crate) mod deciding;
pub(crate) mod flaws;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod keeping;
pub(crate) mod lists;
mod posts;
pub(crate) mod refusals;
mod roster;
mod signing;
pub(crate) mod staff;
pub(crate) mod stock;
pub(crate) mod template;
pub(crate) mod time;
pub(crate) mod undo;

use crate::arguments::Tongue;

impl Tongue {
    /// The Chinese or the English of it.
    pub(crate) fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// What stands between the members of a list.
    pub(crate) fn comma(self) -> &'static str {
        self.pick("、", ", ")
    }
}
