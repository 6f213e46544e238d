//! What each role may, use case by use case, and what each write asks for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use std::collections::BTreeSet;

use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::role;

/// The whole table: a use case and who of the standard's roles may.
#[test]
fn every_use_case_and_every_role() {
    insta::assert_snapshot!(who_may(INTENTS));
}

/// The same of what is read.
#[test]
fn every_read_and_every_role() {
    insta::assert_snapshot!(who_may(READS));
}

fn who_may(table_of: &[(&str, Asked)]) -> String {
    let roles = role::standard();
    let mut table = String::new();
    for (name, asked) in table_of {
        let may: Vec<&str> = role::CODES
            .iter()
            .zip(&roles)
            .filter(|(_, role)| asked.admits(&role.rights, false))
            .map(|(code, _)| *code)
            .collect();
        let may = match asked {
            Asked::Nobody => "-".to_owned(),
            Asked::Anybody => "all".to_owned(),
            _ => may.join(" "),
        };
        table.push_str(&format!("{name}: {may}\n"));
    }
    table
}

#[test]
fn no_use_case_stands_twice_in_the_table() {
    for table in [INTENTS, READS] {
        let names: BTreeSet<&str> = table.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), table.len());
    }
}

#[test]
fn what_is_of_a_newer_version_is_not_forbidden() {
    let at = Uuid::nil();
    assert_eq!(
        of_put("spaceship", at, "name", &json!(1), at),
        Asked::Nobody
    );
    assert_eq!(of_fact("launched"), Asked::Nobody);
}

#[test]
fn cancelling_asks_for_more_than_moving() {
    let (id, at) = (Uuid::from_u128(1), Uuid::nil());
    let put = |state: &str| of_put("meeting", id, "standing", &json!({ "state": state }), at);
    let desk: Rights = [Right::Book].into_iter().collect();
    assert!(put("confirmed").admits(&desk, false));
    assert!(!put("cancelled").admits(&desk, false));
}

#[test]
fn a_station_says_what_it_likes_of_itself_and_shuts_nobody_out() {
    let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let revoked = json!("revoked");
    assert_eq!(
        of_put("station", one, "state", &revoked, one),
        Asked::Nobody
    );
    let asked = of_put("station", one, "state", &revoked, other);
    assert_eq!(asked.right(), Some(Right::Stations));
    let name = of_put("station", one, "name", &json!("x"), other);
    assert_eq!(name, Asked::Nobody);
}

#[test]
fn somebody_changes_their_own_locks_and_not_their_own_roles() {
    let (id, at) = (Uuid::from_u128(1), Uuid::nil());
    let none = Rights::default();
    let put = |field: &str| of_put("account", id, field, &json!(null), at);
    assert!(put("password").admits(&none, true));
    assert!(!put("password").admits(&none, false));
    assert!(!put("roles").admits(&none, true));
    assert!(!put("key").admits(&none, true));
}
