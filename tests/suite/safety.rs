//! Keeping the data safe: backups by the clock, by hand and before imports, a
//! second place, going back, a damaged store, clocks that jump, diagnostics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI32, Ordering};

use steward_app::domain::backups::{BackupRule, DiskRoom};
use steward_app::domain::ids::MeetingId;
use steward_app::domain::log::Chain;
use steward_app::views::{
    AccountDraft, AuditAsked, BackupKeeping, Draft, Refusal, Restored, SafetyView, Secret,
};
use steward_app::{Closed, OpenOptions};
use steward_sync::House as _;
use steward_tests::Station;

const NOW: &str = "2026-11-22 13:36";

fn safety(front: &Station) -> SafetyView {
    front.keep_safe().unwrap()
}

fn data(front: &Station) -> PathBuf {
    front.data_dir().to_path_buf()
}

/// Books a room at an hour that no other booking of these tests has.
fn book(front: &Station, title: &str) -> MeetingId {
    static COUNT: AtomicI32 = AtomicI32::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let (day, hour) = (1 + n % 28, 8 + n / 28 % 10);
    let draft = front.draft("203").called(title);
    draft
        .on(&format!("2026-12-{day:02}"))
        .from(hour, 0)
        .to(hour, 30)
        .book()
}

/// By a rule, and nowhere else.
fn kept_by(rule: BackupRule) -> BackupKeeping {
    let second = String::new();
    BackupKeeping { rule, second }
}

/// Some change or other.
fn change(front: &Station, word: &str) {
    let me = front.house().me().station;
    front.rename_station(me, word).unwrap();
}

/// Confirms the first task of a meeting.
fn tick(front: &Station, id: MeetingId) {
    let key = front.detail(id).tasks[0].key.clone();
    front.confirm(&key, "周敏", "", "").unwrap();
}

#[test]
fn a_backup_is_made_each_hour_in_which_something_changed() {
    let front = Station::quiet(NOW);
    assert_eq!(front.safety().unwrap().last_good, None);
    let view = safety(&front);
    assert_eq!((view.count, view.last_good), (1, Some(front.now())));
    assert!(view.up_to_date);
    front.minutes_later(59);
    book(&front, "甲会");
    let view = safety(&front);
    assert_eq!(view.count, 1, "not an hour yet");
    assert!(!view.up_to_date);
    front.minutes_later(1);
    let view = safety(&front);
    assert_eq!((view.count, view.up_to_date), (2, true));
    front.minutes_later(600);
    assert_eq!(safety(&front).count, 2, "nothing changed");
    let status = front.status().unwrap();
    assert_eq!(status.backed_up_at, view.last_good);
    let rows = front.backups().unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.why == "hour"));
    let (newer, older) = (
        rows[0].holds.as_ref().unwrap(),
        rows[1].holds.as_ref().unwrap(),
    );
    assert_eq!(newer.meetings, older.meetings + 1);
    assert!(front.check_backup(&rows[0].file).unwrap().sound);
}

#[test]
fn backups_go_by_age_and_by_the_rule_that_is_set() {
    let front = Station::quiet("2026-01-05 08:00");
    let rule = BackupRule {
        all_hours: 3,
        daily_days: 2,
        monthly_months: 0,
        newest: 2,
        ..BackupRule::default()
    };
    let keeping = kept_by(rule);
    assert_eq!(front.save_backup_rule(&keeping).unwrap().rule, rule);
    for n in 0..30 {
        change(&front, &format!("第{n}台"));
        safety(&front);
        front.minutes_later(120);
    }
    // The last three hours, yesterday's last, the newest two, one of the month.
    let view = safety(&front);
    assert!((3..=5).contains(&view.count), "{}", view.count);
}

