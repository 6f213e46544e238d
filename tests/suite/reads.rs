//! What somebody may read: every call that shows something, as a cleaner and as
//! an auditor, told apart as the table of reads says.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use steward_app::call::Call;
use steward_app::domain::authority::{Asked, READS, of_read};
use steward_app::domain::right::Rights;
use steward_app::domain::role;
use steward_app::domain::secrecy::Level;
use steward_app::views::{AccountDraft, Key, Refusal, Secret};
use steward_tests::Station;

const NOW: &str = "2026-11-23T09:30:00+08:00";
const CHIEF: &str = "a long word of the chief";
const OWN: &str = "a long word of their own";

fn secret(text: &str) -> Secret {
    Secret(text.to_owned())
}

fn key(text: &str) -> Key {
    Key {
        kind: None,
        secret: secret(text),
    }
}

/// The sample complex, where 周敏 made the first account and gave one to
/// somebody in each of these roles.
fn house(roles: &[&str]) -> Station {
    let station = Station::busy(NOW);
    let draft = |name: &str| AccountDraft {
        name: name.to_owned(),
        ..AccountDraft::default()
    };
    station
        .first_account(&draft("周敏"), &secret(CHIEF))
        .unwrap();
    for role in roles {
        station.sign_in("周敏", &key(CHIEF)).unwrap();
        let first = "the first word they got";
        let made = station.add_account(&draft(role), &secret(first)).unwrap();
        let id = role::standard_id(role);
        station
            .give_roles(made.account, &[id], Level::Confidential)
            .unwrap();
        station.sign_in(role, &key(first)).unwrap();
        station.change_password(&key(first), &secret(OWN)).unwrap();
    }
    station
}

fn rights(code: &str) -> Rights {
    let place = role::CODES.iter().position(|one| *one == code).unwrap();
    role::standard()[place].rights.clone()
}

/// The reads of the table with a call that reaches each. `m` is a meeting.
fn calls(m: &str, file: &str) -> Vec<(&'static str, Value)> {
    let of = |call: &str, act: Value| json!({"call": call, "meeting": m, "act": act});
    let act = |call: &str, act: Value| json!({"call": call, "act": act});
    // Calls whose acts lie beside them.
    let beside = |call: &str, mut act: Value| {
        act["call"] = json!(call);
        act
    };
    let month = |act: Value| json!({"call": "roster", "month": "2026-11-01", "act": act});
    let paper = |name: &str| json!({"act": name, "language": "zh", "path": file});
    let figures = |act: Value| json!({"call": "figures", "from": null, "to": null, "act": act});
    let posts = |call: &str, key: &str, value: &str, what: Value| json!({"call": call, key: value, "act": what});
    let asked = json!({"act": "show", "asked": {}});
    vec![
        ("status", json!({"call": "status"})),
        ("rooms", json!({"call": "rooms"})),
        ("quick", json!({"call": "quick", "line": "203"})),
        ("board", json!({"call": "board", "date": null})),
        (
            "next_up",
            json!({"call": "due", "department": null, "limit": 5}),
        ),
        ("sheets", json!({"call": "sheets"})),
        ("search", json!({"call": "search", "words": "例会"})),
        ("meeting", json!({"call": "meeting", "meeting": m})),
        ("clashes", json!({"call": "clashes"})),
        ("duties", json!({"call": "duties", "meeting": m})),
        ("inbox", json!({"call": "inbox"})),
        ("notice", of("notice", json!({"act": "show"}))),
        ("notices_awaited", json!({"call": "notices_awaited"})),
        ("ready", of("ready", json!({"act": "show"}))),
        ("not_ready", json!({"call": "not_ready"})),
        ("approval", of("approval", json!({"act": "show"}))),
        ("approvals_awaited", json!({"call": "approvals_awaited"})),
        ("after", of("after", json!({"what": "show"}))),
        ("not_settled", json!({"call": "not_settled", "days": 7})),
        ("requirement_kinds", act("kinds", json!({"act": "show"}))),
        (
            "during",
            act("during", json!({"act": "meeting", "meeting": m})),
        ),
        ("patrols", act("during", json!({"act": "patrols"}))),
        ("calls", act("during", json!({"act": "calls", "all": true}))),
        (
            "incidents",
            act("during", json!({"act": "incidents", "all": true})),
        ),
        ("shift", act("during", json!({"act": "shift"}))),
        (
            "lost_items",
            act("lost", json!({"act": "list", "all": true})),
        ),
        ("staff", act("staff", json!({"act": "list", "filter": {}}))),
        (
            "staff_member",
            act("staff", json!({"act": "show", "who": "林晓"})),
        ),
        (
            "leaves",
            act("staff", json!({"act": "leaves", "from": null, "to": null})),
        ),
        ("skills", act("staff", json!({"act": "skills"}))),
        ("staff_imports", act("staff", json!({"act": "imports"}))),
        (
            "staff_badges",
            act(
                "staff",
                json!({"act": "badges", "who": ["林晓"], "language": "zh", "path": file}),
            ),
        ),
        (
            "staff_workbook",
            act(
                "staff",
                json!({"act": "export", "month": null, "language": "zh", "path": file}),
            ),
        ),
        ("roster", month(json!({"act": "show", "department": null}))),
        ("roster_day", month(json!({"act": "day", "day": null}))),
        ("roster_setup", month(json!({"act": "setup"}))),
        ("roster_versions", month(json!({"act": "versions"}))),
        (
            "roster_changes",
            month(json!({"act": "changes", "departments": []})),
        ),
        ("absences", month(json!({"act": "absences"}))),
        ("swaps", month(json!({"act": "swaps"}))),
        ("roster_hours", month(json!({"act": "hours"}))),
        (
            "roster_paper",
            month(
                json!({"act": "print", "departments": [], "who": null, "language": "zh", "path": format!("{file}.pdf")}),
            ),
        ),
        (
            "hours_paper",
            month(json!({"act": "print_hours", "language": "zh", "path": format!("{file}.pdf")})),
        ),
        ("seats", of("seats", json!({"act": "show"}))),
        (
            "seat_preferences",
            of("seats", json!({"act": "preferences"})),
        ),
        ("posts", posts("posts", "meeting", m, json!({"do": "show"}))),
        (
            "post_map",
            posts(
                "posts",
                "meeting",
                m,
                json!({"do": "map", "language": "zh", "path": file}),
            ),
        ),
        (
            "hall_plan",
            posts("hall", "room", "203", json!({"do": "show"})),
        ),
        ("fee", of("fee", json!({"act": "show"}))),
        ("fees_open", json!({"call": "fees_open"})),
        ("fee_paper", of("fee", paper("paper"))),
        ("prices", beside("prices", json!({"act": "show"}))),
        ("stock", act("stock", json!({"act": "list"}))),
        (
            "pick_list",
            json!({"call": "pick_list", "date": "2026-11-23", "act": {"act": "show"}}),
        ),
        ("buying", act("buying", json!({"act": "list"}))),
        (
            "client_report",
            act("client_report", json!({"act": "show"})),
        ),
        (
            "notice_paper",
            of(
                "notice",
                json!({"act": "paper", "department": null, "language": "zh", "path": file}),
            ),
        ),
        (
            "application_paper",
            of(
                "approval",
                json!({"act": "paper", "application": null, "language": "zh", "path": file}),
            ),
        ),
        (
            "record_sheet",
            json!({"call": "record_sheet", "meeting": m, "language": "zh", "path": file}),
        ),
        (
            "bulletin",
            json!({"call": "bulletin", "date": "2026-11-23", "language": "zh", "path": file}),
        ),
        (
            "outage_pack",
            json!({"call": "outage_pack", "hours": 24, "language": "zh", "path": file}),
        ),
        ("figures", figures(json!({"act": "show"}))),
        (
            "brief_text",
            figures(json!({"act": "text", "language": "zh"})),
        ),
        ("audit", beside("audit", asked)),
        (
            "export_ics",
            act(
                "lists",
                json!({"act": "calendar", "path": file, "from": null, "to": null}),
            ),
        ),
        (
            "import_preview",
            json!({"call": "import", "path": file, "options": {}, "dry_run": true}),
        ),
        ("holidays", act("holidays", json!({"act": "show"}))),
        (
            "series",
            act("series", json!({"act": "show", "meeting": m})),
        ),
        ("stations", json!({"call": "stations"})),
        ("self_test", json!({"call": "self_test"})),
        ("offer_entry", json!({"call": "offer_entry"})),
        (
            "add_address",
            json!({"call": "address", "address": "10.0.0.7", "remove": false}),
        ),
        ("verify", act("safety", json!({"act": "verify"}))),
        ("digest", json!({"call": "digest"})),
        ("rebuild", act("safety", json!({"act": "rebuild"}))),
        (
            "recovery_code",
            act("safety", json!({"act": "recovery_code"})),
        ),
        ("accounts", act("account", json!({"act": "list"}))),
        ("session", act("account", json!({"act": "who"}))),
    ]
}

