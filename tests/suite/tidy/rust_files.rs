//! What a Rust file must begin with, hold back, and not outgrow; and the
//! migrations beside them.

use super::sources::{Source, root, rust, under};
use super::{Finding, assert_tidy};

/// Lines of a Rust file, its tests included.
const LONGEST: usize = 500;

/// Words that say nothing of what a type is.
const EMPTY_WORDS: [&str; 5] = ["Manager", "Service", "Helper", "Util", "Processor"];

/// Capital words only SQL puts together.
const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "DELETE FROM ",
    "CREATE TABLE",
    "CREATE INDEX",
    "ALTER TABLE",
    "DROP TABLE",
    "PRAGMA ",
];

fn no_heading(source: &Source) -> Vec<Finding> {
    if source.text.starts_with("//! ") {
        return Vec::new();
    }
    vec![Finding::new(&source.path, 1, "does not begin with `//!`")]
}

fn too_long(source: &Source, longest: usize) -> Vec<Finding> {
    let lines = source.text.lines().count();
    if lines <= longest {
        return Vec::new();
    }
    let what = format!("{lines} lines, {longest} at most");
    vec![Finding::new(&source.path, 0, what)]
}

fn sql(source: &Source) -> Vec<Finding> {
    code_lines(source)
        .filter(|(_, line)| SQL.iter().any(|word| line.contains(word)))
        .map(|(number, _)| Finding::new(&source.path, number, "SQL outside the store"))
        .collect()
}

/// Reading past the veil (S-03): the desk reads for the use cases, and hides what
/// who looks may not know; acts alone see the whole truth.
fn unveiled(source: &Source) -> Vec<Finding> {
    code_lines(source)
        .filter(|(_, line)| line.contains("store.read(") || line.contains(".read_as("))
        .map(|(number, _)| Finding::new(&source.path, number, "reads past the veil"))
        .collect()
}

fn empty_names(source: &Source) -> Vec<Finding> {
    code_lines(source)
        .filter_map(|(number, line)| Some((number, public_type(line)?)))
        .filter(|(_, name)| EMPTY_WORDS.iter().any(|word| name.ends_with(word)))
        .map(|(number, name)| {
            let what = format!("{name}: the name says nothing of what it is");
            Finding::new(&source.path, number, what)
        })
        .collect()
}

fn silent_allows(source: &Source) -> Vec<Finding> {
    if is_test(&source.path) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut rest = before_inline_tests(&source.text);
    let mut line = 1;
    while let Some((before, after)) = rest.split_once("[allow(") {
        line += before.matches('\n').count();
        let commented = before.rsplit('\n').next().is_some_and(|l| l.contains("//"));
        let attribute = before.ends_with('#') || before.ends_with("#!");
        let said = after.split(")]").next().unwrap_or(after).contains("reason");
        if attribute && !commented && !said {
            findings.push(Finding::new(&source.path, line, "allows without a reason"));
        }
        rest = after;
    }
    findings
}

/// Migrations are `NNNN-name/up.sql`, without a gap, from 1.
fn misnumbered(paths: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let number = format!("{:04}-", index + 1);
        let name = path.strip_suffix("/up.sql");
        let named = name
            .and_then(|name| name.strip_prefix(&number))
            .is_some_and(|name| !name.is_empty() && !name.contains('/'));
        if !named {
            findings.push(Finding::new(path, 0, format!("wanted {number}NAME/up.sql")));
        }
    }
    findings
}

/// Lines with their number, without those that are only a comment.
fn code_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .text
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The name a line gives to a type that others can see.
fn public_type(line: &str) -> Option<&str> {
    let line = line.trim_start().strip_prefix("pub")?;
    let line = match line.strip_prefix('(') {
        Some(inside) => inside.split_once(')')?.1,
        None => line,
    };
    let (kind, rest) = line.trim_start().split_once(' ')?;
    if !["struct", "enum", "trait", "type", "union"].contains(&kind) {
        return None;
    }
    rest.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
}

/// Files that are tests through and through.
fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

/// The text up to a test module written out in the file; such a module stands
/// last.
fn before_inline_tests(text: &str) -> &str {
    text.match_indices("#[cfg(test)]")
        .find(|(at, mark)| {
            let after = text[at + mark.len()..].trim_start();
            after.starts_with("mod ") && after.lines().next().is_some_and(|l| l.ends_with('{'))
        })
        .map_or(text, |(at, _)| &text[..at])
}

#[test]
fn every_module_says_first_what_it_is() {
    let findings: Vec<_> = rust().iter().flat_map(no_heading).collect();
    assert_tidy("a heading", &findings);
}

#[test]
fn a_rust_file_is_read_in_one_sitting() {
    let sources = rust();
    let findings: Vec<_> = sources.iter().flat_map(|s| too_long(s, LONGEST)).collect();
    assert_tidy("too long", &findings);
}