#[test]
fn before_an_import_what_is_there_is_kept() {
    let front = Station::quiet(NOW);
    safety(&front);
    book(&front, "导入前的会");
    let file = front.file(
        "a.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261126T010000Z\r\nDTEND:20261126T020000Z\r\nSUMMARY:外来的会\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    );
    let before = front.status().unwrap().meetings;
    front
        .import_apply(&file, &steward_app::views::ImportOptions::default())
        .unwrap();
    assert_eq!(front.status().unwrap().meetings, before + 1);
    let rows = front.backups().unwrap();
    assert_eq!(rows[0].why, "import");
    assert_eq!(rows[0].holds.as_ref().unwrap().meetings, before);
}

#[test]
fn a_second_place_gets_each_backup_and_is_missed_when_it_is_away() {
    let front = Station::quiet(NOW);
    let stick = PathBuf::from(front.path("stick"));
    fs::create_dir(&stick).unwrap();
    let keeping = |second: &str| BackupKeeping {
        rule: BackupRule::default(),
        second: second.to_owned(),
    };
    let within = front.save_backup_rule(&keeping(&data(&front).display().to_string()));
    assert!(matches!(within, Err(Refusal::NotSuch { .. })), "{within:?}");
    let nowhere = front.save_backup_rule(&keeping(&front.path("nowhere")));
    assert!(matches!(nowhere, Err(Refusal::File { .. })), "{nowhere:?}");
    front
        .save_backup_rule(&keeping(&stick.display().to_string()))
        .unwrap();
    front.back_up().unwrap();
    let second = front.safety().unwrap().second.unwrap();
    assert_eq!((second.reachable, second.last), (true, Some(front.now())));
    let rows = front.backups().unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[1].second && rows[1].holds.is_some());
    fs::rename(&stick, front.path("pocket")).unwrap();
    front.minutes_later(1);
    front.back_up().unwrap();
    let view = front.safety().unwrap();
    let second = view.second.unwrap();
    assert!(!second.reachable && second.fault.is_some());
    assert_eq!(view.fault, None, "the one here was made");
    fs::rename(front.path("pocket"), &stick).unwrap();
    front.minutes_later(1);
    front.back_up().unwrap();
    assert_eq!(front.safety().unwrap().second.unwrap().fault, None);
    assert_eq!(
        front
            .backups_at(&stick.display().to_string())
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn going_back_says_first_what_would_be_lost_and_the_others_give_it_back() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    east.meets(&front);
    book(&front, "留下的会");
    let backup = front.back_up().unwrap();
    front.minutes_later(30);
    let shared = book(&front, "东楼也有的会");
    tick(&front, shared);
    east.meets(&front);
    book(&east, "东楼的会");
    front.meets(&east);
    let only_here = book(&front, "只有这里有的会");
    let preview = front.restore_preview(&backup.file).unwrap();
    assert!(preview.readable);
    assert!(preview.lost >= 3, "{preview:?}");
    assert_eq!(preview.lost - preview.elsewhere, 1, "{preview:?}");
    let by = preview.days.iter().find(|day| day.by == "周敏").unwrap();
    assert_eq!(by.ticks, 1);
    let named: Vec<&str> = preview.meetings.iter().map(|m| m.title.as_str()).collect();
    assert!(named.contains(&"只有这里有的会") && named.contains(&"东楼也有的会"));
    assert!(preview.meetings.iter().all(|meeting| meeting.is_new));

    let chain = |station: &Station| Chain {
        station: station.house().me().station,
        epoch: 1,
    };
    let before = front.house().heads().unwrap().of(chain(&front));
    let restored: Restored = front.restore(&backup.file).unwrap();
    assert_eq!(restored.backup, Some(backup.at));
    assert!(restored.missing >= 3);
    assert!(front.meeting(only_here).is_err());
    // Work goes on at once, in a new epoch.
    assert!(front.house().me().epoch > chain(&front).epoch);
    let after = book(&front, "恢复后的会");
    front.meets(&east);
    assert_eq!(front.detail(shared).meeting.title, "东楼也有的会");
    assert_eq!(east.detail(after).meeting.title, "恢复后的会");
    assert!(front.meeting(only_here).is_err());
    assert!(front.house().heads().unwrap().of(chain(&front)) < before);
    assert_eq!(front.digest(), east.digest());
    front.assert_sound();
    assert_eq!(front.safety().unwrap().aside.len(), 1);
    let audit = front.audit(&AuditAsked::default()).unwrap();
    assert!(
        audit
            .entries
            .iter()
            .any(|entry| entry.intent == "restore_store")
    );
}

/// Flips a bit in a page amid the file, where rows are.
fn damage(folder: &std::path::Path) {
    let path = folder.join("steward.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 + 700;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_store_that_does_not_open_is_made_anew_with_a_plain_account() {
    let front = Station::quiet(NOW);
    book(&front, "备份里的会");
    let backup = front.back_up().unwrap();
    book(&front, "备份后的会");
    let meetings = front.status().unwrap().meetings;
    let options = |folder: &std::path::Path| OpenOptions {
        data: Some(folder.join("data")),
        config: Some(folder.join("config")),
        now: Some(steward_app::clock::moment("2026-11-22T14:00").unwrap()),
        ..OpenOptions::default()
    };
    let front = front.harmed(|folder| {
        damage(&folder.join("data"));
        let options = options(folder);
        let refused = steward_app::Desk::open(&options).err().unwrap();
        assert!(
            matches!(&refused, Refusal::Store { code, .. } if code == "damaged"),
            "{refused:?}"
        );
        let closed = Closed::at(&options).unwrap();
        assert_eq!(closed.backups(None).unwrap()[0].file, backup.file);
        let preview = closed.restore_preview(&backup.file).unwrap();
        assert!(
            preview
                .meetings
                .iter()
                .all(|meeting| meeting.title.is_empty()),
            "nobody signed in"
        );
        let lines = closed.diagnostics("damaged").lines;
        assert!(lines.contains(&"opening.fault = damaged".to_owned()));
        let restored = closed.mend().unwrap();
        assert_eq!(restored.backup, Some(backup.at));
        assert!(restored.entries > 0 && restored.aside.is_some());
    });
    assert!(front.status().unwrap().meetings >= meetings - 1);
    front.assert_sound();
    assert!(!front.safety().unwrap().damaged);
}

#[test]
fn damage_met_while_at_work_is_said_and_mended_without_closing() {
    let front = Station::quiet(NOW);
    let meeting = book(&front, "甲会");
    front.back_up().unwrap();
    let meetings = front.status().unwrap().meetings;
    let digest = front.digest();
    // Every page but the first: whatever is read next meets it. The journal is
    // folded in first.
    assert!(front.verify().unwrap().sound);
    let path = data(&front).join("steward.db");
    let bytes = fs::read(&path).unwrap();
    let mut harmed = bytes.clone();
    harmed[4096..]
        .iter_mut()
        .step_by(997)
        .for_each(|byte| *byte ^= 1);
    {
        use std::io::{Seek as _, Write as _};
        let mut file = fs::File::options().write(true).open(&path).unwrap();
        file.seek(std::io::SeekFrom::Start(0)).unwrap();
        file.write_all(&harmed).unwrap();
    }
    let mut met = false;
    for _ in 0..3 {
        met |= front.search("从未找过的词").is_err() | front.board(None).is_err();
    }
    if met {
        assert!(front.safety().unwrap().damaged);
    }
    let restored = front.mend().unwrap();
    assert!(restored.aside.is_some());
    assert_eq!(front.status().unwrap().meetings, meetings);
    assert_eq!(front.detail(meeting).meeting.title, "甲会");
    assert!(!front.safety().unwrap().damaged);
    assert_ne!(
        front.digest(),
        digest,
        "that it was brought back is written down"
    );
    book(&front, "乙会");
    front.assert_sound();
}

#[test]
fn clocks_that_jump_neither_stop_backups_nor_cost_them() {
    let front = Station::quiet(NOW);
    for n in 0..4 {
        change(&front, &format!("第{n}台"));
        safety(&front);
        front.minutes_later(60);
    }
    let kept = front.safety().unwrap().count;
    assert_eq!(kept, 4);
    front.at("2031-01-01 00:00");
    change(&front, "来自将来");
    assert_eq!(safety(&front).count, 5, "the newest stay, however old");
    front.at("2026-11-22 18:00");
    change(&front, "回到现在");
    let view = safety(&front);
    assert_eq!(
        view.count, 6,
        "one from a time to come is no reason to wait"
    );
    front.at("1971-01-01 00:00");
    change(&front, "从前");
    assert_eq!(safety(&front).count, 7);
    front.at("2026-11-22 19:00");
    let rows = front.backups().unwrap();
    assert!(rows.iter().all(|row| row.holds.is_some()));
    front.assert_sound();
}

#[test]
fn another_time_zone_changes_no_backup_and_no_meeting() {
    let front = Station::quiet(NOW);
    let meeting = book(&front, "甲会");
    safety(&front);
    let start = front.detail(meeting).meeting.slot.start;
    let mut venue = front.venue().unwrap();
    venue.zone = "America/New_York".parse().unwrap();
    front.save_venue(venue, "").unwrap();
    front.minutes_later(61);
    let view = safety(&front);
    assert_eq!(view.count, 2);
    assert_eq!(front.detail(meeting).meeting.slot.start, start);
    front.assert_sound();
}

#[test]
fn the_disk_is_looked_at_and_a_full_one_is_said_before_it_is_full() {
    let front = Station::quiet(NOW);
    let disk = front.safety().unwrap().disk.expect("the system says");
    assert!(disk.total >= disk.free && disk.total > 0);
    // A rule by which every disk is all but full.
    let rule = BackupRule {
        low_mib: u32::MAX,
        critical_mib: u32::MAX,
        low_percent: 100,
        ..BackupRule::default()
    };
    let keeping = kept_by(rule);
    let view = front.save_backup_rule(&keeping).unwrap();
    assert_ne!(view.disk.unwrap().room, DiskRoom::Enough);
    if view.disk.unwrap().room == DiskRoom::Critical {
        let view = safety(&front);
        assert_eq!(view.count, 0, "it would only make it fuller");
        assert!(matches!(view.fault, Some(Refusal::Store { code, .. }) if code == "no_space"));
    }
    front.back_up().expect("a person may still ask for one");
}

#[test]
fn diagnostics_hold_no_word_that_anybody_typed() {
    const MARK: &str = "ZQMARKER";
    let front = Station::busy(NOW);
    let mark = |n: usize| format!("{MARK}{n}");
    front.operated_by(&mark(0));
    let id = book(&front, &mark(1));
    let draft = Draft {
        organiser: mark(2),
        contact: mark(3),
        phone: mark(4),
        needs: mark(5),
        ..front.draft_of(id).unwrap()
    };
    front.amend(id, &draft).unwrap();
    tick(&front, id);
    let mut venue = front.venue().unwrap();
    venue.name.zh = mark(6);
    venue.name.en = mark(7);
    front.save_venue(venue, "").unwrap();
    let me = front.house().me().station;
    front.rename_station(me, &mark(8)).unwrap();
    let mut room = front.room_record("203");
    room.name.zh = mark(9);
    front.save_room(room).unwrap();
    front.back_up().unwrap();
    let _ = front.search(&mark(10));
    let told = front.diagnostics().unwrap();
    let text = told.lines.join("\n");
    assert!(!text.contains(MARK), "{text}");
    assert!(text.is_ascii(), "{text}");
    for name in ["周敏", "会", "/tmp", "data"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    // Each line is a name of the program, and a figure, a moment or a code.
    for line in &told.lines {
        let (name, value) = line.split_once(" = ").unwrap();
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c);
        assert!(name.chars().all(is_name), "{line}");
        let is_value = |c: char| c.is_ascii_alphanumeric() || "-_.:?".contains(c);
        assert!(value.len() <= 24 && value.chars().all(is_value), "{line}");
    }
    for wanted in [
        "steward.version",
        "store.tables_version",
        "count.entries",
        "disk.room",
        "backup.last",
    ] {
        assert!(
            told.lines.iter().any(|line| line.starts_with(wanted)),
            "{wanted}"
        );
    }
    let path = front.path("diagnostics.txt");
    let saved = front.save_diagnostics(&path).unwrap();
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        saved.lines.join("\n") + "\n"
    );
    let audit = front.audit(&AuditAsked::default()).unwrap();
    let left = audit
        .entries
        .iter()
        .find_map(|entry| entry.left.as_ref())
        .unwrap();
    assert_eq!(left.kind, "diagnostics");
}

#[test]
fn backups_ask_for_the_right_to_maintain() {
    let front = Station::quiet(NOW);
    front.back_up().unwrap();
    let file = front.backups().unwrap()[0].file.clone();
    let draft = AccountDraft {
        name: "周敏".to_owned(),
        ..AccountDraft::default()
    };
    let secret = Secret("主管的口令足够长了".to_owned());
    front.first_account(&draft, &secret).unwrap();
    front.sign_out().unwrap();
    let refused = |what: &str, asked: Result<(), Refusal>| {
        assert!(
            matches!(
                asked,
                Err(Refusal::NotAllowed { .. } | Refusal::SignInNeeded)
            ),
            "{what}: {asked:?}"
        );
    };
    refused("make", front.back_up().map(drop));
    refused("list", front.backups().map(drop));
    refused("preview", front.restore_preview(&file).map(drop));
    refused("restore", front.restore(&file).map(drop));
    refused("mend", front.mend().map(drop));
    refused(
        "rule",
        front.save_backup_rule(&BackupKeeping::default()).map(drop),
    );
    refused("diagnostics", front.diagnostics().map(drop));
    // The clock asks nobody, and how safe the data are everybody may know.
    front.minutes_later(61);
    let view = safety(&front);
    assert!(!view.may && view.last_good.is_some());
}
