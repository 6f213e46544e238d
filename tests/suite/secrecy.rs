//! Need to know (S-03, S-44): what a confidential meeting is about is nowhere for
//! who lacks the clearance, and everywhere for who has it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::domain::notice::LineState;
use steward_app::domain::secrecy::{HIDDEN, Level};
use steward_app::views::{AnswerDraft, Draft, InboxEntry, Refusal};
use steward_tests::Station;

use crate::secrecy_meeting::{MARKERS, NOW, PREFERENCES, everything, full};

#[test]
fn s_03_nothing_of_it_is_seen_without_the_clearance() {
    let (station, id, number) = full();
    let whole = everything(&station, id, &number);
    for marker in MARKERS {
        assert!(
            whole.iter().any(|(_, text)| text.contains(marker)),
            "{marker} is not even seen with the clearance"
        );
    }
    station.look_as(Level::Internal);
    let mut leaks = Vec::new();
    for (ask, text) in everything(&station, id, &number) {
        for marker in MARKERS.iter().filter(|marker| text.contains(**marker)) {
            leaks.push(format!("{marker} in {ask}"));
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
    station.look_as(Level::Confidential);
    assert_eq!(station.detail(id).meeting.title, "密标题甲");
    station.assert_sound();
}

#[test]
fn what_people_need_to_serve_it_stays() {
    let (station, id, number) = full();
    station.at("2026-11-25 08:00").look_as(Level::Internal);
    let detail = station.detail(id);
    assert!(detail.veiled);
    let meeting = &detail.meeting;
    assert_eq!(
        (meeting.number.0.as_str(), meeting.headcount, meeting.level),
        (number.as_str(), Some(12), Level::Confidential)
    );
    assert_eq!(meeting.slot.room, Some(station.room("203")));
    assert!(!detail.tasks.is_empty() && !detail.goods.is_empty());
    assert_eq!(detail.duties[0].name, "林晓");
    // Nothing looks missing that was only not shown.
    assert!(detail.follow_ups.is_empty(), "{:?}", detail.follow_ups);
    let found = station.search(&number).unwrap();
    assert_eq!(found.meetings[0].meeting.title, HIDDEN);
    let board = station
        .board(Some(steward_tests::date("2026-11-25")))
        .unwrap();
    assert!(
        board
            .meetings
            .iter()
            .any(|m| m.id == id && m.title == HIDDEN)
    );
    assert!(
        station
            .search("203")
            .unwrap()
            .meetings
            .iter()
            .any(|m| m.meeting.id == id)
    );
}

#[test]
fn its_room_is_taken_for_everybody_and_serving_goes_on() {
    let (station, id, _) = full();
    station.look_as(Level::Internal);
    let (with, offers) = station.draft("203").clash();
    assert_eq!(with, [HIDDEN]);
    assert!(!offers.is_empty());
    station.done(id, "check-1", "周敏").unwrap();
    let draft = station.draft_of(id).unwrap();
    assert_eq!(draft.title, HIDDEN);
    // Room, time and headcount may be changed; what is hidden comes back as it was.
    station
        .amend(
            id,
            &Draft {
                headcount: Some(15),
                ..draft.clone()
            },
        )
        .unwrap();
    for wrong in [
        Draft {
            title: "改名".into(),
            ..draft.clone()
        },
        Draft {
            phone: String::new(),
            ..draft.clone()
        },
        Draft {
            level: Level::Public,
            ..draft.clone()
        },
    ] {
        assert_eq!(station.amend(id, &wrong), Err(Refusal::NeedToKnow));
    }
    assert_eq!(
        station.set_level(id, Level::Public),
        Err(Refusal::NeedToKnow)
    );
    let answer = AnswerDraft {
        state: LineState::NotNeeded,
        figures: Default::default(),
        note: String::new(),
    };
    let kind = station.requirement_kinds().unwrap()[0].id;
    assert_eq!(
        station.answer_requirement(id, kind, &answer),
        Err(Refusal::NeedToKnow)
    );
    // Nor is it carried into a meeting that everybody sees.
    let other = station.draft("贵宾室一").book();
    assert_eq!(
        station.copy_requirements(other, id),
        Err(Refusal::NeedToKnow)
    );
    // Nobody books what they could not read back.
    let secret = Draft {
        level: Level::Confidential,
        ..station.draft("贵宾室一").on("2026-11-27").draft
    };
    assert_eq!(station.book(&secret), Err(Refusal::NeedToKnow));
    station.look_as(Level::Confidential);
    let meeting = station.detail(id).meeting;
    assert_eq!(
        (
            meeting.title.as_str(),
            meeting.phone.as_str(),
            meeting.headcount
        ),
        ("密标题甲", "13911112222", Some(15))
    );
}

#[test]
fn s_44_preferences_ask_the_clearance_whatever_the_meeting() {
    let (station, id, _) = full();
    station.set_level(id, Level::Internal).unwrap();
    station.look_as(Level::Internal);
    assert_eq!(station.detail(id).meeting.title, "密标题甲");
    assert_eq!(station.seat_preferences(id), Err(Refusal::NeedToKnow));
    let seen = serde_json::to_string(&station.seats(id).unwrap()).unwrap();
    assert!(PREFERENCES.iter().all(|marker| !seen.contains(marker)));
    station.look_as(Level::Confidential);
    assert_eq!(station.seat_preferences(id).unwrap()[0].drink, "密饮品辛");
}

#[test]
fn set_apart_the_narrower_level_counts_until_somebody_decides() {
    let front = Station::quiet("2026-11-20 09:00");
    let east = front.lets_in("东楼", "2026-11-20 09:00");
    let id = front.draft("203").called("密标题甲").book();
    front.meets(&east);
    front.set_level(id, Level::Confidential).unwrap();
    east.at("2026-11-20 09:05");
    east.set_level(id, Level::Public).unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        station.look_as(Level::Internal);
        let detail = station.detail(id);
        assert!(detail.veiled);
        assert_eq!(
            (detail.meeting.title.as_str(), detail.meeting.level),
            (HIDDEN, Level::Confidential)
        );
        station.look_as(Level::Confidential);
        let inbox = station.inbox().unwrap();
        assert!(
            inbox
                .iter()
                .any(|one| matches!(one, InboxEntry::Field { field } if field.field == "level"))
        );
    }
}

#[test]
fn a_paper_that_was_laid_out_for_somebody_else_is_not_shown() {
    let (station, id, _) = full();
    let info = station
        .record_sheet(id, steward_app::domain::names::Language::Zh)
        .unwrap();
    station.look_as(Level::Internal);
    assert!(station.paper_page(info.edition, 1).is_err());
    assert!(
        station
            .paper_save(info.edition, &station.path("leak.pdf"))
            .is_err()
    );
}

#[test]
fn what_was_written_then_is_looked_back_at_by_the_level_of_now() {
    let station = Station::quiet("2026-11-20 09:00");
    let id = station.draft("203").called("密标题甲").book();
    station.at("2026-11-20 10:00");
    station.set_level(id, Level::Confidential).unwrap();
    station.look_as(Level::Internal);
    let past = station
        .board_at_typed(
            "2026-11-20T09:30",
            None,
            Some(steward_tests::date("2026-11-25")),
        )
        .unwrap();
    assert!(!serde_json::to_string(&past).unwrap().contains("密标题甲"));
    assert!(past.board.meetings.iter().any(|meeting| meeting.id == id));
    // With the clearance it is as it was.
    station.look_as(Level::Confidential);
    assert_eq!(station.detail(id).meeting.standing.state, State::Confirmed);
}

#[test]
fn a_line_says_it_with_a_word_of_its_own() {
    let station = Station::quiet(NOW);
    let reading = station
        .quick("明天9点半到11点 203 28人 市文旅局 座谈会 保密")
        .unwrap();
    assert_eq!(reading.draft.level, Level::Confidential);
    assert_eq!(reading.draft.title, "座谈会");
    let reading = station
        .quick("明天9点半到11点 203 28人 保密工作会议")
        .unwrap();
    assert_eq!(
        (reading.draft.level, reading.draft.title.as_str()),
        (Level::Internal, "保密工作会议")
    );
}

#[test]
fn a_folder_of_files_holds_no_word_of_it_in_the_clear() {
    let (station, id, number) = full();
    let _ = everything(&station, id, &number);
    // The store is encrypted; what lies beside it are keys and marks.
    let mut waiting = vec![station.data_dir().to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            for marker in MARKERS {
                let there = bytes
                    .windows(marker.len())
                    .any(|part| part == marker.as_bytes());
                assert!(!there, "{marker} in {}", path.display());
            }
        }
    }
}
