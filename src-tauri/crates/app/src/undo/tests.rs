//! Undoing on a desk of its own; at length in the suite.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::path::Path;

use chrono::NaiveDate;
use steward_domain::duty::HolderKind;
use steward_domain::ids::{MeetingId, PriceId, TemplateId};
use steward_domain::meeting::State;
use steward_domain::names::Name;
use steward_domain::undo::NoUndo;
use steward_domain::venue::Venue;
use uuid::Uuid;

use super::plan::code_of;
use crate::views::{
    ActsOf, AttendeeDraft, CopyDraft, Draft, DutyDraft, ManyChange, Refusal, UndoRefused,
};
use crate::{Absent, Desk, FirstVenue, OpenOptions};

fn desk_in(folder: &Path) -> Desk {
    let options = OpenOptions {
        data: Some(folder.join("data")),
        config: Some(folder.join("config")),
        now: "2026-11-20T01:00:00Z".parse().ok(),
        absent: Absent::Found(FirstVenue {
            sample: true,
            ..FirstVenue::default()
        }),
        ..OpenOptions::default()
    };
    Desk::open(&options).unwrap()
}

fn draft(desk: &Desk, room: usize, title: &str) -> Draft {
    let number = ["203", "204"][room];
    let rooms = desk.rooms().unwrap();
    let room = rooms
        .iter()
        .find(|one| one.number.as_deref() == Some(number));
    Draft {
        title: title.to_owned(),
        room: room.map(|room| room.id),
        date: NaiveDate::from_ymd_opt(2026, 12, 16),
        start_minute: Some(540),
        end_minute: Some(600),
        headcount: Some(8),
        state: Some(State::Confirmed),
        ..Draft::default()
    }
}

fn why(refused: Refusal) -> UndoRefused {
    match refused {
        Refusal::NoUndo(no) => *no,
        other => panic!("refused for something else: {other:?}"),
    }
}

fn title(desk: &Desk, id: MeetingId) -> String {
    desk.meeting(id).unwrap().meeting.title
}

#[test]
fn an_act_is_called_by_letter_epoch_and_number() {
    assert_eq!(code_of("A", 1, 57), "A1-57");
}

#[test]
fn fields_go_back_and_come_again_across_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let id = desk.book(&draft(&desk, 0, "碰头会")).unwrap();
    let before = desk.shown().unwrap();
    desk.amend(id, &draft(&desk, 0, "碰头大会")).unwrap();
    let after = desk.shown().unwrap();
    let done = desk.undo(None, false).unwrap();
    assert_eq!(done.act.intent, "amend");
    assert_eq!(done.act.lines[0].before.as_deref(), Some("碰头会"));
    assert_eq!(desk.shown().unwrap(), before);
    drop(desk);
    let desk = desk_in(folder.path());
    desk.redo(None, false).unwrap();
    assert_eq!(desk.shown().unwrap(), after);
    desk.undo(None, false).unwrap();
    desk.undo(None, false).unwrap();
    assert_eq!(
        desk.meeting(id).unwrap().meeting.standing.state,
        State::Cancelled
    );
    desk.redo(None, false).unwrap();
    desk.redo(None, false).unwrap();
    assert_eq!(desk.shown().unwrap(), after);
    let no = why(desk.redo(None, false).unwrap_err());
    assert_eq!(no.why, NoUndo::NothingAgain);
    assert!(desk.verify().unwrap().sound);
}

