//! A venue that has been at work for ten years, laid into a folder fast: what
//! others wrote is signed and taken in as from a peer, so that all of it is
//! what real stations would hold.
#![allow(clippy::indexing_slicing, reason = "places are drawn within each list")]

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;
use steward_domain::ids::{BuildingId, MeetingId, Number, RoomId, StationId, TemplateId, VenueId};
use steward_domain::log::{Incoming, Op};
use steward_domain::meeting::{Meeting, Slot, Standing, State, Taken};
use steward_domain::names::Name;
use steward_domain::plan::{
    CONFIRMED, Confirmation, Department, Due, Item, Template, Work, choose,
};
use steward_domain::quick::DayParts;
use steward_domain::record::changes;
use steward_domain::room::{Building, Class, Layout, Opening, Room, Setting};
use steward_domain::venue::Venue;
use steward_simulation::Chance;
use steward_store::{Act, Fault, Founding, Place, Store};
use uuid::Uuid;

use crate::Author;
use crate::author::Deed;

/// Rooms of the venue.
const ROOMS: u32 = 100;
/// Days before and after today that hold meetings: ten years in all.
const BEFORE: i64 = 3_285;
const AFTER: i64 = 365;
/// Stations that wrote it.
const STATIONS: [(&str, &str); 4] = [
    ("东楼前台", "B"),
    ("西楼前台", "C"),
    ("会议大厦", "D"),
    ("地库", "E"),
];
/// Bytes that are taken in at once.
const PART: usize = 32 << 20;

/// What to lay.
#[derive(Clone, Copy, Debug)]
pub struct Big {
    /// How many meetings.
    pub meetings: usize,
    /// The day in whose past and future they lie.
    pub today: NaiveDate,
    /// The same seed, the same meetings.
    pub seed: u64,
}

/// A place for a store in a folder, its key beside it in that folder.
#[must_use]
pub fn place_in(folder: &Path) -> Place {
    Place {
        dir: folder.join("data"),
        config_dir: folder.join("config"),
        keyring: false,
    }
}

/// Founds a venue in a folder and lays `big.meetings` meetings into it: a
/// hundred rooms, ten years, each booked by one of four stations, a third
/// amended later, half with a check confirmed. Gives the stations back, so
/// that they can go on. The store is closed afterwards; it opens at
/// [`place_in`], as a desk with `data` and `config` in the folder.
///
/// # Panics
/// When the disk or the store fails: there is nothing to measure then.
#[must_use]
pub fn generate(folder: &Path, big: Big) -> Vec<Author> {
    generate_and_keep(folder, big, 0).0
}