#[test]
fn sql_stands_in_the_store_alone() {
    let findings: Vec<_> = rust()
        .iter()
        .filter(|s| !s.path.starts_with("src-tauri/crates/store/") && !is_test(&s.path))
        .flat_map(sql)
        .collect();
    assert_tidy("SQL", &findings);
}

#[test]
fn s_03_use_cases_read_what_who_looks_may_know() {
    let findings: Vec<_> = rust()
        .iter()
        .filter(|s| s.path.starts_with("src-tauri/crates/app/src/") && !is_test(&s.path))
        // The one way to read, and who it is that looks.
        .filter(|s| {
            let own = s.path.strip_prefix("src-tauri/crates/app/src/");
            !matches!(own, Some("desk.rs" | "session.rs"))
        })
        .flat_map(unveiled)
        .collect();
    assert_tidy("the desk's own reading", &findings);
}

#[test]
fn a_type_is_named_for_what_it_is() {
    let findings: Vec<_> = rust()
        .iter()
        .filter(|s| !is_test(&s.path))
        .flat_map(empty_names)
        .collect();
    assert_tidy("a name", &findings);
}

#[test]
fn who_lets_a_lint_pass_says_why() {
    let findings: Vec<_> = rust().iter().flat_map(silent_allows).collect();
    assert_tidy("a reason", &findings);
}

#[test]
fn migrations_follow_one_another() {
    let files = under("migrations", &[""]);
    let paths: Vec<_> = files
        .iter()
        .map(|f| f.path.trim_start_matches("migrations/"))
        .collect();
    assert!(root().join("migrations").is_dir());
    assert!(!paths.is_empty(), "no migration was found");
    assert_tidy("a migration", &misnumbered(&paths));
}

mod the_rules_find {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("src-tauri/crates/app/src/x.rs", text)
    }

    fn lines(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|f| f.line).collect()
    }

    #[test]
    fn a_module_without_a_heading() {
        assert_eq!(lines(&no_heading(&source("use std::fmt;\n//! late"))), [1]);
        assert_eq!(no_heading(&source("//! What it is.\n")), []);
    }

    #[test]
    fn the_line_too_many() {
        assert_eq!(too_long(&source("a\nb\n"), 2), []);
        assert_eq!(too_long(&source("a\nb\nc\n"), 2).len(), 1);
    }

    #[test]
    fn a_statement_but_not_a_comment_about_one() {
        let text = "//! Never SELECT here.\nlet a = 1;\nq(\"SELECT id FROM room\");\n\
                    let s = \"\n  CREATE TABLE t(id)\";\n// PRAGMA key\n";
        assert_eq!(lines(&sql(&source(text))), [3, 5]);
    }

    #[test]
    fn a_read_past_the_veil() {
        let text = "self.read(|r| r.all());\nself.store.read(|r| r.all());\n// store.read(\n\
                    desk.store.read_as(Level::Internal, f);\n";
        assert_eq!(lines(&unveiled(&source(text))), [2, 4]);
    }

    #[test]
    fn names_that_say_nothing() {
        let text = "pub struct RoomManager;\npub(crate) enum DateUtil<T> {}\nstruct OwnHelper;\n\
                    pub trait Service {}\npub struct Room;\npub fn Helper() {}\n\
                    pub type Utility = u8;\n";
        assert_eq!(lines(&empty_names(&source(text))), [1, 2, 4]);
    }

    #[test]
    fn a_lint_let_pass_in_silence() {
        let text = "#[allow(dead_code)]\nfn a() {}\n#[allow(\n    dead_code,\n    \
                    reason = \"soon\"\n)]\nfn b() {}\n// #[allow(x)]\n#![allow(x)]\n\
                    #[cfg(test)]\nmod tests {\n    #![allow(y)]\n}\n";
        assert_eq!(lines(&silent_allows(&source(text))), [1, 9]);
        let tests = Source::new("src-tauri/crates/app/src/x/tests.rs", "#![allow(y)]");
        assert_eq!(silent_allows(&tests), []);
    }

    #[test]
    fn code_after_a_declared_test_module() {
        let text = "#[cfg(test)]\nmod tests;\n#[allow(x)]\nfn a() {}\n";
        assert_eq!(lines(&silent_allows(&source(text))), [3]);
    }

    #[test]
    fn a_gap_between_migrations_and_a_wrong_name() {
        assert_eq!(misnumbered(&["0001-first/up.sql", "0002-more/up.sql"]), []);
        for wrong in [
            "0003-gap/up.sql",
            "0002/up.sql",
            "0002-x/down.sql",
            "2-x/up.sql",
        ] {
            let found = misnumbered(&["0001-first/up.sql", wrong]);
            assert_eq!(found.len(), 1, "{wrong}");
        }
    }
}
