//! Accounts: signing in, guessing, losing a password, roles apart, and what a
//! person may do at which station.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::collections::BTreeSet;
use std::path::Path;

use steward_app::domain::account::{AccountRules, KeyKind};
use steward_app::domain::authority::INTENTS;
use steward_app::domain::fee::Price;
use steward_app::domain::ids::AccountId;
use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::domain::right::Right;
use steward_app::domain::role::standard_id;
use steward_app::domain::secrecy::Level;
use steward_app::views::{AccountDraft, AccountMade, AuditAsked, Key, Refusal, Secret};
use steward_tests::Station;

const NOW: &str = "2026-11-22T13:36:00+08:00";
const CHIEF: &str = "主管的口令";
const FIRST: &str = "临时口令第一号";
const OWN: &str = "自己的口令第一号";

fn secret(text: &str) -> Secret {
    Secret(text.to_owned())
}

fn key(text: &str) -> Key {
    Key {
        kind: None,
        secret: secret(text),
    }
}

fn with(kind: KeyKind, text: &str) -> Key {
    Key {
        kind: Some(kind),
        secret: secret(text),
    }
}

fn draft(name: &str) -> AccountDraft {
    AccountDraft {
        name: name.to_owned(),
        ..AccountDraft::default()
    }
}

fn code(refusal: Refusal) -> (String, u32) {
    match refusal {
        Refusal::SignIn { code, number } => (code, number),
        other => panic!("{other:?}"),
    }
}

/// A station where 周敏 made the first account.
fn governed() -> (Station, AccountMade) {
    let station = Station::quiet(NOW);
    let made = station
        .first_account(&draft("周敏"), &secret("主管的口令"))
        .unwrap_err();
    assert_eq!(code(made), ("short_password".to_owned(), 8));
    let long = format!("{CHIEF}足够长了");
    let made = station
        .first_account(&draft("周敏"), &secret(&long))
        .unwrap();
    (station, made)
}

fn chief() -> Key {
    key(&format!("{CHIEF}足够长了"))
}

/// Adds somebody in a role, who chose a password of their own.
fn adds(station: &Station, name: &str, role: &str) -> AccountId {
    station.sign_in("周敏", &chief()).unwrap();
    let made = station
        .add_account(&draft(name), &secret(&format!("{FIRST}!!")))
        .unwrap();
    station
        .give_roles(made.account, &[standard_id(role)], Level::Internal)
        .unwrap();
    let first = key(&format!("{FIRST}!!"));
    let view = station.sign_in(name, &first).unwrap();
    assert!(view.person.unwrap().renew);
    station
        .change_password(&first, &secret(&format!("{OWN}!")))
        .unwrap();
    made.account
}

fn own() -> Key {
    key(&format!("{OWN}!"))
}