#[test]
fn a_cleaner_and_an_auditor_read_what_the_table_gives_them() {
    let station = house(&["cleaner", "auditor"]);
    station.sign_in("周敏", &key(CHIEF)).unwrap();
    let id = station.draft("203").called("台账例会").book();
    let number = station.detail(id).meeting.number.to_string();
    let file = station.file("out", "");
    let all = calls(&number, &file);
    let mut wrong = Vec::new();
    for code in ["cleaner", "auditor"] {
        station.sign_in(code, &key(OWN)).unwrap();
        for (read, call) in &all {
            assert!(READS.iter().any(|(name, _)| name == read), "{read}");
            let asked = of_read(read);
            let call: Call = match serde_json::from_value(call.clone()) {
                Ok(call) => call,
                Err(error) => panic!("{read}: {error}"),
            };
            let refused = match station.call(call) {
                Err(Refusal::NotAllowed { right, who }) => {
                    // The sentence says who may.
                    assert!(!who.is_empty() || right.code() == "audit", "{read}");
                    true
                }
                _ => false,
            };
            if refused == asked.admits(&rights(code), false) {
                wrong.push(format!("{code} {read}: {asked}, refused: {refused}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_clerk_reads_no_fees_and_is_told_who_does() {
    let station = house(&["front_desk"]);
    station.sign_in("front_desk", &key(OWN)).unwrap();
    let refused = station.fees_open().unwrap_err();
    let Refusal::NotAllowed { who, .. } = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(who, ["周敏"]);
    // What they work with all day is theirs.
    let open: BTreeSet<&str> = ["staff", "calls", "seats", "client_report", "bulletin"].into();
    for read in open {
        let asked: Asked = of_read(read);
        assert!(asked.admits(&rights("front_desk"), false), "{read}");
    }
}

#[test]
fn who_may_not_do_something_sees_which_roles_may() {
    let station = house(&["front_desk"]);
    station.sign_in("front_desk", &key(OWN)).unwrap();
    let holders = station.right_holders().unwrap();
    for (right, roles) in holders.iter().map(|one| (one.right, &one.roles)) {
        let expected: Vec<_> = role::standard()
            .into_iter()
            .filter(|role| role.rights.has(right))
            .map(|role| role.name)
            .collect();
        assert_eq!(roles, &expected, "{}", right.code());
    }
    // Which is for those who work here, and nobody else.
    station.sign_out().unwrap();
    assert_eq!(station.right_holders(), Err(Refusal::SignInNeeded));
}
