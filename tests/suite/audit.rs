//! The audit: who did, saw, printed, exported what; files of it that prove
//! themselves; a log whose end was cut off.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::ids::MeetingId;
use steward_app::domain::names::Language;
use steward_app::domain::secrecy::Level;
use steward_app::domain::secrecy::audit::Deed;
use steward_app::views::{AuditAsked, AuditEntry, AuditVerdict, Refusal};
use steward_tests::{Station, date};

const NOW: &str = "2026-11-20 09:00";

fn entries(station: &Station, asked: AuditAsked) -> Vec<AuditEntry> {
    station.audit(&asked).unwrap().entries
}

fn of(deed: Deed) -> AuditAsked {
    AuditAsked {
        deed: Some(deed),
        ..AuditAsked::default()
    }
}

fn secret(station: &Station) -> MeetingId {
    let id = station.draft("203").called("密标题").book();
    station.set_level(id, Level::Confidential).unwrap();
    id
}

#[test]
fn opening_a_confidential_meeting_is_recorded_once_a_quarter_of_an_hour() {
    let station = Station::quiet(NOW);
    let id = secret(&station);
    let open = station.draft("贵宾室一").book();
    let _ = station.detail(open);
    assert_eq!(entries(&station, of(Deed::Saw)).len(), 0);
    let _ = station.detail(id);
    let _ = station.detail(id);
    let _ = station.minutes_later(14).detail(id);
    assert_eq!(entries(&station, of(Deed::Saw)).len(), 1);
    let _ = station.minutes_later(2).detail(id);
    let _ = station.operated_by("陈洁").detail(id);
    let seen = entries(&station, of(Deed::Saw));
    let who: Vec<_> = seen.iter().map(|one| one.by.as_str()).collect();
    assert_eq!(who, ["陈洁", "周敏", "周敏"]);
    assert_eq!(seen[0].meetings[0].id, id);
    // It stands in the meeting's own history too.
    let history = station.detail(id).history;
    assert!(
        history
            .iter()
            .any(|change| change.field == "opened" && change.by == "陈洁")
    );
    // Who sees nothing of it has not opened it.
    station.look_as(Level::Internal);
    let _ = station.operated_by("小王").detail(id);
    assert!(
        entries(&station, of(Deed::Saw))
            .iter()
            .all(|one| one.by != "小王")
    );
}

