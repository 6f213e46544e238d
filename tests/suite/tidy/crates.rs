//! Arrows between crates, and what may never be under one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

use super::sources::root;
use super::{Finding, assert_tidy};

/// Which members a member may name. Whoever adds an arrow adds it here, and to
/// the README's code map.
const ARROWS: &[(&str, &[&str])] = &[
    (
        "steward",
        &["steward-app", "steward-sync", "steward-sync-iroh"],
    ),
    (
        "stewardctl",
        &[
            "steward-app",
            "steward-sync",
            "steward-sync-iroh",
            "steward-roster",
        ],
    ),
    (
        "steward-app",
        &[
            "steward-domain",
            "steward-store",
            "steward-sync",
            "steward-documents",
            "steward-exchange",
            "steward-roster",
        ],
    ),
    ("steward-roster", &[]),
    ("steward-sync", &["steward-domain"]),
    ("steward-sync-iroh", &["steward-sync", "steward-domain"]),
    ("steward-store", &["steward-domain"]),
    ("steward-documents", &["steward-domain"]),
    ("steward-exchange", &[]),
    ("steward-domain", &[]),
    ("xtask", &[]),
    ("steward-simulation", &["steward-domain", "steward-sync"]),
    ("steward-network", &[]),
    (
        "steward-bench",
        &[
            "steward-app",
            "steward-domain",
            "steward-store",
            "steward-sync",
            "steward-sync-iroh",
            "steward-simulation",
            "steward-roster",
        ],
    ),
    (
        "steward-tests",
        &[
            "steward-app",
            "steward-domain",
            "steward-store",
            "steward-sync",
            "steward-simulation",
            "steward-documents",
            "steward-exchange",
            "steward-roster",
        ],
    ),
];

/// What must not be reached, by any number of steps.
const NEVER_UNDER: &[(&str, &[&str])] = &[
    ("steward-domain", &["tokio", "iroh", "tauri", "rusqlite"]),
    ("steward-sync", &["tokio", "iroh", "tauri", "rusqlite"]),
    ("steward-sync-iroh", &["tauri", "rusqlite"]),
    ("steward-exchange", &["tokio", "iroh", "tauri", "rusqlite"]),
    ("steward-roster", &["tokio", "iroh", "tauri", "rusqlite"]),
    ("steward-documents", &["tokio", "iroh", "tauri", "rusqlite"]),
    (
        "steward-simulation",
        &["tokio", "iroh", "tauri", "rusqlite"],
    ),
    ("steward-store", &["tauri", "iroh"]),
    ("steward-app", &["tauri", "wry", "tao"]),
    ("stewardctl", &["tauri", "wry", "tao"]),
];

/// Sets others' means beside ours, and so may name what has one owner.
const FIGURES: &str = "steward-bench";

/// Crates that only one member may name.
const ONE_OWNER: &[(&str, &str)] = &[
    ("rusqlite", "steward-store"),
    ("rusqlite_migration", "steward-store"),
    ("iroh", "steward-sync-iroh"),
    ("tauri", "steward"),
    ("typst", "steward-documents"),
    ("highs", "steward-roster"),
    ("argon2", "steward-app"),
];

/// Who names whom, by name.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn broken_arrows(members: &Graph, allowed: &[(&str, &[&str])]) -> Vec<Finding> {
    let allowed: HashMap<_, _> = allowed.iter().copied().collect();
    let mut findings = Vec::new();
    for (from, targets) in members {
        let Some(may) = allowed.get(from.as_str()) else {
            findings.push(Finding::new(from, 0, "is not in the table of arrows"));
            continue;
        };
        for to in targets.iter().filter(|to| members.contains_key(*to)) {
            if !may.contains(&to.as_str()) {
                findings.push(Finding::new(from, 0, format!("must not know {to}")));
            }
        }
    }
    findings
}

fn reached_all_the_same(graph: &Graph, never: &[(&str, &[&str])]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (from, banned) in never {
        let ways = ways_from(graph, from);
        for name in *banned {
            if let Some(way) = ways.get(*name) {
                let what = format!("reaches {name}: {}", way.join(" → "));
                findings.push(Finding::new(from, 0, what));
            }
        }
    }
    findings
}

