//! Records that every act reads and few change, such as rooms: what a document
//! was read as is kept beside its very text. Another text is another reading,
//! so whatever is kept is right, on any snapshot and behind any veil.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use steward_domain::record::Record;
use uuid::Uuid;

use crate::reader::parse;
use crate::store::lock;
use crate::table::record;
use crate::{Fault, Reader};

/// Most records kept; a venue has some hundreds.
const MOST: usize = 4_096;

/// A text, and what it was read as.
type Read = (String, Arc<dyn Any + Send + Sync>);

static KEPT: LazyLock<Mutex<HashMap<(&'static str, Uuid), Read>>> = LazyLock::new(Mutex::default);

/// The record of a document.
pub(crate) fn read<R>(id: Uuid, doc: String) -> Result<R, Fault>
where
    R: Record + Clone + Send + Sync + 'static,
{
    let known = lock(&KEPT)
        .get(&(R::KIND, id))
        .filter(|(text, _)| *text == doc)
        .map(|(_, record)| Arc::clone(record));
    if let Some(record) = known.and_then(|record| record.downcast::<R>().ok()) {
        return Ok(R::clone(&record));
    }
    let record = parse::<R>(id, &doc)?;
    let mut kept = lock(&KEPT);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert((R::KIND, id), (doc, Arc::new(record.clone())));
    Ok(record)
}

impl Reader<'_> {
    /// Every record of a kind that is read with every act and seldom changes,
    /// by id: each text is taken apart once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settled<R>(&self) -> Result<Vec<R>, Fault>
    where
        R: Record + Clone + Send + Sync + 'static,
    {
        let docs = record::of_kind(self.connection, R::KIND)?;
        let mut found = Vec::with_capacity(docs.len());
        for (id, doc) in docs {
            found.extend(read(id, self.veiled(R::KIND, id, doc)?));
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

    use steward_domain::room::Building;

    use super::*;

    #[test]
    fn another_text_is_read_anew() {
        let id = Uuid::from_u128(77);
        let doc = |zh: &str| format!(r#"{{"name":{{"zh":"{zh}","en":""}}}}"#);
        for name in ["东楼", "东楼", "西楼", "东楼"] {
            let read: Building = read(id, doc(name)).unwrap();
            assert_eq!(read.name.zh, name);
        }
        assert!(read::<Building>(id, "{".to_owned()).is_err());
    }
}
