//! Posts at the terminal: a set, people, confirmations, papers.

use crate::desk::Desk;

const MEETING: &str = "教育系统骨干培训";

#[test]
fn posts_are_set_up_manned_confirmed_and_printed() {
    let desk = Desk::sample();
    let shown = desk.ok(&["posts", "show", MEETING]);
    assert!(shown.contains("No posts yet"), "{shown}");
    let view = desk.json(&["posts", "apply", MEETING, "everyday"]);
    let count = view["posts"].as_array().unwrap().len();
    assert!(count >= 2, "{view}");
    assert_eq!(view["counts"]["open"], count);
    let shown = desk.ok(&["posts", "assign", MEETING, "1", "郭晴"]);
    assert!(shown.contains("郭晴"), "{shown}");
    // Nobody stands on two posts at once.
    let refused = desk.run(&["posts", "assign", MEETING, "2", "郭晴"]);
    assert_ne!(refused.status, 0);
    assert!(refused.err.contains("郭晴"), "{}", refused.err);
    let view = desk.json(&["posts", "confirm", MEETING]);
    assert_eq!(view["counts"]["on_post"], 1);
    let view = desk.json(&["posts", "confirm", MEETING, "1", "--withdraw"]);
    assert_eq!(view["counts"]["on_post"], 0);
    let add = [
        "posts", "add", MEETING, "security", "--label", "东门", "--at", "60,40", "--from", "-90",
    ];
    let view = desk.json(&add);
    let last = view["posts"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["label"]["zh"], &last["place"]["x"]),
        (&"东门".into(), &60.into())
    );
    desk.json(&["posts", "move", MEETING, "东门", "70,50"]);
    // Of security nobody is in the sample's register: that is said.
    let filled = desk.ok(&["posts", "fill", MEETING]);
    assert!(
        filled.contains("东门") && filled.contains("another department"),
        "{filled}"
    );
    let free = desk.ok(&["posts", "free"]);
    assert!(free.contains("of 60 people free"), "{free}");
    let sets = desk.ok(&["posts", "sets", "Main hall"]);
    assert!(sets.contains("with the gallery"), "{sets}");
    for (file, act) in [
        ("map.pdf", "map"),
        ("list.pdf", "list"),
        ("list.xlsx", "list"),
    ] {
        let path = desk.dir.path().join(file).display().to_string();
        desk.ok(&["posts", act, MEETING, "-o", &path]);
        assert!(std::fs::metadata(&path).unwrap().len() > 1_000, "{file}");
    }
    let view = desk.json(&["posts", "remove", MEETING, "东门", "--why", "不需要"]);
    assert_eq!(view["posts"].as_array().unwrap().len(), count);
    // The sample's largest meeting has its posts set up, the gallery's too.
    let forum = desk.json(&["posts", "show", "智慧城市论坛开幕式"]);
    let posts = forum["posts"].as_array().unwrap();
    assert!(posts.iter().any(|one| one["kind"] == "gallery"), "{forum}");
}
