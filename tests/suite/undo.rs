//! Undoing and doing again: of every act, by person, across restarts, at two
//! stations; copying a meeting; changing many at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::duty::HolderKind;
use steward_app::domain::fee::Charge;
use steward_app::domain::ids::{KindId, MeetingId, PriceId};
use steward_app::domain::incident::Gravity;
use steward_app::domain::meeting::State;
use steward_app::domain::names::Name;
use steward_app::domain::undo::NoUndo;
use steward_app::views::{
    ActsOf, AttendeeDraft, CopyDraft, DutyDraft, IncidentDraft, ManyChange, RecentAct, Refusal,
    UndoRefused,
};
use steward_tests::{Station, date};

pub(crate) const NOW: &str = "2026-11-20 09:00";

fn why(refused: Refusal) -> UndoRefused {
    match refused {
        Refusal::NoUndo(no) => *no,
        other => panic!("refused for something else: {other:?}"),
    }
}

fn title(station: &Station, id: MeetingId) -> String {
    station.detail(id).meeting.title
}

fn state(station: &Station, id: MeetingId) -> State {
    station.detail(id).meeting.standing.state
}

fn call(station: &Station, id: MeetingId, title: &str) {
    let draft = station.draft_from(id).called(title).draft;
    station.amend(id, &draft).unwrap();
}

pub(crate) fn mine(station: &Station) -> Vec<RecentAct> {
    station.recent(ActsOf::Mine, 50).unwrap()
}

pub(crate) fn duty(name: &str) -> DutyDraft {
    DutyDraft {
        kind: HolderKind::Person,
        name: name.into(),
        task: "茶水".into(),
        time: None,
        note: String::new(),
    }
}

#[test]
fn what_was_changed_goes_back_and_comes_again_and_across_a_restart() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("碰头会").book();
    let before = station.shown().unwrap();
    call(&station, id, "碰头大会");
    let after = station.shown().unwrap();
    let done = station.undo(None, false).unwrap();
    assert_eq!(
        (done.act.intent.as_str(), title(&station, id)),
        ("amend", "碰头会".into())
    );
    assert_eq!(station.shown().unwrap(), before);
    assert_eq!(done.act.lines[0].before.as_deref(), Some("碰头会"));
    // Nothing is kept for it: after a restart it is read from the log.
    let (station, _image) = station.imaged();
    station.redo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), after);
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
    // Once more is the booking itself.
    station.undo(None, false).unwrap();
    assert_eq!(state(&station, id), State::Cancelled);
    assert_eq!(station.detail(id).meeting.standing.why, "undone");
    station.redo(None, false).unwrap();
    assert_eq!(state(&station, id), State::Confirmed);
    station.redo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), after);
    let nothing = why(station.redo(None, false).unwrap_err());
    assert_eq!(nothing.why, NoUndo::NothingAgain);
    station.assert_sound();
}

#[test]
fn a_new_act_ends_what_could_be_done_again() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    call(&station, id, "一");
    station.undo(None, false).unwrap();
    call(&station, id, "二");
    assert_eq!(
        why(station.redo(None, false).unwrap_err()).why,
        NoUndo::NothingAgain
    );
    assert_eq!(title(&station, id), "二");
}

#[test]
fn each_undoes_what_they_did_themselves() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("碰头会").book();
    let other = station.draft("204").called("座谈会").book();
    station.operated_by("林晓");
    call(&station, other, "林晓的座谈会");
    station.operated_by("周敏");
    call(&station, id, "周敏的碰头会");
    station.operated_by("林晓");
    assert_eq!(mine(&station).len(), 1);
    assert_eq!(station.recent(ActsOf::Station, 50).unwrap()[0].by, "周敏");
    station.undo(None, false).unwrap();
    assert_eq!(title(&station, other), "座谈会");
    assert_eq!(title(&station, id), "周敏的碰头会");
    assert_eq!(
        why(station.undo(None, false).unwrap_err()).why,
        NoUndo::Nothing
    );
    // By its code, from the list of everybody's.
    let code = station.recent(ActsOf::All, 50).unwrap()[0].code.clone();
    station.undo(Some(&code), false).unwrap();
    assert_eq!(title(&station, id), "碰头会");
}

#[test]
fn what_somebody_changed_since_stays_and_the_rest_goes_back() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("碰头会").heads(10).book();
    let draft = station.draft_from(id).called("碰头大会").heads(20).draft;
    station.amend(id, &draft).unwrap();
    let mine = mine(&station)[0].id.clone();
    station.operated_by("林晓");
    call(&station, id, "林晓改的");
    let no = why(station.undo(Some(&mine), false).unwrap_err());
    assert_eq!((no.why, no.rest), (NoUndo::Changed, 1));
    assert_eq!(no.parts.len(), 1);
    let part = &no.parts[0];
    assert_eq!(
        (part.field.as_str(), part.by.as_str(), part.now.as_str()),
        ("title", "林晓", "林晓改的")
    );
    assert_eq!(station.detail(id).meeting.headcount, Some(20));
    let done = station.undo(Some(&mine), true).unwrap();
    assert_eq!(done.stayed.len(), 1);
    assert_eq!(station.detail(id).meeting.headcount, Some(10));
    assert_eq!(title(&station, id), "林晓改的");
    // And what was set back comes again, nothing else.
    station.redo(Some(&mine), false).unwrap();
    assert_eq!(station.detail(id).meeting.headcount, Some(20));
    assert_eq!(title(&station, id), "林晓改的");
}

