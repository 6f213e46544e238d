//! The UI's own arrows: one folder speaks to the window, no feature knows
//! another, and a component is read in one sitting.

use super::sources::{Source, root, under};
use super::{Finding, assert_tidy};

/// Lines of a component.
const LONGEST: usize = 300;

/// The only folder that may speak to the window.
const BRIDGE: &str = "ui/src/ipc/";

fn too_long(source: &Source) -> Vec<Finding> {
    let lines = source.text.lines().count();
    if lines <= LONGEST || !source.path.ends_with(".svelte") {
        return Vec::new();
    }
    let what = format!("{lines} lines, {LONGEST} at most");
    vec![Finding::new(&source.path, 0, what)]
}

fn past_the_bridge(source: &Source) -> Vec<Finding> {
    if source.path.starts_with(BRIDGE) {
        return Vec::new();
    }
    imports(source)
        .filter(|(_, from)| from.starts_with("@tauri-apps/"))
        .map(|(line, from)| {
            let what = format!("imports {from}; only {BRIDGE} does");
            Finding::new(&source.path, line, what)
        })
        .collect()
}

/// A feature stands alone; what is shared and the bridge are below all of them.
fn across_features(source: &Source) -> Vec<Finding> {
    let own = feature_of(&source.path);
    let below = ["ui/src/shared/", BRIDGE]
        .iter()
        .any(|folder| source.path.starts_with(folder));
    if own.is_none() && !below {
        return Vec::new();
    }
    imports(source)
        .filter_map(|(line, from)| {
            let target = resolved(&source.path, from);
            let other = feature_of(&target)?;
            (own != Some(other)).then(|| {
                let what = format!("imports the feature {other}; only a view joins features");
                Finding::new(&source.path, line, what)
            })
        })
        .collect()
}

/// What a file imports, with the line: every quoted text after `from`,
/// `import` or `import(`.
fn imports(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source.text.lines().enumerate().flat_map(|(index, line)| {
        ["from ", "import ", "import("]
            .into_iter()
            .flat_map(move |word| line.match_indices(word).map(move |(at, w)| at + w.len()))
            .filter_map(move |at| {
                let after = line.get(at..)?.trim_start();
                let quote = after.chars().next().filter(|c| "'\"`".contains(*c))?;
                Some((index + 1, after[1..].split(quote).next()?))
            })
    })
}

/// The feature a path lies in: `features/NAME/…`, wherever it begins.
fn feature_of(path: &str) -> Option<&str> {
    let (_, after) = path.split_once("features/")?;
    after.split('/').next().filter(|name| !name.is_empty())
}

/// An import as a path from the checkout; one that is not relative stays.
fn resolved(file: &str, import: &str) -> String {
    if !import.starts_with('.') {
        return import.to_owned();
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn ui() -> Vec<Source> {
    let sources = under("ui/src", &[".ts", ".js", ".svelte"]);
    let found = sources.iter().any(|s| s.path.ends_with(".svelte"));
    assert!(found, "no component under {}", root().display());
    sources
}

#[test]
fn a_component_is_read_in_one_sitting() {
    let findings: Vec<_> = ui().iter().flat_map(too_long).collect();
    assert_tidy("too long", &findings);
}

#[test]
fn one_folder_speaks_to_the_window() {
    let findings: Vec<_> = ui().iter().flat_map(past_the_bridge).collect();
    assert_tidy("past the bridge", &findings);
}

#[test]
fn no_feature_knows_another() {
    let findings: Vec<_> = ui().iter().flat_map(across_features).collect();
    assert_tidy("across features", &findings);
}

mod the_rules_find {
    use super::*;

    #[test]
    fn a_component_that_has_outgrown() {
        let long = "<p/>\n".repeat(LONGEST + 1);
        assert_eq!(too_long(&Source::new("ui/src/App.svelte", &long)).len(), 1);
        assert_eq!(too_long(&Source::new("ui/src/table.ts", &long)), []);
        let just = "<p/>\n".repeat(LONGEST);
        assert_eq!(too_long(&Source::new("ui/src/App.svelte", &just)), []);
    }

    #[test]
    fn every_way_of_importing_past_the_bridge() {
        let text = "import { invoke } from '@tauri-apps/api/core';\nimport \"@tauri-apps/api\";\n\
                    const a = await import('@tauri-apps/api');\nimport x from './ipc';\n";
        let found = past_the_bridge(&Source::new("ui/src/views/Today.svelte", text));
        assert_eq!(found.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(
            past_the_bridge(&Source::new("ui/src/ipc/client.ts", text)),
            []
        );
    }

    #[test]
    fn a_feature_that_reaches_over() {
        let text = "import A from '../rooms/A.svelte';\nimport B from './B.svelte';\n\
                    import C from '../../shared/C.svelte';\nimport D from '$features/rooms/D';\n\
                    import E from '../booking/E';\n";
        let found = across_features(&Source::new("ui/src/features/booking/X.svelte", text));
        assert_eq!(found.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 4]);
        let view = Source::new(
            "ui/src/views/Today.svelte",
            "import A from '../features/a/A';",
        );
        assert_eq!(across_features(&view), []);
        let shared = Source::new("ui/src/shared/A.ts", "import A from '../features/a/A';");
        assert_eq!(across_features(&shared).len(), 1);
    }
}
