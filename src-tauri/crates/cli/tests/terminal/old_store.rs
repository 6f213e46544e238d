//! A store that an earlier version wrote: it opens as it was, and all that came
//! since can be done with it.

use std::fs;
use std::path::Path;

use crate::desk::Desk;

/// What the earlier version said of it.
const DIGEST: &str = "1266761b79ed09064d6126b417a5bcb71b77d1650d1b52dc277ac8194aea384e";

/// A copy of the fixture.
fn old() -> Desk {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/store-0007");
    let desk = Desk::empty();
    for (from, to) in [("data", &desk.data), ("key", &desk.config)] {
        fs::create_dir_all(to).unwrap();
        for file in fs::read_dir(fixture.join(from)).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    desk
}

#[test]
fn a_store_of_the_version_before_opens_and_goes_on() {
    let desk = old();
    let at = |words: &[&str]| desk.ok(words);
    assert_eq!(at(&["digest"]).trim(), DIGEST);
    assert!(at(&["history", "1120-A01"]).contains("林晓"));
    assert!(at(&["day", "2026-11-25"]).contains("骨干培训"));

    // What came since: with the defaults where nothing was written.
    at(&["notice", "propose", "1120-A01"]);
    at(&["notice", "issue", "1120-A01"]);
    at(&["ready", "report", "1120-A01", "technical", "--by", "老王"]);
    assert!(at(&["patrol", "list"]).contains("Security"));
    at(&["call", "add", "张主任 13800000000 加 10 把椅子"]);
    at(&["stock", "add", "瓶装水"]);
    at(&["stock", "in", "瓶装水", "600", "--by", "何静"]);
    at(&["seats", "show", "1120-A01"]);
    at(&["after", "search", "1123-A01", "--nothing", "--by", "林晓"]);
    at(&["lost", "add", "眼镜", "--by", "林晓"]);
    at(&["figures"]);
    let digest = at(&["digest"]);
    assert_eq!(at(&["rebuild"]), digest);
    desk.is_sound();
}
