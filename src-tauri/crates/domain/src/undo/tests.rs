//! What may be undone, and what no longer stands.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use serde_json::json;

use super::*;
use crate::authority::INTENTS;

fn word(fact: u128, kind: &str, gone: bool) -> Value {
    serde_json::to_value(Withdrawn {
        fact: Uuid::from_u128(fact),
        kind: kind.to_owned(),
        gone,
    })
    .unwrap()
}

fn gone(said: &[(u128, &str, Value)]) -> Vec<u128> {
    let said = said
        .iter()
        .map(|(id, kind, body)| (Uuid::from_u128(*id), *kind, body));
    taken_back(said).iter().map(Uuid::as_u128).collect()
}

#[test]
fn the_last_word_about_a_fact_counts() {
    let tick = (1, "confirmed", json!({}));
    assert_eq!(gone(std::slice::from_ref(&tick)), [0; 0]);
    let back = (2, WITHDRAWN, word(1, "confirmed", true));
    assert_eq!(gone(&[tick.clone(), back.clone()]), [1]);
    let again = (3, WITHDRAWN, word(1, "confirmed", false));
    assert_eq!(gone(&[tick.clone(), back.clone(), again.clone()]), [0; 0]);
    assert_eq!(gone(&[tick, back.clone(), again, back]), [1]);
}

#[test]
fn a_notice_stands_whatever_is_said_and_nobody_takes_it_back_under_another_name() {
    let notice = (1, "notice_issued", json!({}));
    let honest = (2, WITHDRAWN, word(1, "notice_issued", true));
    let forged = (3, WITHDRAWN, word(1, "confirmed", true));
    assert_eq!(gone(&[notice, honest, forged]), [0; 0]);
}

#[test]
fn what_builds_on_another_is_of_one_chain_and_of_one_owner() {
    let (sound, doors) = (
        json!({"department": "technical"}),
        json!({"department": "security"}),
    );
    assert!(builds_on(
        ("ready_looked", &sound),
        ("ready_reported", &sound)
    ));
    assert!(!builds_on(
        ("ready_looked", &doors),
        ("ready_reported", &sound)
    ));
    assert!(!builds_on(
        ("confirmed", &sound),
        ("ready_reported", &sound)
    ));
    let (asked, answer) = (json!({"id": "s1"}), json!({"swap": "s1"}));
    assert!(builds_on(
        ("roster_swap_answered", &answer),
        ("roster_swap_asked", &asked)
    ));
    let other = json!({"swap": "s2"});
    assert!(!builds_on(
        ("roster_swap_answered", &other),
        ("roster_swap_asked", &asked)
    ));
}

#[test]
fn an_act_names_its_commit() {
    let chain = Chain {
        station: StationId(Uuid::from_u128(7)),
        epoch: 2,
    };
    let dot = Dot { chain, seq: 9 };
    assert_eq!(Undone::of(dot, "move", true).act(), dot);
}

#[test]
fn what_only_leaves_a_trace_is_a_use_case() {
    for intent in ["open_meeting", "sign_in", "witness", "note_cut_log"] {
        assert!(is_trace(intent));
        assert!(INTENTS.iter().any(|(name, _)| *name == intent), "{intent}");
    }
    assert_eq!(bars_act("move"), None);
    assert_eq!(bars_act("issue_notice"), Some(NoUndo::GivenOut));
}

#[test]
fn registers_with_numbers_keep_their_entries() {
    assert_eq!(unmade("incident"), Unmade::Never(NoUndo::Numbered));
    assert_eq!(unmade("meeting"), Unmade::Cancelled);
    assert_eq!(unmade("requirement"), Unmade::Gone);
    assert_eq!(unmade("account"), Unmade::Never(NoUndo::Accounts));
}

#[test]
fn what_the_standard_has_stands_beneath_what_was_edited() {
    use crate::ids::RoomId;
    use crate::post::{PostScale, PostSet};
    let of = is_of_the_standard;
    for kind in crate::notice::standard::kinds() {
        assert!(of("requirement_kind", kind.id.0));
        assert!(!of("price", kind.id.0));
    }
    for skill in crate::staff::standard::skills() {
        assert!(of("skill", skill.id.0));
    }
    let set = PostSet::id_of(RoomId(Uuid::from_u128(1)), PostScale::Large);
    assert!(of("post_set", set.0));
    // One's own is called by the time it was made.
    let own = Uuid::from_u128(0x01a1_f677_aa80_7e09_87e3_8ab6_65a4_4252);
    for kind in ["requirement_kind", "post_set", "skill", "patrol_route"] {
        assert!(!of(kind, own), "{kind}");
    }
}
