//! A machine that was brought back whole gave names a second time.

use std::collections::BTreeMap;

use steward_domain::log::{Digest32, Dot, mark};

use super::*;

fn hash(incoming: &Incoming) -> Digest32 {
    Sealed::from_bytes(incoming.bytes.clone()).hash
}

fn text(text: &str) -> Vec<RawOp> {
    vec![put(json!(text))]
}

/// A commit by somebody who had seen these, each the newest of its chain.
fn having_seen(author: &mut Author, others: &[&Incoming], ops: Vec<RawOp>) -> Incoming {
    let mut seen: BTreeMap<Chain, (u64, u32)> = BTreeMap::new();
    for other in others {
        let sealed = Sealed::from_bytes(other.bytes.clone());
        let commit = sealed.open().unwrap();
        seen.insert(commit.chain, (commit.seq, mark(&sealed.hash)));
    }
    if let Some((seq, hash)) = author.last {
        seen.insert(author.chain(), (seq, mark(&hash)));
    }
    let dots = seen.iter().map(|(chain, (seq, _))| Dot {
        chain: *chain,
        seq: *seq,
    });
    let marks = Marks(seen.values().map(|(_, mark)| *mark).collect());
    author.write_marked(dots.collect(), marks, ops)
}

/// What a station wrote before it was backed up, on that machine after it,
/// and on the one that was brought back: three commits, two, three.
struct Forked {
    before: Vec<Incoming>,
    ways: [Vec<Incoming>; 2],
    authors: [Author; 2],
}

fn forked() -> Forked {
    let mut first = Author::new(1);
    let write = |author: &mut Author, what: &str| author.write(Heads::new(), text(what));
    let before = vec![
        write(&mut first, "甲"),
        write(&mut first, "乙"),
        write(&mut first, "丙"),
    ];
    let mut second = first.clone();
    let one = vec![write(&mut first, "一"), write(&mut first, "二")];
    let other = vec![
        write(&mut second, "另一"),
        write(&mut second, "另二"),
        write(&mut second, "另三"),
    ];
    Forked {
        before,
        ways: [one, other],
        authors: [first, second],
    }
}

/// Takes the commits of each part as one batch; the store is whole after each.
fn taken(authors: &[&Author], parts: &[&[Incoming]]) -> (tempfile::TempDir, Store) {
    let (dir, store) = store(authors);
    for part in parts {
        store.accept(part.to_vec(), NOW).unwrap();
        assert_eq!(store.verify().unwrap(), vec![]);
    }
    (dir, store)
}

fn shown(store: &Store) -> Vec<String> {
    let conflicts = store.read(|r| r.conflicts()).unwrap();
    let versions = conflicts.into_iter().flat_map(|conflict| conflict.versions);
    let mut texts: Vec<String> = versions.map(|v| v.value.to_string()).collect();
    texts.sort();
    texts
}

#[test]
fn both_ways_stand_whichever_came_first_and_a_person_hears_of_both() {
    let Forked {
        before,
        ways: [one, other],
        authors: [author, _],
    } = forked();
    let all = [&before[..], &one, &other].concat();
    let backwards: Vec<Incoming> = all.iter().rev().cloned().collect();
    let orders: [&[&[Incoming]]; 5] = [
        &[&before, &one, &other],
        &[&before, &other, &one],
        &[&one, &other, &before],
        &[&all],
        &[&backwards],
    ];
    let mut digest = None;
    for parts in orders {
        let (_dir, store) = taken(&[&author], parts);
        assert_eq!(store.read(|r| r.counts()).unwrap().waiting, 0);
        assert_eq!(shown(&store), ["\"二\"", "\"另三\""]);
        let here = store.digest().unwrap();
        assert_eq!(*digest.get_or_insert(here), here);
        store.rebuild().unwrap();
        assert_eq!(store.digest().unwrap(), here);
        // The farthest way tells how far the chain goes.
        assert_eq!(store.heads().unwrap().of(author.chain()), 6);
        // Whoever has nothing gets all of it.
        let (_dir, next) = taken(&[&author], &[&store.commits_after(&Heads::new()).unwrap()]);
        assert_eq!(next.digest().unwrap(), here);
    }
}

#[test]
fn one_who_knows_one_way_gets_the_other_by_heads_alone() {
    let Forked {
        before,
        ways: [one, other],
        authors: [author, _],
    } = forked();
    let (_dir, both) = taken(&[&author], &[&before, &one, &other]);
    for way in [&one, &other] {
        let (_dir, single) = taken(&[&author], &[&before, way]);
        let lacked = both.commits_after(&single.heads().unwrap()).unwrap();
        assert!(lacked.len() <= 5, "only what was written since");
        single.accept(lacked, NOW).unwrap();
        assert_eq!(single.digest().unwrap(), both.digest().unwrap());
        assert_eq!(single.heads().unwrap(), both.heads().unwrap());
    }
}