#[test]
fn a_change_that_was_undone_is_in_nobodys_way() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("碰头会").book();
    call(&station, id, "一");
    let first = mine(&station)[0].id.clone();
    call(&station, id, "二");
    station.undo(None, false).unwrap();
    station.undo(Some(&first), false).unwrap();
    assert_eq!(title(&station, id), "碰头会");
}

#[test]
fn a_tick_is_taken_back_and_counts_again() {
    let station = Station::busy("2026-11-22 13:36");
    let task = station.next_up(None, 200).unwrap();
    let task = task
        .iter()
        .find(|task| task.progress != steward_app::domain::plan::Progress::Done);
    let key = task.unwrap().key.clone();
    let before = station.shown().unwrap();
    station.confirm(&key, "周敏", "", "急").unwrap();
    assert_ne!(station.shown().unwrap(), before);
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
    let history = station.detail(key.meeting).history;
    assert!(
        history
            .iter()
            .any(|line| line.field == "withdrawn" && line.after == "confirmed"),
        "the history tells both"
    );
    assert!(history.iter().any(|line| line.field == "confirmed"));
    station.redo(None, false).unwrap();
    station.assert_sound();
}

#[test]
fn what_is_out_of_the_house_stays_and_says_why() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").heads(12).book();
    station.propose_requirements(id).unwrap();
    station.issue_notice(id, "").unwrap();
    let no = why(station.undo(None, false).unwrap_err());
    assert_eq!((no.why, no.rest), (NoUndo::GivenOut, 0));
    // The booking underneath is in use.
    let booking = mine(&station).pop().unwrap();
    assert_eq!(booking.intent, "book");
    assert_eq!(booking.no_undo, Some(NoUndo::InUse));
    // An entry of a numbered register stays.
    let incident = IncidentDraft {
        happened: None,
        what: "水管漏水".into(),
        place: String::new(),
        room: None,
        meeting: None,
        gravity: Gravity::Minor,
        reported_by: "周敏".into(),
        found: None,
    };
    station.add_incident(&incident).unwrap();
    assert_eq!(
        why(station.undo(None, false).unwrap_err()).why,
        NoUndo::Numbered
    );
}

#[test]
fn a_room_that_is_wanted_back_may_be_taken_by_now() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("碰头会").book();
    let (day, room) = (date("2026-11-25"), station.room("204"));
    station.move_meeting(id, Some(room), day, 840, 900).unwrap();
    let moved = mine(&station)[0].id.clone();
    let _later = station.draft("203").called("后来的会").book();
    let refused = station.undo(Some(&moved), false).unwrap_err();
    assert!(matches!(refused, Refusal::Clash { .. }), "{refused:?}");
}

#[test]
fn what_was_made_is_gone_unless_something_uses_it() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").book();
    let before = station.shown().unwrap();
    let person = AttendeeDraft {
        name: "王一".into(),
        title: String::new(),
        unit: "市文旅局".into(),
        rank: None,
        side: Default::default(),
        drink: None,
        wishes: None,
    };
    station.add_attendee(id, &person).unwrap();
    assert_ne!(station.shown().unwrap(), before);
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
    // The same person is entered anew, under the same name in the log.
    station.add_attendee(id, &person).unwrap();
    assert_eq!(station.seats(id).unwrap().people.len(), 1);
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
    // Somebody on duty is taken off.
    station.add_duty(id, &duty("林晓")).unwrap();
    station.undo(None, false).unwrap();
    assert!(
        station
            .duties(id)
            .unwrap()
            .iter()
            .all(|one| one.name != "林晓")
    );
    station.assert_sound();
}

#[test]
fn what_is_of_the_standard_goes_back_to_it_whoever_refers_to_it() {
    let station = Station::quiet(NOW);
    let mut prices = station.prices().unwrap().into_iter();
    let mut price = prices.find(|one| one.name.zh == "录音录像").unwrap();
    let Charge::Asked { kind: asked, .. } = price.charge else {
        panic!("it is charged by what the notice asks: {price:?}");
    };
    let all = station.requirement_kinds().unwrap();
    let mut kind = all.iter().find(|one| one.id == asked).unwrap().clone();
    let before = station.shown().unwrap();
    kind.name = Name::new("录音", "");
    station.save_requirement_kind(kind.clone()).unwrap();
    let after = station.shown().unwrap();
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
    assert_eq!(station.requirement_kinds().unwrap(), all);
    station.redo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), after);
    // One's own has nothing beneath it: what refers to it keeps it.
    kind.id = KindId(uuid::Uuid::nil());
    let own = station.save_requirement_kind(kind).unwrap();
    let saved = mine(&station)[0].id.clone();
    price.id = PriceId(uuid::Uuid::nil());
    price.charge = Charge::Asked {
        kind: own,
        figure: None,
    };
    station.save_price(price).unwrap();
    let no = why(station.undo(Some(&saved), false).unwrap_err());
    assert_eq!(no.why, NoUndo::InUse);
    station.undo(None, false).unwrap();
    station.undo(Some(&saved), false).unwrap();
    assert_eq!(station.shown().unwrap(), after);
}