#[test]
fn what_leaves_the_desk_is_recorded_with_what_and_how_much() {
    let station = Station::quiet(NOW);
    let id = secret(&station);
    let number = station.detail(id).meeting.number.0;
    let paper = station.bulletin(date("2026-11-25"), Language::Zh).unwrap();
    station
        .paper_save(paper.edition, &station.path("day.pdf"))
        .unwrap();
    let sheet = station.record_sheet(id, Language::Zh).unwrap();
    station
        .paper_save(sheet.edition, &station.path("sheet.pdf"))
        .unwrap();
    station
        .export_ics(&station.path("all.ics"), None, None)
        .unwrap();
    let left: Vec<_> = entries(&station, of(Deed::Exported))
        .into_iter()
        .map(|one| (one.left.unwrap(), one.meetings.len()))
        .collect();
    let kinds: Vec<_> = left
        .iter()
        .map(|(left, _)| (left.kind.as_str(), left.form.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [("calendar", "ics"), ("form", "pdf"), ("bulletin", "pdf")]
    );
    assert!(left.iter().all(|(left, _)| left.by == "周敏"));
    assert!(left[0].0.meetings > 0 && left[2].0.pages > 0);
    // A paper of one meeting is found by it.
    let asked = AuditAsked {
        meeting: number,
        ..of(Deed::Exported)
    };
    assert_eq!(entries(&station, asked).len(), 1);
}

#[test]
fn it_is_asked_by_person_day_kind_and_meeting_page_by_page() {
    let station = Station::quiet(NOW);
    let first = station.draft("203").book();
    station.at("2026-11-21 09:00").operated_by("陈洁");
    for day in 0..120 {
        station
            .set_state(
                first,
                if day % 2 == 0 {
                    steward_app::domain::meeting::State::Held
                } else {
                    steward_app::domain::meeting::State::Confirmed
                },
                "",
            )
            .ok();
    }
    let by = |name: &str| AuditAsked {
        by: name.into(),
        ..AuditAsked::default()
    };
    assert!(
        entries(&station, by("陈洁"))
            .iter()
            .all(|one| one.by == "陈洁")
    );
    let on = AuditAsked {
        from: Some(date("2026-11-20")),
        to: Some(date("2026-11-20")),
        ..by("周敏")
    };
    assert!(entries(&station, on).iter().any(|one| one.intent == "book"));
    // Every page, and nothing twice.
    let mut asked = AuditAsked::default();
    let mut places = std::collections::BTreeSet::new();
    let mut count = 0;
    loop {
        let page = station.audit(&asked).unwrap();
        count += page.entries.len();
        places.extend(page.entries.iter().map(|one| one.place.clone()));
        match page.more {
            Some(more) => asked.behind = Some(more),
            None => break,
        }
    }
    assert_eq!(places.len(), count);
    assert!(
        station
            .audit(&AuditAsked {
                meeting: "9999-Z99".into(),
                ..AuditAsked::default()
            })
            .is_err()
    );
}

#[test]
fn a_file_of_it_proves_itself_and_every_change_shows() {
    let station = Station::quiet(NOW);
    secret(&station);
    for name in ["audit.csv", "audit.jsonl"] {
        let path = station.path(name);
        let file = station.audit_export(&path, &AuditAsked::default()).unwrap();
        assert!(file.entries > 0);
        let proof = station.audit_verify(&path).unwrap();
        assert_eq!(
            (proof.verdict, proof.entries, proof.log_here),
            (AuditVerdict::Genuine, file.entries, true)
        );
        assert_eq!(proof.by, "周敏");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            !text.contains("密标题"),
            "numbers, not what meetings are about"
        );
        // One character, one line, or the signature of another file.
        let changed = station.file("changed", text.replacen("book", "look", 1));
        let mut lines: Vec<&str> = text.lines().collect();
        lines.remove(lines.len() - 2);
        let shorter = station.file("shorter", lines.join("\n") + "\n");
        for wrong in [changed, shorter] {
            assert_eq!(
                station.audit_verify(&wrong).unwrap().verdict,
                AuditVerdict::Changed
            );
        }
        // Another venue's station has no such key.
        let elsewhere = Station::quiet(NOW);
        assert_eq!(
            elsewhere.audit_verify(&path).unwrap().verdict,
            AuditVerdict::UnknownKey
        );
        // A station of the venue knows it.
        let east = station.lets_in("东楼", NOW);
        station.meets(&east);
        assert_eq!(
            east.audit_verify(&path).unwrap().verdict,
            AuditVerdict::Genuine
        );
    }
    let other = station.file("letter.txt", "尊敬的领导");
    assert_eq!(
        station.audit_verify(&other).unwrap().verdict,
        AuditVerdict::NotOne
    );
    assert!(
        entries(&station, of(Deed::Exported))
            .iter()
            .any(|one| one.left.as_ref().is_some_and(|left| left.kind == "audit"))
    );
}

#[test]
fn it_goes_back_half_a_year_at_least() {
    let station = Station::quiet(NOW);
    let mut venue = station.venue().unwrap();
    venue.audit.days = 90;
    assert!(matches!(
        station.save_venue(venue.clone(), ""),
        Err(Refusal::OutOfRange { least: 183, .. })
    ));
    venue.audit.days = 183;
    station.save_venue(venue, "").unwrap();
    let page = station.audit(&AuditAsked::default()).unwrap();
    assert_eq!(page.kept_since, date("2026-05-21"));
}

#[test]
fn a_log_whose_end_was_cut_off_is_named_by_its_station_and_its_peers() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    let _ = front.draft("203").book();
    front.meets(&east);
    let (front, image) = front.imaged();
    let gone = front.draft("贵宾室一").book();
    front.meets(&east);
    assert!(front.audit(&AuditAsked::default()).unwrap().cuts.is_empty());
    // Somebody takes the newest entries out of the front desk's data.
    let front = front.data_brought_back(&image);
    let alone = front.audit(&AuditAsked::default()).unwrap().cuts;
    assert_eq!(alone.len(), 1, "it knows by its own mark");
    assert!(!alone[0].here && alone[0].written > alone[0].kept);
    front.meets(&east);
    for station in [&front, &east] {
        let cuts = station.audit(&AuditAsked::default()).unwrap().cuts;
        assert_eq!(cuts.len(), 1, "{cuts:?}");
        assert!(cuts[0].here, "the peer had them");
        assert!(station.meeting(gone).is_ok());
    }
}

#[test]
fn a_machine_brought_back_whole_is_named_as_soon_as_it_writes() {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let (front, image) = front.imaged();
    let _ = front.draft("贵宾室一").book();
    front.meets(&east);
    // Data, keys and mark together: nothing here tells.
    let front = front.brought_back(&image);
    assert!(front.audit(&AuditAsked::default()).unwrap().cuts.is_empty());
    let _ = front.draft("203").book();
    front.meets(&east);
    for station in [&front, &east] {
        assert_eq!(station.audit(&AuditAsked::default()).unwrap().cuts.len(), 1);
    }
}