fn lacks(refusal: &Refusal) -> Right {
    match refusal {
        Refusal::NotAllowed { right, .. } => *right,
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_an_account_everybody_may_and_from_the_first_one_on_nobody_unknown() {
    let station = Station::quiet(NOW);
    assert!(!station.session().unwrap().governed);
    let _ = station.draft("203").book();
    let long = format!("{CHIEF}足够长了");
    station
        .first_account(&draft("周敏"), &secret(&long))
        .unwrap();
    let view = station.session().unwrap();
    let person = view.person.unwrap();
    assert!(view.governed && person.name == "周敏" && person.rights.contains(&Right::Roles));
    let id = station.draft("201").book();
    let by = station.detail(id).history.first().unwrap().by.clone();
    assert_eq!(by, "周敏");
    station.sign_out().unwrap();
    let refused = station.set(id, State::Confirmed).unwrap_err();
    assert_eq!(refused, Refusal::SignInNeeded);
    // A second first account is none.
    let second = station.first_account(&draft("冒名"), &secret(&long));
    assert_eq!(lacks(&second.unwrap_err()), Right::Accounts);
    station.assert_sound();
}

#[test]
fn each_may_what_their_role_may_and_hears_who_else_may() {
    let (station, _) = governed();
    adds(&station, "林晓", "front_desk");
    let id = station.draft("203").book();
    station.set(id, State::InPreparation).unwrap();
    let refused = station.save_price_for_nothing();
    assert_eq!(
        refused,
        Refusal::NotAllowed {
            right: Right::Prices,
            who: vec!["周敏".to_owned()]
        }
    );
    assert_eq!(lacks(&station.accounts().unwrap_err()), Right::Accounts);
    let asked = AuditAsked::default();
    assert_eq!(lacks(&station.audit(&asked).unwrap_err()), Right::Audit);
    let file = station.path("people.xlsx");
    let taken_out = station.staff_workbook(Language::Zh, &file);
    assert_eq!(lacks(&taken_out.unwrap_err()), Right::ManageStaff);
    assert_eq!(
        lacks(&station.recovery_code().unwrap_err()),
        Right::Maintain
    );
    adds(&station, "老王", "technician");
    let refused = station.set(id, State::Cancelled).unwrap_err();
    assert_eq!(lacks(&refused), Right::Book);
    station.assert_sound();
}

trait Prices {
    fn save_price_for_nothing(&self) -> Refusal;
}

impl Prices for Station {
    fn save_price_for_nothing(&self) -> Refusal {
        // Who may not change prices does not read them either.
        assert_eq!(lacks(&self.prices().unwrap_err()), Right::Prices);
        let price = r#"{"id":"00000000-0000-0000-0000-000000000000","group":"room","fen":0,
            "name":{"zh":"白送","en":""},"charge":{"charge":"hand"},"from":"2026-01-01"}"#;
        let price: Price = serde_json::from_str(price).unwrap();
        self.save_price(price).unwrap_err()
    }
}

#[test]
fn guessing_costs_more_each_time_and_is_said() {
    let (station, _) = governed();
    station.sign_out().unwrap();
    let guess = || code(station.sign_in("周敏", &key("乱猜的口令")).unwrap_err());
    for _ in 0..4 {
        assert_eq!(guess(), ("wrong".to_owned(), 0));
    }
    assert_eq!(guess(), ("wrong".to_owned(), 30));
    // Even the right one waits.
    let waits = station.sign_in("周敏", &chief()).unwrap_err();
    assert_eq!(code(waits), ("wait".to_owned(), 30));
    station.minutes_later(1);
    assert_eq!(guess(), ("wrong".to_owned(), 60));
    station.minutes_later(2);
    station.sign_in("周敏", &chief()).unwrap();
    // A right one makes it as before.
    station.sign_out().unwrap();
    assert_eq!(guess(), ("wrong".to_owned(), 0));
    station.assert_sound();
}

#[test]
fn guesses_are_counted_on_after_a_restart() {
    let (station, _) = governed();
    station.sign_out().unwrap();
    for _ in 0..5 {
        station.sign_in("周敏", &key("乱猜的口令")).unwrap_err();
    }
    let (station, _image) = station.imaged();
    let waits = station.sign_in("周敏", &chief()).unwrap_err();
    assert_eq!(code(waits).0, "wait");
}

#[test]
fn a_pin_opens_it_at_once_and_an_easy_one_is_no_pin() {
    let (station, _) = governed();
    let easy = station
        .set_pin(&chief(), Some(&secret("123456")))
        .unwrap_err();
    assert_eq!(code(easy).0, "easy_pin");
    let wrong = station
        .set_pin(&key("不对的口令"), Some(&secret("137951")))
        .unwrap_err();
    assert_eq!(code(wrong).0, "wrong");
    station.set_pin(&chief(), Some(&secret("137951"))).unwrap();
    station.sign_out().unwrap();
    let view = station
        .sign_in("周敏", &with(KeyKind::Pin, "137951"))
        .unwrap();
    assert!(view.person.unwrap().has_pin);
    station
        .set_pin(&with(KeyKind::Pin, "137951"), None)
        .unwrap();
    station.sign_out().unwrap();
    let gone = station
        .sign_in("周敏", &with(KeyKind::Pin, "137951"))
        .unwrap_err();
    assert_eq!(code(gone).0, "no_pin");
}

#[test]
fn the_printed_code_lets_in_once_and_changes_the_password() {
    let (station, made) = governed();
    let sheet = station
        .recovery_sheet(made.account, &made.code, Language::Zh)
        .unwrap();
    assert!(sheet.pages >= 1);
    station.sign_out().unwrap();
    let typed = secret(&made.code.0.to_lowercase().replace('-', " "));
    let new = secret("换过的新口令");
    let short = station.recover("周敏", &typed, &secret("短")).unwrap_err();
    assert_eq!(code(short).0, "short_password");
    let new = Secret(format!("{}一二三", new.0));
    let next = station.recover("周敏", &typed, &new).unwrap();
    assert_ne!(next.code, made.code);
    assert_eq!(station.session().unwrap().person.unwrap().name, "周敏");
    station.sign_out().unwrap();
    let old = station.recover("周敏", &typed, &new).unwrap_err();
    assert_eq!(code(old).0, "wrong");
    assert_eq!(
        code(station.sign_in("周敏", &chief()).unwrap_err()).0,
        "wrong"
    );
    station.sign_in("周敏", &key(&new.0)).unwrap();
}

#[test]
fn a_reset_account_has_another_key_and_its_sessions_end() {
    let (station, _) = governed();
    let lin = adds(&station, "林晓", "front_desk");
    station.sign_in("周敏", &chief()).unwrap();
    station
        .reset_account(lin, &secret("临时口令二号!!"))
        .unwrap();
    station.sign_out().unwrap();
    assert_eq!(
        code(station.sign_in("林晓", &own()).unwrap_err()).0,
        "wrong"
    );
    let view = station.sign_in("林晓", &key("临时口令二号!!")).unwrap();
    assert!(view.person.unwrap().renew);
}

#[test]
fn who_makes_accounts_does_not_give_roles_nor_audit() {
    let (station, made) = governed();
    // The first account holds both until there are others.
    let admin = adds(&station, "吴工", "administrator");
    let refused = station.give_roles(admin, &[standard_id("supervisor")], Level::Public);
    assert_eq!(lacks(&refused.unwrap_err()), Right::Roles);
    let safe = adds(&station, "秦安", "security");
    let refused = station.add_account(&draft("某人"), &secret("临时口令一号!!"));
    assert_eq!(lacks(&refused.unwrap_err()), Right::Accounts);
    let both = [standard_id("security"), standard_id("auditor")];
    let refused = station
        .give_roles(safe, &both, Level::Internal)
        .unwrap_err();
    assert_eq!(code(refused).0, "apart");
    // The first account becomes a supervisor and no more.
    station
        .give_roles(
            made.account,
            &[standard_id("supervisor")],
            Level::Confidential,
        )
        .unwrap();
    // Somebody must be left who gives roles.
    let refused = station.give_roles(safe, &[], Level::Internal).unwrap_err();
    assert_eq!(code(refused).0, "last");
    let rules = AccountRules {
        apart: false,
        ..AccountRules::default()
    };
    station.save_account_rules(&rules).unwrap();
    station.give_roles(safe, &both, Level::Internal).unwrap();
    station.assert_sound();
}

#[test]
fn a_session_ends_after_its_hours_and_by_blocking() {
    let (station, _) = governed();
    let lin = adds(&station, "林晓", "front_desk");
    let _ = station.draft("203").book();
    station.minutes_later(14 * 60 + 1);
    assert_eq!(station.draft("201").refused(), Refusal::SignInNeeded);
    station.sign_in("周敏", &chief()).unwrap();
    station.block_account(lin, true).unwrap();
    let refused = station.sign_in("林晓", &own()).unwrap_err();
    assert_eq!(code(refused).0, "blocked");
}

#[test]
fn an_account_works_at_a_second_station_with_the_network_down() {
    let (host, _) = governed();
    let lin = adds(&host, "林晓", "front_desk");
    host.sign_in("周敏", &chief()).unwrap();
    let other = host.lets_in("东楼", NOW);
    other.meets(&host);
    assert!(other.session().unwrap().governed);
    assert_eq!(other.draft("203").refused(), Refusal::SignInNeeded);
    other.sign_in("林晓", &own()).unwrap();
    let before = other.draft("203").book();
    // Blocked at one station, at work at the other, which has not heard of it.
    host.block_account(lin, true).unwrap();
    let unaware = other.draft("201").book();
    other.meets(&host);
    assert_eq!(host.digest(), other.digest());
    for station in [&host, &other] {
        let _ = station.detail(before);
        let _ = station.detail(unaware);
        station.assert_sound();
    }
    let refused = other.draft("205").refused();
    assert_eq!(code(refused).0, "blocked");
    host.sign_in("周敏", &chief()).unwrap();
    assert_eq!(host.accounts().unwrap().forbidden_count, 0);
}

#[test]
fn names_are_found_by_pinyin_and_number_those_first_who_were_here() {
    let (station, _) = governed();
    adds(&station, "林晓", "front_desk");
    station.sign_in("周敏", &chief()).unwrap();
    let names = |words: &str| {
        let found = station.sign_in_names(words).unwrap();
        found.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    assert_eq!(names(""), ["周敏", "林晓"]);
    assert_eq!(names("lx"), ["林晓"]);
    assert_eq!(names("linxiao"), ["林晓"]);
    assert_eq!(names("没有"), Vec::<String>::new());
}

/// Every use case that writes stands in the table of rights.
#[test]
fn no_use_case_is_missing_in_the_table() {
    let known: BTreeSet<&str> = INTENTS.iter().map(|(name, _)| *name).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/app/src");
    let mut missing = BTreeSet::new();
    let mut found = 0;
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for start in [
                ".act(\"",
                ".act( \"",
                ".act_of(\"",
                "intent: \"",
                ".put_out(",
                ".change_station(",
            ] {
                for after in text.split(start).skip(1) {
                    let literal = if start.ends_with('(') {
                        after.split('"').nth(1)
                    } else {
                        after.split('"').next()
                    };
                    let Some(name) = literal.filter(|_| {
                        !start.ends_with('(')
                            || after
                                .find(')')
                                .is_some_and(|end| after.find('"').is_some_and(|at| at < end))
                    }) else {
                        continue;
                    };
                    found += 1;
                    if !known.contains(name) {
                        missing.insert(name.to_owned());
                    }
                }
            }
        }
    }
    assert!(found > 60, "{found}");
    assert_eq!(missing, BTreeSet::new());
}
