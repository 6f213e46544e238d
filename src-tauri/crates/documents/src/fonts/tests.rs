//! Tests of finding and loading fonts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use super::*;

#[test]
fn a_folder_asked_for_is_the_only_place() {
    let asked = PathBuf::from("/fonts/of/ours");
    assert_eq!(
        places(Some(asked.clone()), Some("/usr/bin/steward".into())),
        [asked]
    );
}

#[test]
fn an_installed_program_looks_beside_itself_first_and_at_the_system_last() {
    let places = places(None, Some("/opt/steward/bin/steward".into()));
    let own = [
        "/opt/steward/bin/fonts",
        "/opt/steward/lib/steward/fonts",
        "/opt/steward/share/steward/fonts",
    ];
    assert_eq!(places[..3], own.map(PathBuf::from));
    assert!(places[3].ends_with("ui/node_modules/@expo-google-fonts"));
    assert!(places.ends_with(&SYSTEM.map(PathBuf::from)));
}

#[test]
fn what_is_missing_is_named_with_the_places() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("sans")).unwrap();
    std::fs::write(dir.path().join("sans").join(FONT_FILES[0]), b"").unwrap();
    match Fonts::load(dir.path()) {
        Err(Fault::FontsMissing { missing, looked }) => {
            assert_eq!(missing, FONT_FILES[1..]);
            assert_eq!(looked, [dir.path()]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_that_is_no_font_is_named() {
    let dir = tempfile::tempdir().unwrap();
    for file in FONT_FILES {
        std::fs::write(dir.path().join(file), b"not a font").unwrap();
    }
    match Fonts::load(dir.path()) {
        Err(Fault::FontDamaged { path }) => assert_eq!(path, dir.path().join(FONT_FILES[0])),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_distribution_s_collections_do_as_well() {
    let Some(dir) = SYSTEM
        .iter()
        .map(Path::new)
        .find(|d| d.join(COLLECTIONS[2].0).exists())
    else {
        eprintln!("skipped: no Noto CJK collections on this machine");
        return;
    };
    let fonts = Fonts::load(dir).unwrap();
    assert_eq!(
        fonts.families(),
        Families {
            sans: "Noto Sans CJK SC".into(),
            serif: "Noto Serif CJK SC".into()
        }
    );
}
