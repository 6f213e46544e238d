//! Bundles between stations that never see each other: through files of
//! their own, into real stores.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::PathBuf;

use steward_app::call::Call;
use steward_app::domain::ids::StationId;
use steward_app::domain::secrecy::audit::Deed;
use steward_app::views::{AuditAsked, BundleOrder, BundleReport, Refusal};
use steward_sync::House as _;
use steward_tests::Station;
use tempfile::TempDir;

const NOW: &str = "2026-11-20 09:00";

/// A stick in somebody's pocket.
struct Stick(TempDir);

impl Stick {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// What a station writes to it.
    fn from(&self, station: &Station, order: &BundleOrder) -> Vec<String> {
        station
            .bundle_export(order, &self.path("x.steward"))
            .unwrap()
            .files
    }

    /// A copy of a file with something done to its bytes.
    fn copy(&self, of: &str, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut bytes = fs::read(of).unwrap();
        change(&mut bytes);
        let path = PathBuf::from(self.path(name));
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

fn pair() -> (Station, Station) {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    east.meets(&front);
    front.is_equal_to(&east);
    (front, east)
}

/// Books by a line, also where the rooms came later.
fn books(at: &Station, line: &str) {
    let line = line.to_owned();
    let draft = at.call(Call::Quick { line }).unwrap()["draft"].clone();
    let draft = serde_json::from_value(draft).unwrap();
    at.call(Call::Book { draft }).unwrap();
}

fn id(station: &Station) -> StationId {
    station.house().me().station
}

fn digest(station: &Station) -> String {
    let told = station.desk().call(Call::Digest).unwrap();
    told.as_str().unwrap().to_owned()
}

fn all() -> BundleOrder {
    BundleOrder::default()
}

fn lacked_by(station: &Station) -> BundleOrder {
    BundleOrder {
        addressee: Some(id(station)),
        ..all()
    }
}

fn refusal(said: Result<BundleReport, Refusal>) -> String {
    match said {
        Err(Refusal::Bundle { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

fn taken(report: &BundleReport) -> (u32, u32, u32, u32) {
    let taken = report.taken.as_ref().unwrap();
    (taken.changes, taken.already, taken.waiting, taken.set_aside)
}

#[test]
fn a_stick_makes_two_stations_equal_and_the_second_time_changes_nothing() {
    let (front, east) = pair();
    let stick = Stick::new();
    let _ = front.draft("203").called("甲会").book();
    let _ = front.draft("204").called("乙会").book();
    let files = stick.from(&front, &lacked_by(&east));
    let seen = east.bundle_inspect(&files).unwrap();
    // Two bookings, and that they were taken along.
    assert_eq!((seen.bundles[0].changes, seen.bundles[0].new), (3, 3));
    assert_eq!(seen.bundles[0].station, "总台");
    assert_eq!(seen.bundles[0].addressee.as_deref(), Some("东楼"));
    assert_ne!(digest(&front), digest(&east), "looking takes nothing in");
    assert_eq!(taken(&east.bundle_import(&files).unwrap()), (3, 0, 0, 0));
    assert_eq!(digest(&front), digest(&east));
    assert_eq!(taken(&east.bundle_import(&files).unwrap()), (0, 3, 0, 0));
    // Whoever made it may look at it and take it in too.
    assert_eq!(taken(&front.bundle_import(&files).unwrap()), (0, 3, 0, 0));
    assert_eq!(digest(&front), digest(&east));
}

#[test]
fn everything_is_enough_for_a_station_that_has_nothing() {
    let (front, east) = pair();
    let stick = Stick::new();
    books(&east, "11月25日 9:00-10:00 203 20人 甲会");
    front.meets(&east);
    let west = front.lets_in("西楼", NOW);
    let files = stick.from(&front, &all());
    let report = west.bundle_import(&files).unwrap();
    assert_eq!(report.bundles[0].new, 0, "{report:?}");
    assert_eq!(digest(&west), digest(&front));
    assert!(west.verify().unwrap().sound);
}

#[test]
fn what_came_in_is_told_as_after_a_meeting_and_told_once() {
    let (front, east) = pair();
    let stick = Stick::new();
    east.sights(&front);
    east.minutes_later(5).loses_sight_of(&front);
    books(&east, "11月25日 9:00-10:00 203 20人 丙会");
    books(&front, "11月25日 9:00-10:00 203 20人 甲会");
    let files = stick.from(&front, &lacked_by(&east));
    east.minutes_later(60);
    let report = east.bundle_import(&files).unwrap();
    let what = &report.taken.as_ref().unwrap().what;
    assert_eq!((what.bookings, what.clashes), (1, 1));
    let away = east.stations().unwrap().away.unwrap();
    assert_eq!(
        (away.bookings, (away.until - away.from).num_minutes()),
        (1, 60)
    );
    east.read_while_away().unwrap();
    east.sights(&front);
    east.is_equal_to(&front);
    assert_eq!(east.stations().unwrap().away, None, "it was told");
}

#[test]
fn any_file_that_is_not_as_it_was_made_refuses_all() {
    let (front, east) = pair();
    let stick = Stick::new();
    let _ = front.draft("203").called("甲会").book();
    let good = stick.from(&front, &lacked_by(&east)).remove(0);
    let (before, length) = (digest(&east), fs::read(&good).unwrap().len());
    let sound = |change: &dyn Fn(&mut Vec<u8>)| stick.copy(&good, "bad.steward", change);
    // Every byte in turn, a bit of it; the small format's test flips them all.
    for at in 0..length {
        let bad = sound(&|bytes| bytes[at] ^= 1 << (at % 8));
        let said = refusal(east.bundle_import(&[good.clone(), bad]));
        assert!(!said.is_empty(), "{at}");
    }
    for until in (0..length).step_by(7) {
        let bad = sound(&|bytes| bytes.truncate(until));
        let said = refusal(east.bundle_import(&[bad]));
        assert!(
            ["truncated", "not_a_bundle"].contains(&said.as_str()),
            "{until}: {said}"
        );
    }
    let longer = sound(&|bytes| bytes.push(0));
    assert_eq!(refusal(east.bundle_import(&[longer])), "damaged");
    assert_eq!(digest(&east), before);
    assert_eq!(taken(&east.bundle_import(&[good]).unwrap()), (2, 0, 0, 0));
}

#[test]
fn parts_come_in_any_order_mixed_and_more_than_once() {
    let (front, east) = pair();
    let stick = Stick::new();
    let meeting = front.draft("203").called("甲会").book();
    let mut chance = 1_u32;
    for _ in 0..150 {
        let mut draft = front.draft_of(meeting).unwrap();
        // Words that do not pack.
        let word = |_| {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (chance >> 16) % 0x4000).unwrap()
        };
        draft.title = (0..200).map(word).collect();
        front.amend(meeting, &draft).unwrap();
    }
    let order = BundleOrder {
        part_size: Some(16 * 1024),
        ..all()
    };
    let files = stick.from(&front, &order);
    let count = files.len();
    assert!(count >= 3, "{count} parts");
    // All but one, backwards, some twice.
    let out = count / 2;
    let mut given: Vec<String> = files.iter().rev().cloned().collect();
    given.retain(|file| *file != files[out]);
    given.push(files[count - 1].clone());
    let report = east.bundle_import(&given).unwrap();
    assert_eq!(report.bundles[0].lacking, [u32::try_from(out + 1).unwrap()]);
    assert!(report.taken.unwrap().waiting > 0);
    assert_ne!(digest(&front), digest(&east));
    let report = east.bundle_import(&files[out..=out]).unwrap();
    assert_eq!(
        (report.bundles[0].new, report.bundles[0].lacking.len()),
        (0, 0)
    );
    assert_eq!(digest(&front), digest(&east));
    assert_eq!(east.stations().unwrap().waiting, 0);
    // Part 2 under the name of part 1, and a part within another.
    let (one, two) = (fs::read(&files[0]).unwrap(), fs::read(&files[1]).unwrap());
    let mixed = stick.copy(&files[0], "mixed.steward", |bytes| {
        let half = one.len().min(two.len()) / 2;
        bytes.truncate(half);
        bytes.extend_from_slice(&two[half..]);
    });
    let said = refusal(east.bundle_import(&[mixed]));
    assert!(["damaged", "truncated"].contains(&said.as_str()), "{said}");
    let renumbered = stick.copy(&files[1], "one.steward", |bytes| bytes[29] = 1);
    assert_eq!(refusal(east.bundle_import(&[renumbered])), "damaged");
}

#[test]
fn a_bundle_that_builds_on_more_than_is_here_waits_and_says_for_what() {
    let (front, east) = pair();
    let west = front.lets_in("西楼", NOW);
    west.meets(&front);
    let stick = Stick::new();
    let _ = front.draft("203").called("甲会").book();
    east.meets(&front);
    front.is_equal_to(&east);
    let _ = front.draft("204").called("乙会").book();
    // Made for the east hall, which has the first; the west hall has not.
    let files = stick.from(&front, &lacked_by(&east));
    let report = west.bundle_import(&files).unwrap();
    let gaps = &report.bundles[0].needs;
    assert!(
        gaps.iter()
            .any(|gap| gap.station == "总台" && gap.changes >= 1),
        "{gaps:?}"
    );
    let (changes, _, waiting, _) = taken(&report);
    assert_eq!((changes, waiting > 0), (0, true));
    // Once that is here, it is in force by itself.
    west.meets(&front);
    assert_eq!(digest(&west), digest(&front));
    assert_eq!(west.stations().unwrap().waiting, 0);
}

#[test]
fn strangers_and_those_who_were_shut_out_are_refused_both_ways() {
    let (front, east) = pair();
    let stick = Stick::new();
    let from_east = stick.copy(&stick.from(&east, &all())[0], "east.steward", |_| ());
    let before = stick.copy(&stick.from(&front, &all())[0], "before.steward", |_| ());
    front.revoke_station(id(&east), "电脑丢失").unwrap();
    assert_eq!(refusal(front.bundle_import(&[from_east])), "revoked_maker");
    let west = front.lets_in("西楼", NOW);
    let files = stick.from(&front, &all());
    assert_eq!(refusal(east.bundle_import(&files)), "not_for_us");
    assert_eq!(refusal(west.bundle_import(&[before])), "not_for_us");
    west.bundle_import(&files).unwrap();
    // It says itself that it heard of the revocation.
    front.meets(&west);
    west.meets(&front);
    assert_eq!(digest(&west), digest(&front));
    let order = lacked_by(&east);
    let refused = front.bundle_export(&order, &stick.path("y.steward"));
    assert_eq!(
        refused.map(|_| ()),
        Err(Refusal::Bundle {
            code: "not_at_work".into(),
            file: String::new()
        })
    );
    let other = Station::quiet(NOW);
    assert_eq!(refusal(other.bundle_import(&files)), "other_venue");
}

#[test]
fn who_made_it_must_be_known_here() {
    let (front, east) = pair();
    let stick = Stick::new();
    let west = east.lets_in("西楼", NOW);
    west.meets(&east);
    // Front knows nothing of the west hall yet.
    let files = stick.from(&west, &all());
    assert_eq!(refusal(front.bundle_import(&files)), "unknown_maker");
    let from_east = stick.copy(&stick.from(&east, &all())[0], "east.steward", |_| ());
    front.bundle_import(&[from_east]).unwrap();
    let files = stick.from(&west, &all());
    front.bundle_import(&files).unwrap();
    front.meets(&east);
    assert_eq!(digest(&front), digest(&east));
}

#[test]
fn nothing_to_take_nobody_to_take_it_to_and_a_place_that_is_none() {
    let alone = Station::quiet(NOW);
    let stick = Stick::new();
    let code = |said: Result<_, Refusal>| match said {
        Err(Refusal::Bundle { code, .. } | Refusal::File { code, .. }) => code,
        other => panic!("{other:?}"),
    };
    let path = stick.path("z.steward");
    assert_eq!(
        code(alone.bundle_export(&all(), &path).map(|_| ())),
        "alone"
    );
    let (front, east) = pair();
    front.is_equal_to(&east);
    assert_eq!(
        code(front.bundle_export(&lacked_by(&east), &path).map(|_| ())),
        "nothing"
    );
    assert_eq!(
        code(front.bundle_export(&lacked_by(&front), &path).map(|_| ())),
        "for_myself"
    );
    let nowhere = stick.path("no/such/folder/z.steward");
    assert_eq!(
        code(front.bundle_export(&all(), &nowhere).map(|_| ())),
        "not_found"
    );
    assert_eq!(
        code(front.bundle_import(&[nowhere]).map(|_| ())),
        "not_found"
    );
    assert_eq!(code(front.bundle_import(&[]).map(|_| ())), "no_files");
    let small = BundleOrder {
        part_size: Some(1),
        ..all()
    };
    assert!(matches!(
        front.bundle_export(&small, &path),
        Err(Refusal::OutOfRange { .. })
    ));
    assert_eq!(
        fs::read_dir(stick.0.path()).unwrap().count(),
        0,
        "nothing is left behind"
    );
}

/// A machine brought back whole, data and keys together, that worked before it
/// met anybody: what it wrote before and after goes on the stick.
#[test]
fn both_ways_of_a_machine_that_was_brought_back_are_in_a_bundle() {
    let (front, east) = pair();
    let west = front.lets_in("西楼", NOW);
    west.meets(&front);
    east.meets(&front);
    let stick = Stick::new();
    let (front, image) = front.imaged();
    let before = front.draft("203").called("先会").book();
    east.meets(&front);
    let front = front.brought_back(&image);
    let after = front.draft("204").called("后会").book();
    east.meets(&front);
    east.meets(&front);
    let report = west.bundle_import(&stick.from(&east, &all())).unwrap();
    let (_, _, waiting, set_aside) = taken(&report);
    assert_eq!((waiting, set_aside), (0, 0));
    assert_eq!(digest(&west), digest(&east));
    east.meets(&front);
    assert_eq!(digest(&west), digest(&front));
    let titles = [before, after].map(|id| west.detail(id).meeting.title);
    assert_eq!(titles, ["先会", "后会"]);
}

#[test]
fn since_a_moment_is_what_was_written_then_and_later() {
    let (front, east) = pair();
    let stick = Stick::new();
    let _ = front.minutes_later(60).draft("203").called("甲会").book();
    let then = front.now();
    let _ = front.minutes_later(60).draft("204").called("乙会").book();
    let order = BundleOrder {
        since: Some(then + chrono::Duration::minutes(1)),
        ..all()
    };
    let files = stick.from(&front, &order);
    let seen = east.bundle_inspect(&files).unwrap();
    assert_eq!(seen.bundles[0].changes, 2);
    assert_eq!(seen.bundles[0].needs[0].changes, 1, "the first is not here");
}

#[test]
fn that_a_bundle_left_the_desk_is_in_the_audit_and_travels_in_it() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    let _ = front.draft("203").book();
    let stick = Stick::new();
    let files = stick.from(&front, &all());
    let asked = AuditAsked {
        deed: Some(Deed::Exported),
        ..AuditAsked::default()
    };
    assert_eq!(front.audit(&asked).unwrap().entries.len(), 1);
    east.bundle_import(&files).unwrap();
    assert_eq!(east.audit(&asked).unwrap().entries.len(), 1);
    assert_eq!(east.digest(), front.digest());
}
