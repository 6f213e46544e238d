//! The typefaces documents are set in: found once, read once, shared.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::Fault;

/// The font files a folder of ours holds, for a packager to copy. All under the SIL Open Font License.
pub const FONT_FILES: [&str; 3] = [
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "NotoSerifSC_700Bold.ttf",
];

/// Overrides every other place: a folder with [`FONT_FILES`] or the system's Noto CJK collections.
const VARIABLE: &str = "STEWARD_FONTS";

/// The same faces in the collections that Linux distributions package.
const COLLECTIONS: [(&str, &str); 3] = [
    ("NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
    ("NotoSansCJK-Bold.ttc", "Noto Sans CJK SC"),
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
];

/// Where distributions put them.
const SYSTEM: [&str; 4] = [
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/local/share/fonts",
];

/// How deep below a folder font files are looked for.
const DEPTH: usize = 3;

/// Loaded fonts. Cheap to clone; load once per process (about 40 MB).
#[derive(Clone)]
pub struct Fonts(Arc<Loaded>);

struct Loaded {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    families: Families,
}

/// Names the templates ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Families {
    sans: String,
    serif: String,
}

impl Families {
    /// The family of running text.
    pub(crate) fn sans(&self) -> &str {
        &self.sans
    }
}

impl Fonts {
    /// Finds and loads the fonts. Looks in, first wins: the folder named by `STEWARD_FONTS` (then nowhere else);
    /// `fonts/` beside the executable; `../lib/steward/fonts` and `../share/steward/fonts` from there; the
    /// checkout's UI packages; the system's Noto CJK collections.
    ///
    /// # Errors
    /// [`Fault::FontsMissing`] with what and where; [`Fault::FontUnreadable`] or [`Fault::FontDamaged`] with the file.
    pub fn find() -> Result<Self, Fault> {
        let asked = std::env::var_os(VARIABLE)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from);
        Self::first_of(places(asked, std::env::current_exe().ok()))
    }

    /// Loads the fonts from one folder or the folders below it.
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub fn load(dir: &Path) -> Result<Self, Fault> {
        Self::first_of(vec![dir.to_owned()])
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.0.book
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.0.faces.get(index).cloned()
    }

    pub(crate) fn families(&self) -> Families {
        self.0.families.clone()
    }

    fn first_of(looked: Vec<PathBuf>) -> Result<Self, Fault> {
        let mut missing = FONT_FILES.to_vec();
        for dir in &looked {
            match files(dir) {
                Ok(found) => return Self::read(&found),
                Err(lacking) if lacking.len() < missing.len() => missing = lacking,
                Err(_) => {}
            }
        }
        Err(Fault::FontsMissing { missing, looked })
    }

    fn read(found: &[Found]) -> Result<Self, Fault> {
        let faces = found
            .iter()
            .map(Found::face)
            .collect::<Result<Vec<_>, _>>()?;
        let family = |i: usize| {
            faces
                .get(i)
                .map(|f| f.info().family.as_str().to_owned())
                .unwrap_or_default()
        };
        let families = Families {
            sans: family(0),
            serif: family(2),
        };
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Ok(Self(Arc::new(Loaded {
            book,
            faces,
            families,
        })))
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Fonts").field(&self.0.families).finish()
    }
}

/// A file and the family wanted of it (any, when it holds one face only).
struct Found {
    path: PathBuf,
    family: Option<&'static str>,
}

impl Found {
    fn face(&self) -> Result<Font, Fault> {
        let bytes = std::fs::read(&self.path).map_err(|source| Fault::FontUnreadable {
            path: self.path.clone(),
            source,
        })?;
        Font::iter(Bytes::new(bytes))
            .find(|face| self.family.is_none_or(|f| face.info().family.as_str() == f))
            .ok_or_else(|| Fault::FontDamaged {
                path: self.path.clone(),
            })
    }
}

fn places(asked: Option<PathBuf>, executable: Option<PathBuf>) -> Vec<PathBuf> {
    if let Some(dir) = asked {
        return vec![dir];
    }
    let mut places = Vec::new();
    if let Some(dir) = executable.as_deref().and_then(Path::parent) {
        places.push(dir.join("fonts"));
        if let Some(up) = dir.parent() {
            places.extend([up.join("lib/steward/fonts"), up.join("share/steward/fonts")]);
        }
    }
    if let Some(checkout) = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3) {
        places.push(checkout.join("ui/node_modules/@expo-google-fonts"));
    }
    places.extend(SYSTEM.map(PathBuf::from));
    places
}

/// All our files under `dir`, else all the collections, else the files of ours it lacks.
fn files(dir: &Path) -> Result<Vec<Found>, Vec<&'static str>> {
    let mut there = Vec::new();
    list(dir, DEPTH, &mut there);
    let named = |name: &str| {
        there
            .iter()
            .find(|p| p.file_name().is_some_and(|n| n == name))
            .cloned()
    };
    let lacking: Vec<_> = FONT_FILES
        .into_iter()
        .filter(|f| named(f).is_none())
        .collect();
    if lacking.is_empty() {
        return Ok(FONT_FILES
            .iter()
            .filter_map(|f| named(f))
            .map(|path| Found { path, family: None })
            .collect());
    }
    let shared: Vec<_> = COLLECTIONS
        .iter()
        .filter_map(|(file, family)| {
            Some(Found {
                path: named(file)?,
                family: Some(family),
            })
        })
        .collect();
    if shared.len() == COLLECTIONS.len() {
        Ok(shared)
    } else {
        Err(lacking)
    }
}

fn list(dir: &Path, depth: usize, into: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort(); // the same choice on every machine
    for path in paths {
        if path.is_dir() {
            if depth > 0 {
                list(&path, depth - 1, into);
            }
        } else {
            into.push(path);
        }
    }
}

#[cfg(test)]
mod tests;