/// The same, and behind it so many meetings more that the store is not given:
/// their commits come back, for a catch-up.
///
/// # Panics
/// As [`generate`].
#[must_use]
pub fn generate_and_keep(folder: &Path, big: Big, kept: usize) -> (Vec<Author>, Vec<Incoming>) {
    let now = noon(big.today);
    let wall_ms = now.timestamp_millis();
    let mut chance = Chance::new(big.seed);
    let mut id = || uuid::Builder::from_random_bytes(chance.bytes()).into_uuid();
    let (venue, station) = (VenueId(id()), StationId(id()));
    let new = Founding {
        venue,
        station,
        station_name: "总台".to_owned(),
        letter: "A".to_owned(),
    };
    let store = Store::found(&place_in(folder), &new, wall_ms).expect("it is founded");
    let templates = [template(TemplateId(id()))];
    let mut authors: Vec<Author> = STATIONS
        .iter()
        .map(|(name, letter)| Author::new(venue, name, letter, &mut chance))
        .collect();
    let rooms = rooms();
    let act = Act {
        actor: "林晓".to_owned(),
        session: None,
        intent: "found",
        wall_ms,
        offline: false,
    };
    let written = store.write(act, |w| {
        w.save(&venue_of(venue))?;
        w.save(&building())?;
        templates.iter().try_for_each(|template| w.save(template))?;
        rooms.iter().try_for_each(|room| w.save(room))?;
        authors.iter().try_for_each(|author| author.let_in(w))
    });
    written.map_err(|e: Fault| e).expect("the rooms are laid");
    let heads = store.heads().expect("heads");
    authors.iter_mut().for_each(|author| author.see(&heads));
    let mut writing = Writing {
        rooms: &rooms,
        templates: &templates,
        now,
        big: Big {
            meetings: big.meetings + kept,
            ..big
        },
        chance,
        taken_today: 0,
    };
    let mut part = Part {
        store: &store,
        wall_ms,
        commits: Vec::new(),
        bytes: 0,
    };
    let mut next = 0;
    while next < big.meetings {
        let round = next..big.meetings.min(next + STATIONS.len());
        let is_full = part.bytes >= PART || round.end == big.meetings;
        // Whatever is given to the store at once ends in signed commits.
        for (n, author) in round.clone().zip(&mut authors) {
            writing.meeting(n, author, is_full, &mut part);
        }
        let known: Vec<_> = authors.iter().map(|a| a.heads().clone()).collect();
        for author in &mut authors {
            known.iter().for_each(|heads| author.see(heads));
        }
        if is_full {
            part.give();
        }
        next = round.end;
    }
    while next < big.meetings + kept {
        let all = big.meetings + kept;
        let round = next..all.min(next + STATIONS.len());
        let signed = round.end == all;
        for (n, author) in round.clone().zip(&mut authors) {
            writing.meeting(n, author, signed, &mut part);
        }
        next = round.end;
    }
    (authors, part.commits)
}

/// Commits on their way into the store.
struct Part<'s> {
    store: &'s Store,
    wall_ms: i64,
    commits: Vec<Incoming>,
    bytes: usize,
}

impl Part<'_> {
    fn add(&mut self, commit: Incoming) {
        self.bytes += commit.bytes.len();
        self.commits.push(commit);
    }

    fn give(&mut self) {
        let commits = std::mem::take(&mut self.commits);
        let (given, wall_ms) = (commits.len(), self.wall_ms);
        let taken = self.store.accept(commits, wall_ms).expect("they are taken");
        assert_eq!(taken.applied, given, "{taken:?}");
        self.bytes = 0;
    }
}

/// What the meetings are made from.
struct Writing<'a> {
    rooms: &'a [Room],
    templates: &'a [Template],
    now: DateTime<Utc>,
    big: Big,
    chance: Chance,
    /// Meetings of the day so far: each takes another room.
    taken_today: usize,
}

