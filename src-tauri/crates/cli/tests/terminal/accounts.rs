//! Signing in at the terminal, accounts and roles.

use crate::desk::{Desk, Ran, ran};

fn run(desk: &Desk, secrets: &[(&str, &str)], words: &[&str]) -> Ran {
    let mut command = desk.command(words);
    for name in ["STEWARD_PASSWORD", "STEWARD_NEW_PASSWORD", "STEWARD_CODE"] {
        command.env_remove(name);
    }
    command.envs(secrets.iter().copied());
    ran(command.output().unwrap())
}

fn ok(desk: &Desk, secrets: &[(&str, &str)], words: &[&str]) -> String {
    let ran = run(desk, secrets, words);
    assert_eq!(ran.status, 0, "{words:?}: {}", ran.err);
    ran.out
}

#[test]
fn the_first_account_is_made_and_from_then_on_people_sign_in() {
    let desk = Desk::sample();
    let nobody = ok(&desk, &[], &["whoami"]);
    assert!(nobody.contains("no account yet"), "{nobody}");
    let first = [("STEWARD_NEW_PASSWORD", "long enough one")];
    let made = ok(
        &desk,
        &first,
        &["account", "add", "周敏", "--login", "zhou"],
    );
    assert!(made.contains("Recovery code: "), "{made}");
    let code = made
        .lines()
        .next()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();

    let refused = run(&desk, &[], &["day"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("Sign in first"), "{}", refused.err);
    let wrong = run(
        &desk,
        &[("STEWARD_PASSWORD", "guessed")],
        &["login", "zhou"],
    );
    assert!(wrong.err.contains("Wrong password"), "{}", wrong.err);
    let mine = [("STEWARD_PASSWORD", "long enough one")];
    let said = ok(&desk, &mine, &["login", "zhou"]);
    assert!(
        said.contains("周敏") && said.contains("Supervisor"),
        "{said}"
    );
    // It lasts over commands, and is nobody else's to read.
    let file = desk.data.join("terminal-session");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    ok(&desk, &[], &["day"]);
    let second = [("STEWARD_NEW_PASSWORD", "another long one")];
    ok(
        &desk,
        &second,
        &[
            "account", "add", "老王", "--login", "wang", "--role", "cleaner",
        ],
    );
    let all = ok(&desk, &[], &["account", "list"]);
    assert!(all.contains("老王") && all.contains("Cleaner"), "{all}");
    let roles = ok(
        &desk,
        &[],
        &["role", "edit", "cleaner", "--right", "confirm"],
    );
    assert!(roles.contains("confirm tasks"), "{roles}");
    // How signing in is handled: shown, and changed by what is said of it.
    let rules = ok(&desk, &[], &["account", "rules"]);
    assert!(rules.contains("locks after, minutes"), "{rules}");
    let words = ["--json", "account", "rules", "--idle", "4", "--tries", "3"];
    let rules = ok(&desk, &[], &words);
    assert!(
        rules.contains("\"idle_minutes\": 4") && rules.contains("\"free_guesses\": 3"),
        "{rules}"
    );
    ok(&desk, &[], &["logout"]);
    assert!(!file.exists());

    let other = [("STEWARD_PASSWORD", "another long one")];
    ok(&desk, &other, &["login", "wang"]);
    let refused = run(&desk, &[], &["book", "tomorrow 9:30-11:00 203 28 people"]);
    assert_eq!(refused.status, 1);
    assert!(
        refused.err.contains("book and move") && refused.err.contains("周敏"),
        "{}",
        refused.err
    );
    // The code lets 周敏 in when the password is lost.
    let lost = [
        ("STEWARD_CODE", code.as_str()),
        ("STEWARD_NEW_PASSWORD", "a third long one"),
    ];
    let sheet = desk.dir.path().join("code.pdf");
    let words = [
        "account",
        "recover",
        "zhou",
        "--sheet",
        sheet.to_str().unwrap(),
    ];
    ok(&desk, &lost, &words);
    assert!(std::fs::read(&sheet).unwrap().starts_with(b"%PDF"));
    ok(
        &desk,
        &[("STEWARD_PASSWORD", "a third long one")],
        &["login", "zhou"],
    );
}

#[test]
fn a_pass_of_another_station_or_a_made_up_one_is_nobody_s() {
    let desk = Desk::sample();
    let first = [("STEWARD_NEW_PASSWORD", "long enough one")];
    ok(&desk, &first, &["account", "add", "周敏"]);
    std::fs::write(desk.data.join("terminal-session"), "00ff".repeat(60)).unwrap();
    let refused = run(&desk, &[], &["day"]);
    assert!(refused.err.contains("Sign in first"), "{}", refused.err);
}
