//! The people who work here (S-01, S-03): the register, leave and wishes, what
//! runs out, two stations apart, badges.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::Told;
use steward_app::domain::ids::{LeaveId, SkillId, StaffId, WishId};
use steward_app::domain::names::{Language, Name};
use steward_app::domain::plan::Department;
use steward_app::domain::secrecy::Level;
use steward_app::domain::staff::due::{Expiry, TwinBy};
use steward_app::domain::staff::wish::{Wish, WishFor};
use steward_app::domain::staff::{Days, Leave, LeaveKind, Skill, Skilled, StaffMember, standard};
use steward_app::views::{InboxEntry, Refusal, StaffFilter, StaffLine};
use steward_tests::{Station, date};

const NOW: &str = "2026-11-20 09:30";

pub(crate) fn new(name: &str, number: &str) -> StaffMember {
    StaffMember {
        number: number.to_owned(),
        departments: vec![Department::MeetingService],
        ..StaffMember::new(StaffId(Default::default()), name)
    }
}

pub(crate) fn add(station: &Station, name: &str, number: &str) -> StaffId {
    station.save_staff(new(name, number), false).unwrap()
}

pub(crate) fn line(station: &Station, name: &str) -> StaffLine {
    let filter = StaffFilter {
        retired: true,
        ..StaffFilter::default()
    };
    let all = station.staff(&filter).unwrap().lines;
    let found = all.into_iter().find(|one| one.person.name == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

pub(crate) fn days(from: &str, to: &str) -> Days {
    Days {
        from: date(from),
        to: date(to),
    }
}

pub(crate) fn leave(staff: StaffId, days: Days, kind: LeaveKind) -> Leave {
    Leave {
        id: LeaveId(Default::default()),
        staff,
        days,
        kind,
        note: String::new(),
        withdrawn: false,
    }
}

fn names(station: &Station, filter: StaffFilter) -> Vec<String> {
    let lines = station.staff(&filter).unwrap().lines;
    lines.into_iter().map(|one| one.person.name).collect()
}

#[test]
fn s_01_the_sample_has_the_sixty_people_of_one_complex() {
    let station = Station::busy("2026-11-20 13:36");
    let view = station.staff(&StaffFilter::default()).unwrap();
    let posts = |position: &str| {
        let lines = view.lines.iter();
        lines.filter(|one| one.person.position == position).count()
    };
    assert_eq!(view.working, 60);
    assert_eq!(posts("主管"), 1);
    assert_eq!(posts("大堂助理"), 3);
    assert_eq!(posts("值班员"), 6);
    assert_eq!(posts("音控师"), 4);
    assert_eq!(posts("会议服务员"), 46);
    assert!(view.lines.iter().all(|one| one.twins.is_empty()));
    assert!(view.away > 0 && view.expiring > 0);
    assert!(view.lines.iter().all(|one| !one.latin.is_empty()));
}

#[test]
fn people_are_found_by_words_pinyin_and_what_they_can() {
    let station = Station::empty(NOW);
    let tea = standard::skill("tea");
    let mut lin = new("林晓", "1001");
    lin.skills = vec![Skilled {
        skill: tea,
        level: 2,
        until: Some(date("2026-12-01")),
    }];
    lin.clearance.level = Level::Confidential;
    lin.trained_until = Some(date("2027-06-30"));
    station.save_staff(lin, false).unwrap();
    let mut wang = new("王芳", "98");
    wang.departments = vec![Department::Technical];
    wang.phone = "0573-81001234".into();
    station.save_staff(wang, false).unwrap();
    let words = |words: &str| StaffFilter {
        words: words.to_owned(),
        ..StaffFilter::default()
    };
    assert_eq!(names(&station, words("")), ["林晓", "王芳"]);
    assert_eq!(names(&station, words("lx")), ["林晓"]);
    assert_eq!(names(&station, words("wangfang")), ["王芳"]);
    assert_eq!(names(&station, words("81001234")), ["王芳"]);
    assert_eq!(names(&station, words("赵")), Vec::<String>::new());
    let skilled = StaffFilter {
        skill: Some(tea),
        ..StaffFilter::default()
    };
    assert_eq!(names(&station, skilled.clone()), ["林晓"]);
    let cleared = StaffFilter {
        clearance: Some(Level::Confidential),
        ..StaffFilter::default()
    };
    assert_eq!(names(&station, cleared), ["林晓"]);
    let technical = StaffFilter {
        department: Some(Department::Technical),
        ..StaffFilter::default()
    };
    assert_eq!(names(&station, technical), ["王芳"]);
    // Once the certificate ran out, they are not offered for it.
    station.at("2026-12-02 09:00");
    assert_eq!(names(&station, skilled), Vec::<String>::new());
    // The bar of the window finds them too, with their phone.
    let found = station.search("wangf").unwrap().entries;
    assert_eq!((found.len(), found[0].number.as_str()), (1, "98"));
    assert_eq!(found[0].what, "王芳 · 0573-81001234");
    assert_eq!(station.find_staff("98"), station.find_staff("wf"));
    assert_eq!(station.find_staff("李"), Err(Refusal::Unknown("李".into())));
}

#[test]
fn one_number_and_one_name_are_not_given_twice_unasked() {
    let station = Station::empty(NOW);
    let first = add(&station, "林晓", "1001");
    let number = station.save_staff(new("王芳", " 1001 "), false);
    assert_eq!(
        number,
        Err(Refusal::Several {
            word: "1001".into(),
            found: vec!["1001 林晓".into()]
        })
    );
    let name = station.save_staff(new("林 晓", "1002"), false);
    assert!(matches!(name, Err(Refusal::Several { .. })), "{name:?}");
    let second = station.save_staff(new("林晓", "1002"), true).unwrap();
    assert_ne!(first, second);
    // Two numbers tell them apart.
    assert!(line(&station, "林晓").twins.is_empty());
    assert!(matches!(
        station.find_staff("林晓"),
        Err(Refusal::Several { .. })
    ));
    // Who left gives the number free, and comes back only without it.
    station.retire_staff(first, true).unwrap();
    assert_eq!(
        station.retire_staff(first, true),
        Err(Refusal::NothingChanged)
    );
    add(&station, "王芳", "1001");
    assert!(matches!(
        station.retire_staff(first, false),
        Err(Refusal::Several { .. })
    ));
    assert_eq!(station.find_staff("林晓"), Ok(second));
    station.assert_sound();
}

#[test]
fn what_cannot_be_is_refused() {
    let station = Station::empty(NOW);
    assert_eq!(
        station.save_staff(new("  ", "1"), false),
        Err(Refusal::NameNeeded)
    );
    let skilled = |skill, level| {
        let mut one = new("林晓", "1");
        one.skills = vec![Skilled {
            skill,
            level,
            until: None,
        }];
        station.save_staff(one, false)
    };
    let tea = standard::skill("tea");
    assert!(matches!(skilled(tea, 4), Err(Refusal::OutOfRange { .. })));
    let unknown = SkillId(Default::default());
    assert!(matches!(skilled(unknown, 1), Err(Refusal::Unknown(_))));
    let mut long = new(&"长".repeat(400), "1");
    assert!(matches!(
        station.save_staff(long.clone(), false),
        Err(Refusal::TooLong { .. })
    ));
    long.name = "林晓\u{202e}".into();
    long.weekly_minutes = Some(20_000);
    assert!(matches!(
        station.save_staff(long, false),
        Err(Refusal::OutOfRange { .. })
    ));
}

#[test]
fn leave_does_not_overlap_and_is_taken_back() {
    let station = Station::empty(NOW);
    let lin = add(&station, "林晓", "1001");
    let wang = add(&station, "王芳", "1002");
    let week = days("2026-11-20", "2026-11-24");
    let id = station
        .save_leave(leave(lin, week, LeaveKind::Annual))
        .unwrap();
    assert_eq!(line(&station, "林晓").away, Some(LeaveKind::Annual));
    assert_eq!(station.staff(&StaffFilter::default()).unwrap().away, 1);
    let over = leave(lin, days("2026-11-24", "2026-11-26"), LeaveKind::Sick);
    assert_eq!(
        station.save_leave(over.clone()),
        Err(Refusal::Away {
            name: "林晓".into(),
            reason: LeaveKind::Annual,
            days: week
        })
    );
    let back = days("2026-11-26", "2026-11-25");
    assert_eq!(
        station.save_leave(leave(lin, back, LeaveKind::Sick)),
        Err(Refusal::Backwards(back))
    );
    station
        .save_leave(leave(wang, week, LeaveKind::Sick))
        .unwrap();
    let soon = station.leaves(None, None).unwrap();
    assert_eq!(soon.len(), 2);
    assert_eq!((soon[0].name.as_str(), soon[0].days), ("林晓", 5));
    // A change of its own days is no overlap.
    let mut mine = station.staff_member(lin).unwrap().leaves[0].clone();
    mine.days = days("2026-11-20", "2026-11-23");
    assert_eq!(station.save_leave(mine), Ok(id));
    station.save_leave(over).unwrap();
    station.withdraw_leave(id).unwrap();
    assert_eq!(station.withdraw_leave(id), Err(Refusal::NothingChanged));
    assert_eq!(line(&station, "林晓").away, None);
    let page = station.staff_member(lin).unwrap();
    assert_eq!(page.leaves.len(), 2);
    assert!(page.leaves[1].withdrawn);
    assert!(
        page.history
            .iter()
            .any(|one| one.intent == "withdraw_leave")
    );
    station.assert_sound();
}

#[test]
fn wishes_are_entered_weighed_and_taken_back() {
    let station = Station::empty(NOW);
    let lin = add(&station, "林晓", "1001");
    let wish = |wants, weight| Wish {
        id: WishId(Default::default()),
        staff: lin,
        days: days("2026-12-12", "2026-12-13"),
        wants,
        weight,
        note: String::new(),
        withdrawn: false,
    };
    let id = station.save_wish(wish(WishFor::Off, 3)).unwrap();
    assert!(matches!(
        station.save_wish(wish(WishFor::Off, 4)),
        Err(Refusal::OutOfRange { .. })
    ));
    let blank = WishFor::Shift { code: " ".into() };
    assert_eq!(station.save_wish(wish(blank, 1)), Err(Refusal::NameNeeded));
    station.withdraw_wish(id).unwrap();
    assert!(station.staff_member(lin).unwrap().wishes[0].withdrawn);
    station.assert_sound();
}

#[test]
fn s_03_what_runs_out_is_listed_and_told_once_a_day() {
    let station = Station::empty(NOW);
    let mut lin = new("林晓", "1001");
    lin.trained_until = Some(date("2026-12-10"));
    station.save_staff(lin, false).unwrap();
    add(&station, "王芳", "1002");
    let expiring = StaffFilter {
        expiring: true,
        ..StaffFilter::default()
    };
    assert_eq!(names(&station, expiring.clone()), ["林晓"]);
    let what = line(&station, "林晓").expiring;
    assert_eq!(what[0].what, Expiry::Training);
    let mut told = Told::default();
    let mut said = |now: &str| {
        let all = station.at(now).reminders(&mut told).unwrap().into_iter();
        all.filter(|one| one.title.starts_with("资格到期"))
            .map(|one| one.body)
            .collect::<Vec<_>>()
    };
    assert_eq!(said("2026-11-20 08:30").len(), 0, "the first says little");
    assert_eq!(said("2026-11-20 08:59").len(), 0, "it is early");
    assert_eq!(said("2026-11-20 09:01").len(), 1);
    assert_eq!(said("2026-11-20 09:02").len(), 0);
    assert_eq!(said("2026-11-21 09:30").len(), 1);
    // How long before is a supervisor's to say.
    station.save_staff_rules(10).unwrap();
    assert_eq!(names(&station, expiring), Vec::<String>::new());
    assert!(matches!(
        station.save_staff_rules(1_000),
        Err(Refusal::OutOfRange { .. })
    ));
}

#[test]
fn skills_of_the_standard_are_edited_and_added_to() {
    let station = Station::empty(NOW);
    let all = station.skills().unwrap();
    let tea = all
        .iter()
        .find(|one| one.id == standard::skill("tea"))
        .unwrap();
    let renamed = Skill {
        name: Name::new("茶艺", "Tea ceremony"),
        ..tea.clone()
    };
    station.save_skill(renamed).unwrap();
    let new = Skill {
        id: SkillId(Default::default()),
        name: Name::new("手语", "Sign language"),
        place: 99,
        retired: false,
    };
    let id = station.save_skill(new.clone()).unwrap();
    assert_eq!(station.find_skill("sign language"), Ok(id));
    assert_eq!(station.find_skill("茶艺"), Ok(tea.id));
    assert_eq!(station.skills().unwrap().len(), all.len() + 1);
    assert!(matches!(
        station.save_skill(new),
        Err(Refusal::Several { .. })
    ));
}

#[test]
fn two_stations_that_edit_different_fields_apart_keep_both() {
    let front = Station::empty(NOW);
    let lin = add(&front, "林晓", "1001");
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    let edit = |station: &Station, change: &dyn Fn(&mut StaffMember)| {
        let mut one = station.staff_member(lin).unwrap().line.person;
        change(&mut one);
        station.save_staff(one, false).unwrap();
    };
    edit(&front, &|one| one.phone = "1".into());
    edit(&east, &|one| one.team = "二班".into());
    edit(&front, &|one| one.position = "领班".into());
    edit(&east, &|one| one.position = "班长".into());
    front.meets(&east);
    assert_eq!(front.digest(), east.digest());
    for station in [&front, &east] {
        let line = line(station, "林晓");
        assert_eq!(line.person.phone, "1");
        assert_eq!(line.person.team, "二班");
        // One field written apart waits for a person, by the name of who it is.
        assert!(line.in_conflict);
        let inbox = station.inbox().unwrap();
        let titles: Vec<String> = inbox
            .iter()
            .filter_map(|entry| match entry {
                InboxEntry::Field { field } => Some(format!("{} {}", field.title, field.field)),
                _ => None,
            })
            .collect();
        assert_eq!(titles, ["1001 林晓 position"]);
        station.assert_sound();
    }
}

#[test]
fn one_number_given_apart_is_shown_at_both() {
    let front = Station::empty(NOW);
    let east = front.lets_in("东楼", NOW);
    front.meets(&east);
    add(&front, "林晓", "1001");
    add(&east, "王芳", "1001");
    front.meets(&east);
    for station in [&front, &east] {
        let twins = line(station, "林晓").twins;
        assert_eq!(twins.len(), 1);
        assert_eq!(
            (twins[0].name.as_str(), twins[0].by),
            ("王芳", TwinBy::Number)
        );
        assert_eq!(line(station, "王芳").twins.len(), 1);
    }
    // Giving one of them another number settles it.
    let mut wang = line(&east, "王芳").person;
    wang.number = "1002".into();
    east.save_staff(wang, false).unwrap();
    front.meets(&east);
    assert!(line(&front, "林晓").twins.is_empty());
}

#[test]
fn badges_are_ten_to_a_page() {
    let station = Station::empty(NOW);
    if matches!(
        station.staff_badges(&[], Language::Zh),
        Err(Refusal::Document { .. })
    ) {
        eprintln!("skipped: no fonts for documents on this machine");
        return;
    }
    assert_eq!(
        station.staff_badges(&[], Language::Zh).err(),
        Some(Refusal::NameNeeded)
    );
    for nth in 0..11 {
        add(&station, &format!("员工{nth}"), &format!("{}", 1000 + nth));
    }
    let info = match station.staff_badges(&[], Language::Zh) {
        Err(Refusal::Document { code, .. }) if code == "fonts_missing" => return,
        info => info.unwrap(),
    };
    assert_eq!(info.pages, 2);
    let one = station.find_staff("1003").unwrap();
    let one = station.staff_badges(&[one], Language::En).unwrap();
    assert_eq!(one.pages, 1);
    let path = station.path("badges.pdf");
    station.paper_save(one.edition, &path).unwrap();
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF-"));
}
