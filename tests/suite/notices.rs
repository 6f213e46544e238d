//! The service notice: asked, issued, changed, acknowledged, withdrawn, and
//! issued apart (S-20 … S-22).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::Told;
use steward_app::domain::ids::{KindId, MeetingId, VersionId};
use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::domain::notice::{LineState, Urgency, standard};
use steward_app::domain::plan::{Department, Progress};
use steward_app::views::{
    AnswerDraft, Decision, DepartmentView, Differs, InboxEntry, NoticeOpen, NoticeStanding,
    NoticeView, Refusal, RequirementView,
};
use steward_app::words::notice::difference;
use steward_tests::{Station, date};

/// Five days before the meetings of these tests.
const NOW: &str = "2026-11-20 09:00";

fn kind(code: &str) -> KindId {
    standard::id(code)
}

fn needed(figures: &[(&str, &str)]) -> AnswerDraft {
    AnswerDraft {
        state: LineState::Needed,
        figures: figures
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect(),
        note: String::new(),
    }
}

fn not_needed() -> AnswerDraft {
    AnswerDraft {
        state: LineState::NotNeeded,
        ..needed(&[])
    }
}

fn answer(station: &Station, id: MeetingId, code: &str, draft: &AnswerDraft) {
    station.answer_requirement(id, kind(code), draft).unwrap();
}

fn asked<'v>(view: &'v NoticeView, code: &str) -> &'v RequirementView {
    let id = kind(code);
    view.requirements.iter().find(|one| one.kind == id).unwrap()
}

fn of(view: &NoticeView, department: Department) -> &DepartmentView {
    let mut all = view.departments.iter();
    all.find(|one| one.department == department).unwrap()
}

fn owes(view: &NoticeView) -> Vec<Department> {
    let all = view.departments.iter();
    all.filter(|one| matches!(one.standing, NoticeStanding::Owes { .. }))
        .map(|one| one.department)
        .collect()
}

fn all_acknowledge(station: &Station, id: MeetingId) {
    let view = station.notice(id).unwrap();
    for department in owes(&view) {
        let version = of(&view, department).version;
        station
            .acknowledge_notice(id, version, department, "值班", "")
            .unwrap();
    }
}

/// A meeting of 25 November whose notice says how many microphones.
fn issued(station: &Station, mics: &str) -> (MeetingId, VersionId) {
    let id = station.draft("203").called("甲会").book();
    answer(station, id, "microphones", &needed(&[("fixed", mics)]));
    answer(station, id, "fruit", &not_needed());
    let version = station.issue_notice(id, "").unwrap();
    (id, version)
}

