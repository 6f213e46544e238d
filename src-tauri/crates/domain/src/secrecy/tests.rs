//! What is veiled, what stays, and what an act of the audit is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

#[test]
fn s_03_a_veiled_meeting_keeps_where_when_and_how_many() {
    let mut meeting = json!({
        "number": "1122-A03",
        "title": "并购谈判",
        "slot": {
            "room": "01936b5e-0000-7000-8000-000000000001",
            "start": "2026-11-22T01:00:00Z",
            "end": "2026-11-22T03:00:00Z",
            "layout": "u_shape",
        },
        "headcount": 12,
        "organiser": "merger",
        "phone": "1234",
        "needs": "",
        "service": "tea",
        "standing": { "state": "confirmed", "by": "小王", "why": "领导点名" },
        "level": "confidential",
    });
    let before = meeting.clone();
    veil("meeting", &mut meeting);
    for stays in ["number", "slot", "headcount", "service", "level", "needs"] {
        assert_eq!(meeting[stays], before[stays], "{stays}");
    }
    for hidden in ["title", "organiser", "phone"] {
        assert_eq!(meeting[hidden], json!(HIDDEN), "{hidden}");
    }
    assert_eq!(
        meeting["standing"],
        json!({ "state": "confirmed", "by": "小王", "why": HIDDEN })
    );
}

#[test]
fn who_serves_is_seen_and_who_is_served_is_not() {
    let mut duty = json!({ "holder": { "kind": "person", "name": "林晓" }, "note": "靠近王部长" });
    veil("duty", &mut duty);
    assert_eq!(duty["holder"]["name"], "林晓");
    assert_eq!(duty["note"], HIDDEN);
    let mut guest =
        json!({ "name": "王部长", "unit": "某部", "rank": 1, "seat": "A-1", "drink": "tea" });
    veil("attendee", &mut guest);
    assert_eq!(
        guest,
        json!({ "name": HIDDEN, "unit": HIDDEN, "rank": 1, "seat": "A-1", "drink": HIDDEN })
    );
}

#[test]
fn names_in_two_languages_go_by_what_they_name() {
    let mut line = json!({ "name": { "zh": "会标", "en": "Banner" }, "value": { "zh": "并购", "en": "merger" } });
    veil("notice_issued", &mut line);
    assert_eq!(line["name"]["zh"], "会标");
    assert_eq!(line["value"], json!({ "zh": HIDDEN, "en": HIDDEN }));
}

#[test]
fn meetings_are_found_however_deep_they_are_named() {
    let one = Uuid::from_u128(1);
    let two = Uuid::from_u128(2);
    let body =
        json!({ "lines": [{ "meetings": [one] }], "items": [{ "inner": { "meeting": two } }] });
    let Value::Object(map) = body else { return };
    let mut found = about(&map);
    found.sort();
    assert_eq!(found, [one, two]);
}

use uuid::Uuid;

proptest! {
    /// Whatever the key and the kind: Chinese words are never left standing
    /// where nothing vouches for them, and veiling twice is veiling once.
    #[test]
    fn no_words_are_left(key in "[a-z]{1,9}_x", kind in "[a-z_]{1,12}", text in "\\p{Han}{1,9}") {
        let mut value = json!({ &key: { "deep": [text.clone()] }, "text": text });
        veil(&kind, &mut value);
        let once = value.clone();
        veil(&kind, &mut value);
        prop_assert_eq!(&once, &value);
        prop_assert!(!once.to_string().contains(&text));
    }
}

#[test]
fn an_act_is_what_it_said() {
    use audit::Deed;
    assert_eq!(Deed::of(["opened"]), Deed::Saw);
    assert_eq!(Deed::of(["preferences_seen"]), Deed::Saw);
    assert_eq!(Deed::of(["bulletin_issued", "printed"]), Deed::Printed);
    assert_eq!(Deed::of(["guessed"]), Deed::Signed);
    assert_eq!(Deed::of([]), Deed::Did);
    let codes: std::collections::BTreeSet<_> = Deed::ALL.iter().map(|deed| deed.code()).collect();
    assert_eq!(codes.len(), Deed::ALL.len());
}

#[test]
fn the_rule_as_it_comes_holds_for_half_a_year_at_least() {
    assert!(audit::AuditRule::default().days >= audit::LEAST_DAYS);
}
