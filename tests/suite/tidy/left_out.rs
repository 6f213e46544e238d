//! What a manifest leaves out of testing, to spare its building: nothing that
//! holds a test.

use super::sources::{Source, rust, under};
use super::{Finding, assert_tidy};

/// What the word after a fence may be where Rust is shown.
const RUST: [&str; 6] = [
    "",
    "rust",
    "no_run",
    "should_panic",
    "compile_fail",
    "standalone",
];

/// Documentation that shows Rust: the lines where it begins to.
fn shows_rust(source: &Source) -> Vec<usize> {
    let mut inside = false;
    let mut found = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        let line = line.trim_start();
        let said = line.strip_prefix("///").or(line.strip_prefix("//!"));
        let Some(word) = said.and_then(|said| said.trim_start().strip_prefix("```")) else {
            continue;
        };
        inside = !inside;
        let first = word.split([',', ' ']).next().unwrap_or_default();
        if inside && RUST.contains(&first) {
            found.push(index + 1);
        }
    }
    found
}

/// A library whose documentation is not tried shows no Rust.
fn untried(manifest: &Source, sources: &[Source]) -> Vec<Finding> {
    if !manifest.text.contains("doctest = false") {
        return Vec::new();
    }
    let library = manifest.text.split("[lib]").nth(1).unwrap_or_default();
    let library = library.split("\n[").next().unwrap_or_default();
    let path = library.split("path = \"").nth(1);
    let inside = path.and_then(|path| path.split('/').next());
    let inside = folder(manifest, &format!("{}/", inside.unwrap_or("src")));
    sources
        .iter()
        .filter(|source| source.path.starts_with(&inside))
        .flat_map(|source| {
            let lines = shows_rust(source).into_iter();
            lines.map(|line| Finding::new(&source.path, line, "shows Rust that nobody tries"))
        })
        .collect()
}

/// A program without unit tests is one file that holds none.
fn untested(manifest: &Source, sources: &[Source]) -> Vec<Finding> {
    let programs = manifest.text.split("[[bin]]").skip(1);
    let left_out = programs
        .map(|said| said.split("\n[").next().unwrap_or(said))
        .filter(|said| said.contains("test = false"))
        .filter_map(|said| said.split("path = \"").nth(1)?.split('"').next())
        .map(|path| folder(manifest, path));
    left_out
        .flat_map(|path| {
            let Some(source) = sources.iter().find(|source| source.path == path) else {
                return vec![Finding::new(&path, 0, "is not there")];
            };
            let holds = |line: &str| line.contains("#[test]") || line.trim().starts_with("mod ");
            let lines = source.text.lines().enumerate();
            lines
                .filter(|(_, line)| holds(line))
                .map(|(index, _)| Finding::new(&path, index + 1, "is not tested"))
                .collect()
        })
        .collect()
}

/// A path beside a manifest, from the checkout.
fn folder(manifest: &Source, path: &str) -> String {
    manifest.path.replace("Cargo.toml", path)
}

fn manifests() -> Vec<Source> {
    let mut all = under("src-tauri", &["Cargo.toml"]);
    all.extend(under("tests", &["Cargo.toml"]));
    // Programs for the fuzzer are built by it alone.
    all.retain(|manifest| !manifest.path.starts_with("tests/fuzz/"));
    assert!(all.len() > 10, "the manifests were not found");
    all
}

#[test]
fn what_documentation_shows_is_tried() {
    let sources = rust();
    let all = manifests();
    let findings: Vec<_> = all.iter().flat_map(|m| untried(m, &sources)).collect();
    assert_tidy("an example", &findings);
}

#[test]
fn a_program_without_tests_holds_none() {
    let sources = rust();
    let all = manifests();
    let findings: Vec<_> = all.iter().flat_map(|m| untested(m, &sources)).collect();
    assert_tidy("a test", &findings);
}

mod the_rules_find {
    use super::*;

    fn lines(findings: &[Finding]) -> Vec<usize> {
        findings.iter().map(|f| f.line).collect()
    }

    #[test]
    fn an_example_in_rust_but_not_one_in_words() {
        let text = "//! ```text\n//! a\n//! ```\n/// ```\n/// a();\n/// ```\n\
                    /// ```no_run\n/// b();\n/// ```\n// ```\n";
        let source = [Source::new("x/src/lib.rs", text)];
        let quiet = Source::new("x/Cargo.toml", "[lib]\ndoctest = false\n");
        assert_eq!(lines(&untried(&quiet, &source)), [4, 7]);
        let tried = Source::new("x/Cargo.toml", "[lib]\n");
        assert_eq!(untried(&tried, &source), []);
        let there = "[lib]\ndoctest = false\npath = \"src/lib.rs\"\n";
        let there = Source::new("x/Cargo.toml", there);
        assert_eq!(lines(&untried(&there, &source)), [4, 7]);
        let other = Source::new("y/Cargo.toml", "[lib]\ndoctest = false\n");
        assert_eq!(untried(&other, &source), []);
    }

    #[test]
    fn a_test_in_a_program_that_is_not_tested() {
        let manifest = "[[bin]]\nname = \"a\"\npath = \"src/main.rs\"\ntest = false\n\n\
                        [[bin]]\nname = \"b\"\npath = \"src/b.rs\"\n";
        let manifest = Source::new("x/Cargo.toml", manifest);
        let text = "mod part;\nfn main() {}\n#[test]\nfn a() {}\n";
        let both = [
            Source::new("x/src/main.rs", text),
            Source::new("x/src/b.rs", text),
        ];
        assert_eq!(lines(&untested(&manifest, &both)), [1, 3]);
        assert_eq!(lines(&untested(&manifest, &[])), [0]);
    }
}
