//! Every read of the desk says in the table of reads which right it asks for,
//! and asks for it there.

use std::collections::{BTreeMap, BTreeSet};

use steward_app::domain::authority::{Asked, READS};

use super::sources::under;
use super::{Finding, assert_tidy};

/// Neither read nor write: how the program itself holds the desk, and
/// messages, whose use cases ask for themselves.
const HOLDS: &[&str] = &[
    "call",
    "call_for",
    "data_dir",
    "knows_venue",
    "look_as",
    "met_at",
    "now",
    "on_mesh",
    "plug",
    "subscribe",
];

/// A method of the desk.
struct Method<'a> {
    file: &'a str,
    line: usize,
    is_public: bool,
    name: &'a str,
    body: &'a str,
}

/// The methods in the `impl Desk` blocks of a file.
fn methods<'a>(file: &'a str, text: &'a str) -> Vec<Method<'a>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("\nimpl Desk {") {
        let block = &text[start + 1..];
        let block = &block[..block.find("\n}").unwrap_or(block.len())];
        let mut heads: Vec<(usize, bool)> = Vec::new();
        for (mark, is_public) in [
            ("\n    pub fn ", true),
            ("\n    pub(crate) fn ", false),
            ("\n    pub(super) fn ", false),
            ("\n    fn ", false),
        ] {
            heads.extend(block.match_indices(mark).map(|(at, _)| (at, is_public)));
        }
        heads.sort_unstable();
        for (nth, (at, is_public)) in heads.iter().enumerate() {
            let end = heads.get(nth + 1).map_or(block.len(), |(end, _)| *end);
            let body = &block[*at..end];
            let name = body.split("fn ").nth(1).unwrap_or_default();
            found.push(Method {
                file,
                line: text[..start + 1 + at].lines().count() + 1,
                is_public: *is_public && body.contains("&self"),
                name: name.split(['(', '<']).next().unwrap_or_default(),
                body,
            });
        }
    }
    found
}

/// Reads that the table does not know, and those of the table that do not ask.
fn findings(files: &[(&str, &str)], table: &[(&str, Asked)]) -> Vec<Finding> {
    let all: Vec<Method<'_>> = files
        .iter()
        .flat_map(|(file, text)| methods(file, text))
        .collect();
    // What writes, itself or by another method, asks by its intent.
    let mut writes: BTreeSet<&str> = BTreeSet::new();
    let calls: BTreeMap<&str, &str> = all.iter().map(|one| (one.name, one.body)).collect();
    loop {
        let before = writes.len();
        for (name, body) in &calls {
            let acts = ["self.act(", "self.act_of(", ".write("].iter();
            let itself = acts.clone().any(|act| body.contains(act));
            let by = |other: &&str| body.contains(&format!("self.{other}("));
            if itself || writes.iter().any(by) {
                writes.insert(name);
            }
        }
        if writes.len() == before {
            break;
        }
    }
    let mut found = Vec::new();
    for one in all.iter().filter(|one| one.is_public) {
        let asked = table.iter().find(|(name, _)| *name == one.name);
        let what = match asked {
            None if writes.contains(one.name) || HOLDS.contains(&one.name) => continue,
            None => "a read that domain/src/authority/reads.rs does not know",
            Some((_, Asked::Nobody)) => continue,
            Some(_) if one.body.contains(&format!("may_read(\"{}\")", one.name)) => continue,
            Some(_) => "asks for a right in the table and not in its body: self.may_read",
        };
        found.push(Finding::new(
            one.file,
            one.line,
            format!("{}: {what}", one.name),
        ));
    }
    found
}

#[test]
fn a_read_that_nobody_listed_or_that_does_not_ask_is_found() {
    let text = "\nimpl Desk {\n    pub fn seen(&self) -> u8 {\n        1\n    }\n\n    pub fn asked(&self) {\n        self.may_read(\"asked\")?;\n    }\n\n    pub fn silent(&self) {\n    }\n\n    pub fn write(&self) {\n        self.step()\n    }\n\n    fn step(&self) {\n        self.act(\"x\", |w| ())\n    }\n}\n";
    let table = [("asked", Asked::Anybody), ("silent", Asked::Anybody)];
    let found = findings(&[("a.rs", text)], &table);
    let names: Vec<&str> = found
        .iter()
        .map(|one| one.what.split(':').next().unwrap())
        .collect();
    assert_eq!(names, ["seen", "silent"]);
}

#[test]
fn every_read_of_the_desk_asks_for_a_right_or_says_why_not() {
    let files = under("src-tauri/crates/app/src", &[".rs"]);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|one| (one.path.as_str(), one.text.as_str()))
        .collect();
    assert_tidy("reads ask for a right", &findings(&files, READS));
}