#[test]
fn the_store_says_from_where_on_to_ask_again() {
    let Forked {
        before,
        ways: [one, other],
        authors: [author, _],
    } = forked();
    let (_dir, here) = taken(&[&author], &[&before, &one]);
    let (_dir, there) = taken(&[&author], &[&before, &other]);
    let mut again = Heads::new();
    let mut wants = 0;
    while here.heads().unwrap() != there.heads().unwrap() && wants < 5 {
        let has = here.heads().unwrap();
        let batch = there.load_again(&has, &again, 1_000_000).unwrap();
        again = here.accept(batch.commits, NOW).unwrap().lacking;
        if again.is_empty() {
            break;
        }
        wants += 1;
    }
    assert_eq!((wants, again.is_empty()), (1, true));
    assert_eq!(shown(&here), ["\"二\"", "\"另三\""]);
}

#[test]
fn a_way_forks_again_and_a_fork_before_a_fork_is_found_later() {
    let Forked {
        before,
        ways: [one, other],
        authors: [mut first, second],
    } = forked();
    // Brought back twice: once more from what the second wrote first, and
    // from before it all.
    let mut third = second.clone();
    let from = Sealed::from_bytes(other[1].bytes.clone());
    third.last = Some((5, from.hash));
    let nested = third.write(Heads::new(), text("又三"));
    let mut fourth = Author::new(1);
    fourth.last = Some((1, hash(&before[0])));
    let early = fourth.write(Heads::new(), text("早"));
    let on = first.write(Heads::new(), text("三"));
    let parts: [&[Incoming]; 5] = [
        &before,
        &[&one[..], &[on]].concat(),
        &other,
        &[nested],
        &[early],
    ];
    let wanted = ["\"三\"", "\"又三\"", "\"另三\"", "\"早\""];
    let mut digest = None;
    for turn in 0..parts.len() {
        let mut order = parts;
        order.rotate_left(turn);
        let (_dir, store) = taken(&[&first], &order);
        let here = store.digest().unwrap();
        assert_eq!(*digest.get_or_insert(here), here, "turned by {turn}");
        let mut all = wanted;
        all.sort_unstable();
        assert_eq!(shown(&store), all);
        store.rebuild().unwrap();
        assert_eq!(store.digest().unwrap(), here);
    }
}

#[test]
fn what_builds_on_a_way_that_is_not_here_waits_for_it() {
    let Forked {
        before,
        ways: [one, other],
        authors: [author, _],
    } = forked();
    let mut reader = Author::new(2);
    // It had seen the second place of the other way, by the name that this
    // store knows as the first way's.
    let settled = having_seen(&mut reader, &[&other[1]], text("定"));
    let (_dir, store) = store(&[&author, &reader]);
    store.accept([&before[..], &one].concat(), NOW).unwrap();
    let outcome = store.accept(vec![settled.clone()], NOW).unwrap();
    assert_eq!((outcome.applied, outcome.waiting), (0, 1));
    assert_eq!(store.accept(other.clone(), NOW).unwrap().applied, 4);
    // It settled the other way's second word, not its third, nor the first's.
    assert_eq!(shown(&store), ["\"二\"", "\"另三\"", "\"定\""]);
    assert_eq!(store.verify().unwrap(), vec![]);
    let parts: [&[Incoming]; 3] = [&before, &[&other[..], &[settled]].concat(), &one];
    let (_dir, again) = taken(&[&author, &reader], &parts);
    assert_eq!(again.digest().unwrap(), store.digest().unwrap());
}

#[test]
fn a_fork_inside_a_batch_that_is_cut_small_is_the_same() {
    let Forked {
        before,
        ways: [one, other],
        authors: [author, _],
    } = forked();
    let (_dir, whole) = taken(&[&author], &[&before, &one, &other]);
    let (_dir, cut) = store(&[&author]);
    let all = [&other[..], &one, &before].concat();
    cut.accept_unless(all, NOW, &|| true).unwrap();
    assert_eq!(cut.digest().unwrap(), whole.digest().unwrap());
    assert_eq!(cut.verify().unwrap(), vec![]);
}

#[test]
fn a_commit_of_an_older_version_saw_for_sure_what_lies_before_the_fork() {
    let Forked {
        before,
        ways: [one, other],
        authors: [author, _],
    } = forked();
    let mut reader = Author::new(2);
    let seen: Heads = [Dot {
        chain: author.chain(),
        seq: 4,
    }]
    .into_iter()
    .collect();
    let old = reader.write(seen, text("旧"));
    let orders: [&[&[Incoming]]; 2] = [
        &[&before, &one, std::slice::from_ref(&old), &other],
        &[&before, &other, &one, std::slice::from_ref(&old)],
    ];
    let [a, b] = orders.map(|parts| taken(&[&author, &reader], parts).1.digest().unwrap());
    assert_eq!(a, b);
}
