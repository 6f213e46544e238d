//! A copied folder, its key and its code.

use std::fs;
use std::path::Path;

use crate::desk::Desk;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn a_copy_without_its_key_is_opened_by_the_code_and_goes_its_own_way() {
    let first = Desk::sample();
    let code = first.ok(&["recovery-code"]);
    let code = code.trim();
    let copied = Desk::empty();
    copy(&first.data, &copied.data);
    copied.refused(
        &["day"],
        2,
        "找不到这份数据的密钥",
        "key of this store is missing",
    );

    let mut slip: Vec<char> = code.chars().collect();
    slip[0] = if slip[0] == '0' { '1' } else { '0' };
    let slip: String = slip.into_iter().collect();
    copied.refused(
        &["recover", &slip],
        1,
        "恢复码抄写有误",
        "recovery code has a slip",
    );
    let other = Desk::sample().ok(&["recovery-code"]);
    copied.refused(
        &["recover", other.trim()],
        2,
        "密钥打不开",
        "key does not open",
    );

    let as_people_write = code.to_lowercase().replace('-', " ");
    assert!(
        copied
            .ok(&["recover", &as_people_write])
            .contains("24 meetings")
    );
    assert_eq!(copied.ok(&["digest"]), first.ok(&["digest"]));
    copied.is_sound();
    // Both go on; neither uses a number of the other's.
    first.ok(&["book", "明天 9:00-10:00 209 20人 甲会"]);
    copied.ok(&["book", "明天 9:00-10:00 209 20人 乙会"]);
    copied.is_sound();
    first.is_sound();
    assert_ne!(copied.ok(&["digest"]), first.ok(&["digest"]));
}

#[test]
fn another_stores_key_is_not_this_ones() {
    let (desk, other) = (Desk::sample(), Desk::sample());
    let key = desk.config.join("steward.key");
    let kept = fs::read(&key).unwrap();
    fs::copy(other.config.join("steward.key"), &key).unwrap();
    desk.refused(
        &["day"],
        2,
        "密钥打不开这份数据",
        "key does not open this store",
    );
    fs::remove_file(&key).unwrap();
    desk.refused(
        &["day"],
        2,
        "找不到这份数据的密钥",
        "key of this store is missing",
    );
    fs::write(&key, kept).unwrap();
    assert_eq!(desk.meetings(), 23);
}