fn pair() -> (Station, Station) {
    let front = Station::quiet(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    east.operated_by("林晓");
    (front, east)
}

#[test]
fn s_20_each_kind_is_needed_or_not_or_not_asked_yet() {
    let station = Station::quiet(NOW);
    let id = station.draft("203").called("甲会").book();
    let view = station.notice(id).unwrap();
    assert!(
        view.requirements
            .iter()
            .all(|one| one.state == LineState::NotAsked)
    );
    assert!(!view.can_issue);
    assert_eq!(station.issue_notice(id, ""), Err(Refusal::NothingChanged));
    answer(
        &station,
        id,
        "microphones",
        &needed(&[("fixed", "４"), ("wireless", "")]),
    );
    answer(&station, id, "fruit", &not_needed());
    let view = station.notice(id).unwrap();
    assert_eq!(asked(&view, "microphones").state, LineState::Needed);
    let told: Vec<_> = asked(&view, "microphones")
        .fields
        .iter()
        .map(|field| field.value.as_str())
        .collect();
    assert_eq!(told, ["4", "", ""]);
    assert_eq!(asked(&view, "fruit").state, LineState::NotNeeded);
    assert_eq!(asked(&view, "tea").state, LineState::NotAsked);
    assert!(view.can_issue);
    // What cannot be is refused in words, and nothing of it is kept.
    for (draft, refusal) in [
        (needed(&[("fixed", "很多")]), "out of range"),
        (needed(&[("nonsense", "4")]), "unknown"),
    ] {
        let refused = station.answer_requirement(id, kind("microphones"), &draft);
        assert!(
            matches!(
                (&refused, refusal),
                (Err(Refusal::OutOfRange { .. }), "out of range")
                    | (Err(Refusal::Unknown(_)), "unknown")
            ),
            "{refused:?}"
        );
    }
    let refused = station.answer_requirement(id, kind("tea"), &needed(&[("tea", "咖啡")]));
    assert!(
        matches!(refused, Err(Refusal::NotSuch { .. })),
        "{refused:?}"
    );
    assert_eq!(
        asked(&station.notice(id).unwrap(), "tea").state,
        LineState::NotAsked
    );
}

#[test]
fn answers_are_proposed_and_copied_from_an_earlier_meeting() {
    let station = Station::quiet(NOW);
    let earlier = station.draft("203").called("甲会").book();
    let answered = station.propose_requirements(earlier).unwrap();
    assert!(answered >= 4, "{answered}");
    let view = station.notice(earlier).unwrap();
    assert_eq!(asked(&view, "climate").state, LineState::Needed);
    // Nothing that somebody answered is overwritten.
    answer(&station, earlier, "climate", &not_needed());
    assert_eq!(station.propose_requirements(earlier), Ok(0));
    answer(&station, earlier, "towels", &needed(&[("pieces", "22")]));

    let mut draft = station.draft("204").called("乙会").draft;
    draft.date = draft.date.and_then(|date| date.succ_opt());
    draft.headcount = Some(10);
    let later = station.book(&draft).unwrap();
    let offered = station.notice(later).unwrap().earlier;
    assert_eq!(
        offered.iter().map(|one| one.id).collect::<Vec<_>>(),
        [earlier]
    );
    assert!(station.copy_requirements(later, earlier).unwrap() >= 4);
    let view = station.notice(later).unwrap();
    assert_eq!(asked(&view, "climate").state, LineState::NotNeeded);
    // Twenty people there were reckoned as 22 towels, ten here are 12.
    assert_eq!(asked(&view, "towels").fields[0].value, "12");
}

#[test]
fn s_22_a_change_is_shown_and_only_those_it_touches_confirm_again() {
    let station = Station::quiet(NOW);
    let (id, first) = issued(&station, "4");
    let view = station.notice(id).unwrap();
    assert_eq!((view.versions.len(), view.in_force.len()), (1, 1));
    assert_eq!(view.versions[0].urgency, Urgency::InTime);
    use Department as D;
    let always = [D::MeetingService, D::Technical, D::Security, D::Environment];
    assert_eq!(owes(&view), always);
    assert_eq!(station.issue_notice(id, ""), Err(Refusal::NothingChanged));
    all_acknowledge(&station, id);
    assert_eq!(owes(&station.notice(id).unwrap()), []);
    assert!(station.notices_awaited().unwrap().is_empty());

    let _ = station.minutes_later(60);
    answer(&station, id, "microphones", &needed(&[("fixed", "6")]));
    let view = station.notice(id).unwrap();
    let pending: Vec<String> = view
        .pending
        .iter()
        .map(|one| difference(&one.what, Language::Zh))
        .collect();
    assert_eq!(pending, ["话筒 鹅颈 4→6"]);
    let awaited = station.notices_awaited().unwrap();
    assert_eq!(
        awaited[0].open,
        NoticeOpen::Changed {
            number: 1,
            changes: 1
        }
    );
    let second = station.issue_notice(id, "").unwrap();
    let view = station.notice(id).unwrap();
    assert_eq!(owes(&view), [D::Technical]);
    assert_eq!(of(&view, D::Technical).has, Some(1));
    assert_eq!(of(&view, D::Security).standing, NoticeStanding::Has);
    // The old text cannot be acknowledged any more.
    assert_eq!(
        station.acknowledge_notice(id, first, D::Technical, "老王", ""),
        Err(Refusal::MovedOn)
    );
    assert_eq!(
        station.acknowledge_notice(id, second, D::Technical, " ", ""),
        Err(Refusal::NameNeeded)
    );
    station
        .acknowledge_notice(id, second, D::Technical, "老王", "六支")
        .unwrap();
    assert_eq!(owes(&station.notice(id).unwrap()), []);
    assert_eq!(
        station.acknowledge_notice(id, second, D::Technical, "老王", ""),
        Err(Refusal::NothingChanged)
    );
    // What was issued stays as it was read: the frozen line still says four.
    let history = station.detail(id).history;
    assert!(
        history
            .iter()
            .any(|change| change.field == "notice_issued" && change.after == "V2")
    );
    station.assert_sound();
}

#[test]
fn s_21_who_has_not_confirmed_is_reminded_of_and_escalated() {
    let station = Station::quiet(NOW);
    let (id, _) = issued(&station, "4");
    let progress = |station: &Station| match &station.notices_awaited().unwrap()[0].open {
        NoticeOpen::Owed { progress, .. } => *progress,
        other => panic!("{other:?}"),
    };
    assert_eq!(progress(&station), Progress::Open);
    let _ = station.minutes_later(4 * 60);
    assert_eq!(progress(&station), Progress::Reminded);
    // On the board of the meeting's day, and told once at each stage.
    let board = station.board(Some(date("2026-11-25"))).unwrap();
    assert!(board.decisions.iter().any(|one| matches!(
        one,
        Decision::Notice {
            open: NoticeOpen::Owed {
                progress: Progress::Reminded,
                ..
            },
            ..
        }
    )));
    let mut told = Told::default();
    assert_eq!(station.reminders(&mut told).unwrap(), []);
    let _ = station.minutes_later(20 * 60);
    assert_eq!(progress(&station), Progress::Escalated);
    let said = station.reminders(&mut told).unwrap();
    assert!(
        said.iter()
            .any(|one| one.title.contains("通知单") && one.body.contains("甲会")),
        "{said:?}"
    );
    assert!(station.reminders(&mut told).unwrap().is_empty());
    all_acknowledge(&station, id);
    assert!(station.notices_awaited().unwrap().is_empty());
}

#[test]
fn s_21_short_notice_is_urgent_and_the_same_day_needs_a_reason() {
    let station = Station::quiet("2026-11-24 09:00");
    let id = station.draft("203").called("甲会").book();
    answer(&station, id, "fruit", &not_needed());
    let awaited = station.notices_awaited().unwrap();
    let urgency = Urgency::Urgent;
    assert_eq!(awaited[0].open, NoticeOpen::NotIssued { urgency });
    let _ = station.issue_notice(id, "").unwrap();
    assert_eq!(
        station.notice(id).unwrap().versions[0].urgency,
        Urgency::Urgent
    );
    let _ = station.minutes_later(23 * 60);
    answer(&station, id, "fruit", &needed(&[("plates", "5")]));
    assert_eq!(station.issue_notice(id, " "), Err(Refusal::ReasonNeeded));
    let _ = station.issue_notice(id, "主办单位临时要求").unwrap();
    let view = station.notice(id).unwrap();
    assert_eq!(view.versions[0].urgency, Urgency::Late);
    assert!(owes(&view).contains(&Department::Procurement));
}

#[test]
fn a_cancelled_meeting_withdraws_its_notice_and_everybody_hears_of_it() {
    let station = Station::quiet(NOW);
    let (id, _) = issued(&station, "4");
    all_acknowledge(&station, id);
    station.set(id, State::Cancelled).unwrap();
    let view = station.notice(id).unwrap();
    assert!(view.versions[0].withdrawn.is_some());
    assert_eq!(owes(&view).len(), 4);
    assert!(matches!(
        station.issue_notice(id, ""),
        Err(Refusal::Over(State::Cancelled))
    ));
    all_acknowledge(&station, id);
    assert!(station.notices_awaited().unwrap().is_empty());

    let (other, _) = issued(&station, "2");
    assert_eq!(
        station.withdraw_notice(other, ""),
        Err(Refusal::ReasonNeeded)
    );
    let _ = station.withdraw_notice(other, "换场地").unwrap();
    assert_eq!(
        station.withdraw_notice(other, "再次"),
        Err(Refusal::NothingChanged)
    );
    // It can be issued again, and then holds.
    let _ = station.issue_notice(other, "").unwrap();
    let view = station.notice(other).unwrap();
    assert_eq!(view.in_force[0].brief.withdrawn, None);
    let found = &view.versions[0].changes;
    assert!(
        found
            .iter()
            .any(|one| one.what == Differs::Withdrawn { now: false })
    );
}

#[test]
fn versions_issued_apart_both_stand_and_a_person_merges_them() {
    let (front, east) = pair();
    let (id, _) = issued(&front, "4");
    all_acknowledge(&front, id);
    front.meets(&east);
    answer(&front, id, "microphones", &needed(&[("fixed", "6")]));
    let here = front.issue_notice(id, "").unwrap();
    let _ = east.minutes_later(1);
    answer(&east, id, "towels", &needed(&[("pieces", "30")]));
    let there = east.issue_notice(id, "").unwrap();
    // Each for the text it read.
    front
        .acknowledge_notice(id, here, Department::Technical, "老王", "")
        .unwrap();
    east.acknowledge_notice(id, there, Department::MeetingService, "小张", "")
        .unwrap();
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    for station in [&front, &east] {
        let view = station.notice(id).unwrap();
        assert_eq!(view.in_force.len(), 2);
        let open = &station.notices_awaited().unwrap()[0].open;
        assert_eq!(*open, NoticeOpen::Apart { versions: 2 });
        // The answers united: both changes are there to be issued together.
        assert_eq!(asked(&view, "towels").fields[0].value, "30");
        assert_eq!(asked(&view, "microphones").fields[0].value, "6");
    }
    let _ = east.issue_notice(id, "").unwrap();
    front.meets(&east);
    for station in [&front, &east] {
        let view = station.notice(id).unwrap();
        assert_eq!((view.in_force.len(), view.versions[0].number), (1, 3));
        // Technical has six microphones already, service the towels.
        assert_eq!(owes(&view), []);
        station.assert_sound();
    }
}

#[test]
fn one_kind_answered_apart_is_put_before_a_person() {
    let (front, east) = pair();
    let id = front.draft("203").called("甲会").book();
    front.meets(&east);
    answer(&front, id, "microphones", &needed(&[("fixed", "4")]));
    let _ = east.minutes_later(1);
    answer(&east, id, "microphones", &not_needed());
    front.meets(&east);
    for station in [&front, &east] {
        let open = station.inbox().unwrap();
        let [InboxEntry::Field { field }] = &open[..] else {
            panic!("{open:?}")
        };
        assert_eq!((field.meeting, field.versions.len()), (Some(id), 2));
        assert!(field.title.contains("话筒"), "{}", field.title);
        assert!(asked(&station.notice(id).unwrap(), "microphones").in_conflict);
        assert_eq!(station.detail(id).open.len(), 1);
    }
}

#[test]
fn a_notice_is_laid_out_whole_and_for_a_department() {
    let station = Station::quiet(NOW);
    let id = station.draft("204").called("乙会").book();
    assert!(matches!(
        station.notice_paper(id, None, Language::Zh),
        Err(Refusal::NothingIssued)
    ));
    let (id, _) = issued(&station, "4");
    for language in [Language::Zh, Language::En] {
        for department in [None, Some(Department::Technical)] {
            let info = station.notice_paper(id, department, language).unwrap();
            assert!(info.pages >= 1 && info.number.ends_with("-V1"), "{info:?}");
            let path = station.path("notice.pdf");
            station.paper_save(info.edition, &path).unwrap();
            assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
        }
    }
}