/// Does several acts of different kinds one after another; each is undone and
/// done again, then all of them.
#[test]
fn acts_of_many_kinds_go_back_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let id = desk.book(&draft(&desk, 0, "碰头会")).unwrap();
    let other = desk.book(&draft(&desk, 1, "座谈会")).unwrap();
    type Act<'a> = Box<dyn Fn() + 'a>;
    let person = AttendeeDraft {
        name: "王一".to_owned(),
        title: String::new(),
        unit: String::new(),
        rank: None,
        side: Default::default(),
        drink: None,
        wishes: None,
    };
    let acts: Vec<Act<'_>> = vec![
        Box::new(|| {
            desk.propose_requirements(id).unwrap();
        }),
        Box::new(|| {
            desk.add_attendee(id, &person).unwrap();
        }),
        Box::new(|| {
            let mut template = desk.templates().unwrap()[0].clone();
            template.id = TemplateId(Uuid::from_u128(5));
            template.name = Name::new("新模板", "New");
            desk.save_template(template, "").unwrap();
        }),
        Box::new(|| {
            let mut price = desk.prices().unwrap()[0].clone();
            price.id = PriceId(Uuid::nil());
            price.name = Name::new("新价", "New");
            desk.save_price(price).unwrap();
        }),
        Box::new(|| {
            let venue: Venue = desk.house(|_, house| Ok(house.venue.clone())).unwrap();
            let mut venue = venue;
            venue.margins.person += 5;
            desk.save_venue(venue, "").unwrap();
        }),
        Box::new(|| {
            let task = desk.meeting(id).unwrap().tasks[0].key.clone();
            desk.confirm(&task, "周敏", "", "急").unwrap();
        }),
        Box::new(|| {
            let change = ManyChange {
                shift: Some(1440),
                ..ManyChange::default()
            };
            desk.change_many(&[id, other], &change, false).unwrap();
        }),
    ];
    let mut states = vec![desk.shown().unwrap()];
    for act in &acts {
        let before = desk.shown().unwrap();
        act();
        let after = desk.shown().unwrap();
        assert_ne!(before, after);
        desk.undo(None, false).unwrap();
        assert_eq!(desk.shown().unwrap(), before);
        desk.redo(None, false).unwrap();
        assert_eq!(desk.shown().unwrap(), after);
        states.push(after);
    }
    for state in states.iter().rev().skip(1) {
        desk.undo(None, false).unwrap();
        assert_eq!(&desk.shown().unwrap(), state);
    }
    for state in states.iter().skip(1) {
        desk.redo(None, false).unwrap();
        assert_eq!(&desk.shown().unwrap(), state);
    }
    assert!(desk.verify().unwrap().sound);
    // With both bookings and the founding, and none twice.
    assert_eq!(desk.recent(ActsOf::Mine, 50).unwrap().len(), acts.len() + 3);
}

#[test]
fn what_cannot_go_back_says_why_and_leaves_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let id = desk.book(&draft(&desk, 0, "碰头会")).unwrap();
    let both = Draft {
        headcount: Some(9),
        ..draft(&desk, 0, "碰头大会")
    };
    desk.amend(id, &both).unwrap();
    let act = desk.recent(ActsOf::Mine, 1).unwrap()[0].code.clone();
    let since = Draft {
        headcount: Some(9),
        ..draft(&desk, 0, "后来")
    };
    desk.amend(id, &since).unwrap();
    let no = why(desk.undo(Some(&act), false).unwrap_err());
    assert_eq!((no.why, no.rest, no.parts.len()), (NoUndo::Changed, 1, 1));
    assert_eq!(no.parts[0].now, "后来");
    let done = desk.undo(Some(&act), true).unwrap();
    assert_eq!(done.stayed.len(), 1);
    let meeting = desk.meeting(id).unwrap().meeting;
    assert_eq!(
        (meeting.title.as_str(), meeting.headcount),
        ("后来", Some(8))
    );
    // Somebody on duty is taken off; the booking under it is in use.
    let duty = DutyDraft {
        kind: HolderKind::Person,
        name: "林晓".to_owned(),
        task: String::new(),
        time: None,
        note: String::new(),
    };
    let fresh = desk.book(&draft(&desk, 1, "座谈会")).unwrap();
    let booking = desk.recent(ActsOf::Mine, 1).unwrap()[0].code.clone();
    desk.add_duty(fresh, &duty).unwrap();
    let no = why(desk.undo(Some(&booking), false).unwrap_err());
    assert_eq!(no.why, NoUndo::InUse);
    desk.undo(None, false).unwrap();
    assert!(desk.duties(fresh).unwrap().is_empty());
    desk.propose_requirements(fresh).unwrap();
    desk.issue_notice(fresh, "").unwrap();
    let no = why(desk.undo(None, false).unwrap_err());
    assert_eq!((no.why, no.rest), (NoUndo::GivenOut, 0));
}

#[test]
fn a_copy_is_booked_with_what_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk_in(folder.path());
    let id = desk.book(&draft(&desk, 0, "碰头会")).unwrap();
    desk.propose_requirements(id).unwrap();
    let view = desk.copy_of(id).unwrap();
    let mut copy = CopyDraft {
        draft: view.draft,
        requirements: true,
        seats: true,
        posts: true,
    };
    assert!(matches!(
        desk.copy_meeting(id, &copy),
        Err(Refusal::Clash { .. })
    ));
    copy.draft.date = NaiveDate::from_ymd_opt(2026, 12, 23);
    let made = desk.copy_meeting(id, &copy).unwrap();
    assert_eq!(title(&desk, made), "碰头会");
    assert_eq!(desk.copy_of(made).unwrap().requirements, view.requirements);
    desk.undo(None, false).unwrap();
    assert_eq!(desk.copy_of(made).unwrap().requirements, 0);
}