impl Writing<'_> {
    /// The commits of the `n`-th meeting; the last is signed where asked for.
    fn meeting(&mut self, n: usize, author: &mut Author, signed: bool, part: &mut Part<'_>) {
        let meeting = self.draw(n, author.letter());
        let is_amended = self.chance.one_in(3);
        let is_confirmed = meeting.slot.start < self.now && self.chance.one_in(2);
        let booked = changes(None, &meeting);
        let booked_at = meeting.taken.at;
        let deed = |intent, at: DateTime<Utc>, signed| Deed {
            actor: "周敏",
            intent,
            wall_ms: at.timestamp_millis(),
            signed,
        };
        let is_last = !is_amended && !is_confirmed;
        part.add(author.commit(deed("book", booked_at, signed && is_last), &booked));
        if is_amended {
            let mut amended = meeting.clone();
            amended.headcount = amended.headcount.map(|heads| heads + 5);
            "加麦克风 2 支".clone_into(&mut amended.needs);
            let at = booked_at + Duration::hours(5);
            let ops = changes(Some(&meeting), &amended);
            part.add(author.commit(deed("amend", at, signed && !is_confirmed), &ops));
        }
        if is_confirmed {
            let due = meeting.slot.start - Duration::minutes(120);
            let said = Confirmation {
                task: "check-1".to_owned(),
                by: "林晓".to_owned(),
                at: due,
                due,
                note: String::new(),
                reason: String::new(),
                paper: false,
            };
            let op = Op::Fact {
                id: self.id(due),
                kind: CONFIRMED.to_owned(),
                about: meeting.id.0,
                body: json!(said),
            };
            part.add(author.commit(deed("confirm", due, signed), &[op]));
        }
    }

    fn draw(&mut self, n: usize, letter: &str) -> Meeting {
        let span = usize::try_from(BEFORE + AFTER).unwrap_or(1);
        let day_of = |n: usize| n * span / self.big.meetings.max(1);
        let day = day_of(n);
        self.taken_today = if n > 0 && day_of(n - 1) == day {
            self.taken_today + 1
        } else {
            0
        };
        let date = self.big.today + Duration::days(i64::try_from(day).unwrap_or(0) - BEFORE);
        let room = &self.rooms[(self.taken_today * 37 + day) % self.rooms.len()];
        let half_hours = 2 + self.chance.between(0, 6);
        let begins = self.chance.between(0, 24 - half_hours);
        // Eight o'clock at the venue is midnight, UTC.
        let start =
            date.and_time(chrono::NaiveTime::MIN).and_utc() + Duration::minutes(30 * begins);
        let ahead = Duration::hours(self.chance.between(30, 500));
        let taken_at = (start - ahead).min(self.now - Duration::seconds(1));
        let organiser = ORGANISERS[self.chance.place(ORGANISERS.len())];
        let title = TITLES[self.chance.place(TITLES.len())];
        let contact = CONTACTS[self.chance.place(CONTACTS.len())];
        let state = if start < self.now {
            State::Closed
        } else {
            State::Confirmed
        };
        let count = u32::try_from(self.taken_today / STATIONS.len()).unwrap_or(0) + 1;
        let (month, of_month) = (chrono::Datelike::month(&date), chrono::Datelike::day(&date));
        Meeting {
            id: MeetingId(self.id(taken_at)),
            number: Number::new(month, of_month, letter, count),
            title: format!("{organiser}{title}"),
            slot: Slot {
                room: Some(room.id),
                also: Vec::new(),
                layout: room.settings.first().map(|s| s.layout),
                start,
                end: start + Duration::minutes(30 * half_hours),
                all_day: false,
            },
            headcount: u32::try_from(self.chance.between(6, 60)).ok(),
            organiser: organiser.to_owned(),
            contact: contact.to_owned(),
            phone: format!("138{:08}", self.chance.below(100_000_000)),
            service: Default::default(),
            leader: self.chance.one_in(12),
            needs: String::new(),
            meeting_kind: String::new(),
            standing: Standing {
                state,
                by: "周敏".to_owned(),
                why: String::new(),
            },
            template: choose(self.templates, room, None, "").map(|template| template.id),
            series: None,
            source: None,
            level: Default::default(),
            hold: None,
            lock: None,
            waits: None,
            taken: Taken {
                by: "周敏".to_owned(),
                at: taken_at,
            },
        }
    }

    fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.chance.bytes()).into_uuid()
    }
}

const ORGANISERS: [&str; 8] = [
    "市教育局",
    "市住建局",
    "市卫健委",
    "滨江区政府",
    "市科技局",
    "市文旅局",
    "市税务局",
    "市总工会",
];
const TITLES: [&str; 8] = [
    "骨干培训",
    "季度工作例会",
    "项目评审会",
    "专题座谈会",
    "新闻发布会",
    "安全生产部署会",
    "年度表彰大会",
    "业务研讨班",
];
const CONTACTS: [&str; 6] = ["张主任", "李科长", "王老师", "赵秘书", "陈处长", "孙干事"];

fn venue_of(id: VenueId) -> Venue {
    Venue {
        id,
        name: Name::new("滨江行政办事中心", "Riverside Administrative Centre"),
        issuer: Name::new("客户服务中心", "Customer service centre"),
        zone: chrono_tz::Asia::Shanghai,
        day_parts: DayParts::default(),
        booking_rules: Venue::standard_rules(),
        margins: Default::default(),
        notice: Default::default(),
        report: Default::default(),
        fee: Default::default(),
        incident: Default::default(),
        hotline: Default::default(),
        audit: Default::default(),
        keep: Default::default(),
        meeting_kinds: steward_domain::meeting_kind::standard(),
    }
}