fn second_owners(members: &Graph, owners: &[(&str, &str)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (owned, owner) in owners {
        for (member, targets) in members {
            if member != owner && member != FIGURES && targets.contains(*owned) {
                let what = format!("names {owned}, which is {owner}'s alone");
                findings.push(Finding::new(member, 0, what));
            }
        }
    }
    findings
}

/// For everything below `start`, the shortest way to it.
fn ways_from(graph: &Graph, start: &str) -> HashMap<String, Vec<String>> {
    let mut ways = HashMap::from([(start.to_owned(), vec![start.to_owned()])]);
    let mut edge = vec![start.to_owned()];
    while !edge.is_empty() {
        let mut next = Vec::new();
        for from in edge {
            for to in graph.get(&from).into_iter().flatten() {
                if !ways.contains_key(to) {
                    let mut way = ways[&from].clone();
                    way.push(to.clone());
                    ways.insert(to.clone(), way);
                    next.push(to.clone());
                }
            }
        }
        edge = next;
    }
    ways
}

/// What cargo says of this checkout, for the machine that runs it: what only
/// other systems need may never have been fetched.
fn metadata() -> Metadata {
    let version = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc runs where tests are built");
    let version = String::from_utf8(version.stdout).expect("it prints text");
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("it names its host");
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--filter-platform".to_owned(), host.to_owned()])
        .exec()
        .expect("cargo reads the workspace")
}

/// The members and what they name, tests' own dependencies included.
fn members(metadata: &Metadata) -> Graph {
    let packages = metadata.workspace_packages();
    packages
        .iter()
        .map(|package| {
            let named = package.dependencies.iter().map(|d| d.name.to_string());
            (package.name.to_string(), named.collect())
        })
        .collect()
}

/// Everything that is linked or run at build time, tests' own dependencies left
/// out: by name, whatever the version.
fn linked(metadata: &Metadata) -> Graph {
    let names: HashMap<&PackageId, String> = metadata
        .packages
        .iter()
        .map(|p| (&p.id, p.name.to_string()))
        .collect();
    let resolve = metadata.resolve.as_ref().expect("cargo resolved it");
    let mut graph = Graph::new();
    for node in &resolve.nodes {
        let below = node.deps.iter().filter(|d| {
            let kinds = &d.dep_kinds;
            kinds.iter().any(|k| k.kind != DependencyKind::Development)
        });
        graph
            .entry(names[&node.id].clone())
            .or_default()
            .extend(below.map(|d| names[&d.pkg].clone()));
    }
    graph
}

#[test]
fn crates_know_only_those_the_arrows_point_to() {
    let members = members(&metadata());
    assert_tidy("an arrow is broken", &broken_arrows(&members, ARROWS));
    assert_tidy("one owner each", &second_owners(&members, ONE_OWNER));
}

#[test]
fn nothing_pure_rests_on_a_runtime_a_window_or_a_database() {
    let graph = linked(&metadata());
    for (member, _) in NEVER_UNDER {
        assert!(graph.contains_key(*member), "{member} is not in the graph");
    }
    let findings = reached_all_the_same(&graph, NEVER_UNDER);
    assert_tidy("reached by some way", &findings);
}

mod the_rules_find {
    use super::*;

    fn graph(edges: &[(&str, &[&str])]) -> Graph {
        edges
            .iter()
            .map(|(from, to)| {
                let to = to.iter().map(|t| (*t).to_owned()).collect();
                ((*from).to_owned(), to)
            })
            .collect()
    }

    #[test]
    fn an_arrow_that_points_back() {
        let members = graph(&[("app", &["store"]), ("store", &["app", "serde"])]);
        let found = broken_arrows(&members, &[("app", &["store"]), ("store", &[])]);
        assert_eq!(found, [Finding::new("store", 0, "must not know app")]);
    }

    #[test]
    fn a_member_nobody_placed() {
        let found = broken_arrows(&graph(&[("new", &[])]), &[]);
        assert_eq!(
            found,
            [Finding::new("new", 0, "is not in the table of arrows")]
        );
    }

    #[test]
    fn a_runtime_two_steps_down_and_the_way_to_it() {
        let graph = graph(&[("domain", &["http"]), ("http", &["tokio"]), ("tokio", &[])]);
        let found = reached_all_the_same(&graph, &[("domain", &["tokio", "tauri"])]);
        let what = "reaches tokio: domain → http → tokio";
        assert_eq!(found, [Finding::new("domain", 0, what)]);
    }

    #[test]
    fn a_second_owner() {
        let members = graph(&[("store", &["rusqlite"]), ("app", &["rusqlite"])]);
        let found = second_owners(&members, &[("rusqlite", "store")]);
        let what = "names rusqlite, which is store's alone";
        assert_eq!(found, [Finding::new("app", 0, what)]);
    }
}
