//! Lists that are saved, in every form; invitations.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::views::{ListAsk, ListForm, ListOf};
use steward_tests::Station;

const NOW: &str = "2026-11-20 09:30";

#[test]
fn every_list_is_saved_in_every_form() {
    let station = Station::busy("2026-11-22 09:30");
    for of in [
        ListOf::Meetings,
        ListOf::Rooms,
        ListOf::Tasks,
        ListOf::Staff,
        ListOf::Stock,
        ListOf::Lost,
        ListOf::Incidents,
        ListOf::Calls,
        ListOf::Fees,
        ListOf::Notices,
        ListOf::Inbox,
    ] {
        for language in [Language::Zh, Language::En] {
            let ask = ListAsk {
                of,
                from: None,
                to: None,
                only: None,
                language,
            };
            let path = station.path("list.csv");
            station.list_file(&ask, ListForm::Csv, &path).unwrap();
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with('\u{feff}'), "{of:?}");
            let path = station.path("list.xlsx");
            station.list_file(&ask, ListForm::Xlsx, &path).unwrap();
        }
        let ask = ListAsk {
            of,
            from: None,
            to: None,
            only: Some(Vec::new()),
            language: Language::Zh,
        };
        let path = station.path("none.csv");
        assert_eq!(station.list_file(&ask, ListForm::Csv, &path).unwrap(), 0);
        let ics = station.list_file(&ask, ListForm::Ics, &station.path("list.ics"));
        let has_times = matches!(of, ListOf::Meetings | ListOf::Tasks);
        assert_eq!(ics.is_ok(), has_times, "{of:?}");
    }
    let ask = ListAsk {
        of: ListOf::Rooms,
        from: None,
        to: None,
        only: None,
        language: Language::Zh,
    };
    let path = station.path("rooms.pdf");
    station.list_file(&ask, ListForm::Pdf, &path).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn an_invitation_names_the_meeting_once_for_all_and_counts_its_changes() {
    let station = Station::quiet(NOW);
    let draft = station.draft("203").on("2026-12-01").from(9, 0).to(11, 0);
    let id = draft.called("季度例会").book();
    let read = || {
        let path = station.path("invite.ics");
        station.meeting_ics(id, &path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        // Long lines are folded.
        text.replace("\r\n ", "")
    };
    let of = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_once(':').unwrap().1.to_owned()
    };
    let first = read();
    assert_eq!(of(&first, "UID"), id.to_string());
    assert_eq!(of(&first, "METHOD"), "REQUEST");
    assert_eq!(of(&first, "SEQUENCE"), "0");
    assert!(first.contains("ORGANIZER;CN="));
    let mut draft = station.draft_of(id).unwrap();
    draft.headcount = Some(30);
    station.amend(id, &draft).unwrap();
    assert_eq!(of(&read(), "SEQUENCE"), "0", "nobody's calendar shows that");
    draft.start_minute = Some(600);
    draft.end_minute = Some(720);
    station.amend(id, &draft).unwrap();
    assert_eq!(of(&read(), "SEQUENCE"), "1");
    station.set_state(id, State::Cancelled, "改期").unwrap();
    let last = read();
    assert_eq!(of(&last, "METHOD"), "CANCEL");
    assert_eq!(of(&last, "STATUS"), "CANCELLED");
    assert!(of(&last, "SEQUENCE").parse::<u32>().unwrap() > 1);
}