/// What is done for each meeting: ten tasks, which over ten years make two
/// million.
fn template(id: TemplateId) -> Template {
    let item = |key: &str, zh: &str, en: &str, due| Item {
        key: key.to_owned(),
        text: Name::new(zh, en),
        department: Department::MeetingService,
        work: match key {
            "brew" | "pour" | "refill" => Work::Tea,
            "clear" => Work::Clearing,
            _ if key.starts_with("check") => Work::Check,
            _ => Work::SetUp,
        },
        due,
        after: Vec::new(),
        services: Vec::new(),
        remind: 5,
        escalate: 15,
        rule: "S-31".to_owned(),
    };
    let start = |minutes| Due::Start { minutes };
    Template {
        id,
        name: Name::new("讨论厅", "Discussion rooms"),
        classes: vec![Class::A],
        layouts: Vec::new(),
        meeting_kinds: Vec::new(),
        rooms: Vec::new(),
        podium: 0,
        items: vec![
            item("set-up", "布置会场", "Setting up", start(-180)),
            item("sound", "调试音响", "Sound check", start(-150)),
            item("plates", "摆放席卡", "Name plates", start(-140)),
            item("check-1", "一级检查", "First check", start(-120)),
            item("check-2", "二级检查", "Second check", start(-60)),
            item("check-3", "三级检查", "Third check", start(-30)),
            item("brew", "泡茶", "Brewing", start(-15)),
            item("pour", "上茶", "Pouring", start(-5)),
            item("refill", "续水", "Refilling", start(15)),
            item("clear", "清场", "Clearing", Due::End { minutes: 30 }),
        ],
        goods: Vec::new(),
        replaces: None,
        retired: false,
    }
}

fn building() -> Building {
    Building {
        id: BuildingId(Uuid::from_u128(0xB0)),
        name: Name::new("会议大厦", "Conference building"),
        rank: 1,
        retired: false,
    }
}

fn rooms() -> Vec<Room> {
    let room = |n: u32| {
        let number = 100 * (n / 20 + 1) + n % 20 + 1;
        Room {
            id: RoomId(Uuid::from_u128(0xA000 + u128::from(n))),
            building: BuildingId(Uuid::from_u128(0xB0)),
            name: Name {
                zh: format!("分组讨论厅 {number}"),
                en: format!("Discussion room {number}"),
            },
            number: Some(number.to_string()),
            aliases: vec![format!("讨论厅{number}")],
            class: Class::A,
            settings: vec![Setting {
                layout: Layout::HollowSquare,
                seats: 30,
                set_up: 20,
                clear: 10,
            }],
            companions: Vec::new(),
            parts: Vec::new(),
            opening: Opening::default(),
            rank: n,
            retired: false,
        }
    };
    (0..ROOMS).map(room).collect()
}

/// Noon at the venue, about.
pub(crate) fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(4, 0, 0).unwrap_or_default().and_utc()
}

/// A meeting with nothing said, taken at a moment.
pub(crate) fn blank(at: DateTime<Utc>) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::nil()),
        number: Number(String::new()),
        title: String::new(),
        slot: Slot {
            room: None,
            also: Vec::new(),
            layout: None,
            start: at,
            end: at,
            all_day: false,
        },
        headcount: None,
        organiser: String::new(),
        contact: String::new(),
        phone: String::new(),
        service: Default::default(),
        leader: false,
        needs: String::new(),
        meeting_kind: String::new(),
        standing: Standing {
            state: State::Confirmed,
            by: String::new(),
            why: String::new(),
        },
        template: None,
        series: None,
        source: None,
        level: Default::default(),
        hold: None,
        lock: None,
        waits: None,
        taken: Taken {
            by: String::new(),
            at,
        },
    }
}
