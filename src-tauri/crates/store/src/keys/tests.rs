//! Keys on paper and in files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use proptest::prelude::*;
use steward_domain::ids::StationId;
use uuid::Uuid;

use super::check::Verdict;
use super::{KeyRack, Secrets, check, code};
use crate::{CodeFault, Fault, Place};

const SIGNS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code with the sign at `place` (blanks and dashes not counted) changed.
fn slip(code: &str, place: usize, by: usize) -> String {
    let signs: Vec<usize> = code
        .char_indices()
        .filter(|(_, c)| *c != '-')
        .map(|(at, _)| at)
        .collect();
    let at = signs[place];
    let old = SIGNS
        .iter()
        .position(|s| *s == code.as_bytes()[at])
        .unwrap();
    let mut bytes = code.as_bytes().to_vec();
    bytes[at] = SIGNS[(old + by) % SIGNS.len()];
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #[test]
    fn a_code_gives_its_key_back(key in any::<[u8; 32]>()) {
        let code = code::write(&key);
        prop_assert_eq!(*code::read(&code).unwrap(), key);
        let sloppy = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        prop_assert_eq!(*code::read(&sloppy).unwrap(), key);
    }

    #[test]
    fn one_wrong_sign_is_found_in_its_group(key in any::<[u8; 32]>(), place in 0_usize..60, by in 1_usize..32) {
        let wrong = slip(&code::write(&key), place, by);
        prop_assert_eq!(code::read(&wrong), Err(CodeFault::Group(place / 4 + 1)));
    }

    #[test]
    fn two_wrong_groups_never_pass(key in any::<[u8; 32]>(), a in 0_usize..60, b in 0_usize..60, by in 1_usize..32) {
        prop_assume!(a / 4 != b / 4);
        prop_assert!(code::read(&slip(&slip(&code::write(&key), a, by), b, by)).is_err());
    }
}

#[test]
fn a_code_is_fifteen_groups_of_four() {
    insta::assert_snapshot!(
        code::write(&[0x5A; 32]).as_str(),
        @"B9D5-MPJT-B9D5-MPJT-B9D5-MPJT-B9D5-MPJT-B9D5-MPJT-B9D5-MPJT-B9D0-B9DC-F1WW"
    );
    assert_eq!(
        code::read("ABCD-EFGH"),
        Err(CodeFault::Length {
            found: 8,
            wanted: 60
        })
    );
    let with_u = code::write(&[0x5A; 32]).replacen(char::is_alphanumeric, "U", 1);
    assert_eq!(code::read(&with_u), Err(CodeFault::Group(1)));
}

fn rack(dir: &tempfile::TempDir) -> KeyRack {
    KeyRack::of(&Place {
        dir: dir.path().join("data"),
        config_dir: dir.path().join("config"),
        keyring: false,
    })
}

#[test]
fn secrets_come_back_from_the_file_that_only_its_owner_reads() {
    let dir = tempfile::tempdir().unwrap();
    let secrets = Secrets::draw(StationId(Uuid::from_u128(7)), [3; 32]);
    rack(&dir).keep(&secrets).unwrap();
    let back = rack(&dir).load().unwrap();
    assert_eq!(
        (&back.database, &back.signing),
        (&secrets.database, &secrets.signing)
    );
    assert_eq!(
        (back.station, back.epoch, back.life),
        (secrets.station, secrets.epoch, secrets.life)
    );
    assert_eq!(back.machine, secrets.machine);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(dir.path().join("config/steward.key")), 0o600);
        assert_eq!(mode(dir.path().join("config")), 0o700);
    }
}

#[test]
fn another_stores_key_is_moved_aside_and_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (
        Secrets::draw(StationId(Uuid::nil()), [0; 32]),
        Secrets::draw(StationId(Uuid::nil()), [0; 32]),
    );
    rack(&dir).keep(&first).unwrap();
    rack(&dir).keep(&second).unwrap();
    assert_eq!(rack(&dir).load().unwrap().database, second.database);
    let aside = std::fs::read_to_string(dir.path().join("config/steward.key.old1")).unwrap();
    assert_eq!(Secrets::from_text(&aside).unwrap().database, first.database);
}

#[test]
fn a_missing_key_and_a_damaged_key_are_two_faults() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(rack(&dir).load(), Err(Fault::KeyMissing { .. })));
    rack(&dir)
        .keep(&Secrets::draw(StationId(Uuid::nil()), [0; 32]))
        .unwrap();
    let path = dir.path().join("config/steward.key");
    let text = std::fs::read_to_string(&path).unwrap();
    for damaged in [
        &text[..text.len() / 2],
        "",
        "\u{0}",
        &text.replace("signing", "singing"),
    ] {
        std::fs::write(&path, damaged).unwrap();
        assert!(
            matches!(rack(&dir).load(), Err(Fault::KeyDamaged { .. })),
            "{damaged:?}"
        );
    }
}

#[test]
fn the_check_tells_the_right_key_from_a_wrong_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("steward.check");
    assert_eq!(check::ask(&path, &[1; 32]).unwrap(), Verdict::Unknown);
    check::write(&path, &[1; 32]).unwrap();
    assert_eq!(check::ask(&path, &[1; 32]).unwrap(), Verdict::Right);
    assert_eq!(check::ask(&path, &[2; 32]).unwrap(), Verdict::Wrong);
    let newer = std::fs::read_to_string(&path)
        .unwrap()
        .replace("steward store 1", "steward store 2");
    std::fs::write(&path, newer).unwrap();
    assert!(matches!(
        check::ask(&path, &[1; 32]),
        Err(Fault::Newer { found: 2, known: 1 })
    ));
    std::fs::write(&path, "rubbish").unwrap();
    assert_eq!(check::ask(&path, &[1; 32]).unwrap(), Verdict::Unknown);
}
