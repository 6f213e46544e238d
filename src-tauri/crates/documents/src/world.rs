//! The world Typst compiles in: templates and data as virtual files, fonts from bytes; nothing from the system or the net.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::Fonts;

/// Every template by name.
const TEMPLATES: [(&str, &str); 13] = [
    ("official.typ", include_str!("../templates/official.typ")),
    ("words.typ", include_str!("../templates/words.typ")),
    ("day.typ", include_str!("../templates/day.typ")),
    ("badges.typ", include_str!("../templates/badges.typ")),
    ("brief.typ", include_str!("../templates/brief.typ")),
    ("bulletin.typ", include_str!("../templates/bulletin.typ")),
    ("form.typ", include_str!("../templates/form.typ")),
    ("notice.typ", include_str!("../templates/notice.typ")),
    ("outage.typ", include_str!("../templates/outage.typ")),
    ("plates.typ", include_str!("../templates/plates.typ")),
    ("post-map.typ", include_str!("../templates/post-map.typ")),
    ("seat-map.typ", include_str!("../templates/seat-map.typ")),
    ("slips.typ", include_str!("../templates/slips.typ")),
];

/// What templates read their data from.
const DATA: &str = "data.json";
/// What templates read a picture from, where there is one.
const PICTURE: &str = "picture";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// One document's world.
pub(crate) struct Paper<'a> {
    main: FileId,
    data: Bytes,
    picture: Option<Bytes>,
    fonts: &'a Fonts,
}

impl<'a> Paper<'a> {
    /// A world whose main file is `template` and whose `data.json` is `data`; `None` when the name is not a path.
    pub(crate) fn new(template: &str, data: Vec<u8>, fonts: &'a Fonts) -> Option<Self> {
        let path = VirtualPath::new(template).ok()?;
        Some(Self {
            main: RootedPath::new(VirtualRoot::Project, path).intern(),
            data: Bytes::new(data),
            picture: None,
            fonts,
        })
    }

    /// The same with a picture that the template lays somewhere.
    pub(crate) fn over(self, picture: Vec<u8>) -> Self {
        Self {
            picture: Some(Bytes::new(picture)),
            ..self
        }
    }
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = id.vpath().get_without_slash();
        let (_, text) = TEMPLATES
            .iter()
            .find(|(n, _)| *n == name)
            .ok_or_else(|| missing(name))?;
        Ok(Source::new(id, (*text).to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.vpath().get_without_slash();
        match (name, &self.picture) {
            (DATA, _) => Ok(self.data.clone()),
            (PICTURE, Some(picture)) => Ok(picture.clone()),
            _ => Err(missing(name)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None // a document's dates are data: the same data prints the same tomorrow
    }
}

fn missing(name: &str) -> FileError {
    FileError::NotFound(name.into())
}