#[test]
fn one_undoes_while_another_edits_the_same_and_both_are_put_before_a_person() {
    let house = Station::quiet(NOW);
    let id = house.draft("203").called("碰头会").book();
    call(&house, id, "碰头大会");
    let east = house.lets_in("东楼", NOW);
    house.meets(&east);
    east.operated_by("林晓");
    house.undo(None, false).unwrap();
    call(&east, id, "东楼改的");
    house.meets(&east);
    house.is_equal_to(&east);
    let open = house.inbox().unwrap();
    assert!(!open.is_empty(), "two values stand side by side");
    // Undone at both: of one mind.
    let other = house.draft("204").called("座谈会").book();
    call(&house, other, "座谈大会");
    house.meets(&east);
    let act = mine(&house)[0].id.clone();
    house.undo(Some(&act), false).unwrap();
    east.undo(Some(&act), false).unwrap();
    house.meets(&east);
    house.is_equal_to(&east);
    assert_eq!(title(&east, other), "座谈会");
    assert_eq!(
        why(east.undo(Some(&act), false).unwrap_err()).why,
        NoUndo::Already
    );
    east.redo(Some(&act), false).unwrap();
    house.meets(&east);
    assert_eq!(title(&house, other), "座谈大会");
    house.assert_sound();
    east.assert_sound();
}

#[test]
fn a_copy_takes_along_what_was_asked_for_and_nothing_of_the_history() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("碰头会").heads(12).book();
    station.propose_requirements(id).unwrap();
    let view = station.copy_of(id).unwrap();
    assert!(view.requirements > 0);
    let mut draft = view.draft;
    let copy = |draft| CopyDraft {
        draft,
        requirements: true,
        seats: true,
        posts: true,
    };
    // At the same time the room is taken by the meeting itself.
    let refused = station.copy_meeting(id, &copy(draft.clone())).unwrap_err();
    assert!(matches!(refused, Refusal::Clash { .. }));
    draft.date = Some(date("2026-12-02"));
    let made = station.copy_meeting(id, &copy(draft)).unwrap();
    let (old, new) = (station.detail(id), station.detail(made));
    assert_eq!(new.meeting.title, "碰头会");
    assert_ne!(new.meeting.number, old.meeting.number);
    assert_eq!(new.when.date, date("2026-12-02"));
    let asked = |id| station.copy_of(id).unwrap().requirements;
    assert_eq!(asked(made), asked(id));
    // It is one act.
    station.undo(None, false).unwrap();
    assert_eq!(state(&station, made), State::Cancelled);
    assert_eq!(asked(made), 0);
}

#[test]
fn many_are_changed_as_one_and_go_back_as_one() {
    let station = Station::quiet(NOW);
    let morning = station
        .draft("203")
        .from(9, 0)
        .to(10, 0)
        .called("上午一")
        .book();
    let noon = station
        .draft("203")
        .from(11, 0)
        .to(12, 0)
        .called("上午二")
        .book();
    let late = station
        .draft("203")
        .from(15, 0)
        .to(16, 0)
        .called("下午")
        .book();
    // Two hours later: each moves out of the other's way. Four hours later the
    // second runs into a meeting that stays, and stays itself; each time with
    // room to clear and set up between them.
    let change = ManyChange {
        shift: Some(120),
        ..ManyChange::default()
    };
    let rows = station
        .change_many_preview(&[morning, noon], &change)
        .unwrap();
    assert!(rows.iter().all(|row| row.refusal.is_none()), "{rows:?}");
    let further = ManyChange {
        shift: Some(240),
        ..ManyChange::default()
    };
    let rows = station
        .change_many_preview(&[morning, noon], &further)
        .unwrap();
    assert!(rows[0].refusal.is_none(), "{rows:?}");
    assert!(
        matches!(rows[1].refusal, Some(Refusal::Clash { .. })),
        "{rows:?}"
    );
    assert!(
        station
            .change_many(&[morning, noon], &further, false)
            .is_err()
    );
    let before = station.shown().unwrap();
    let done = station
        .change_many(&[morning, noon], &further, true)
        .unwrap();
    assert_eq!((done.changed, done.stayed.len()), (1, 1));
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
    // Cancelled together, and back together.
    let cancel = ManyChange {
        cancel: Some("主办单位延期".into()),
        ..ManyChange::default()
    };
    let all = [morning, noon, late];
    assert_eq!(
        station.change_many(&all, &cancel, false).unwrap().changed,
        3
    );
    assert!(
        all.iter()
            .all(|id| state(&station, *id) == State::Cancelled)
    );
    station.undo(None, false).unwrap();
    assert_eq!(station.shown().unwrap(), before);
}
