//! What a search finds beside meetings: lost property, incidents, calls,
//! procurement notices and shift sheets, by number or words; people.

use chrono::{DateTime, Utc};
use steward_domain::after::LostItem;
use steward_domain::buying::Purchase;
use steward_domain::hotline::HotlineCall;
use steward_domain::ids::MeetingId;
use steward_domain::incident::Incident;
use steward_domain::meeting::Meeting;
use steward_domain::shift::ShiftSheet;
use steward_domain::staff::StaffMember;
use steward_domain::staff::find::StaffWords;
use steward_store::Reader;

use crate::house::House;
use crate::incidents::days_ago;
use crate::texts::dotted;
use crate::views::{FoundEntry, Refusal, Register};

/// How far back registers are searched, days.
const BACK_DAYS: i64 = 60;
/// At most so many.
const SHOWN: usize = 6;
/// At most so many people.
const PEOPLE: usize = 3;

/// The newest entries whose number begins with the words, or that hold all of
/// them.
pub(crate) fn found(
    r: &Reader<'_>,
    house: &House,
    words: &str,
    now: DateTime<Utc>,
) -> Result<Vec<FoundEntry>, Refusal> {
    let wanted = Wanted::of(words);
    if wanted.words.is_empty() {
        return Ok(Vec::new());
    }
    let from = days_ago(now, BACK_DAYS);
    let mut hits: Vec<(DateTime<Utc>, Hit)> = Vec::new();
    let mut take = |at, register, number: String, text: [String; 3], meeting| {
        if wanted.fits(&number, &text) {
            let [what, ..] = text;
            let hit = Hit {
                register,
                number,
                what,
                meeting,
            };
            hits.push((at, hit));
        }
    };
    for one in r.since::<LostItem>(from)? {
        let text = [one.what, one.found_in, one.note];
        take(one.found_at, Register::Lost, one.number, text, one.meeting);
    }
    for one in r.since::<Incident>(from)? {
        let text = [one.what, one.place, one.reported_by];
        take(one.at, Register::Incident, one.number, text, one.meeting);
    }
    for one in r.since::<HotlineCall>(from)? {
        let text = [one.said, one.caller, one.phone];
        take(one.at, Register::Call, one.number, text, one.meeting);
    }
    for one in r.since::<Purchase>(from)? {
        let items: Vec<String> = one.lines.into_iter().map(|line| line.item.zh).collect();
        let text = [items.join("、"), one.note, String::new()];
        take(one.at, Register::Purchase, one.number, text, None);
    }
    for one in r.since::<ShiftSheet>(from)? {
        let text = [one.note, one.by, one.to];
        take(one.at, Register::Shift, one.number, text, None);
    }
    hits.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let told = hits.into_iter().take(SHOWN).map(|(_, hit)| {
        let meeting = hit.meeting.map(|id| r.get::<Meeting>(id.0)).transpose()?;
        Ok(FoundEntry {
            register: hit.register,
            number: hit.number,
            what: hit.what,
            meeting: meeting.flatten().map(|one| house.brief(&one)),
        })
    });
    let mut found = people(r, words)?;
    found.extend(told.collect::<Result<Vec<_>, Refusal>>()?);
    Ok(found)
}

/// Who works here by name, number or pinyin, with what one wants to know of
/// them on the phone.
fn people(r: &Reader<'_>, words: &str) -> Result<Vec<FoundEntry>, Refusal> {
    let lower = words.to_lowercase();
    let words = StaffWords::new(&lower);
    let mut hits: Vec<(u8, StaffMember)> = r
        .all::<StaffMember>()?
        .into_iter()
        .filter(|one| !one.retired)
        .filter_map(|one| Some((words.rank(&one).filter(|rank| *rank != 2)?, one)))
        .collect();
    hits.sort_by(|a, b| (a.0, &a.1.number, &a.1.name).cmp(&(b.0, &b.1.number, &b.1.name)));
    let told = hits.into_iter().take(PEOPLE).map(|(_, one)| FoundEntry {
        register: Register::Staff,
        number: one.number,
        what: dotted([&one.name, &one.position, &one.phone]),
        meeting: None,
    });
    Ok(told.collect())
}

struct Hit {
    register: Register,
    number: String,
    what: String,
    meeting: Option<MeetingId>,
}

/// What is looked for, in small letters.
struct Wanted {
    words: Vec<String>,
}

impl Wanted {
    fn of(words: &str) -> Self {
        let words = words.split_whitespace().map(str::to_lowercase);
        Self {
            words: words.collect(),
        }
    }

    fn fits(&self, number: &str, text: &[String; 3]) -> bool {
        let number = number.to_lowercase();
        let text = text.join("\n").to_lowercase();
        let mut words = self.words.iter();
        words.all(|word| number.starts_with(word.as_str()) || text.contains(word.as_str()))
    }
}
