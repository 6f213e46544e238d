//! Export to iCalendar: what other programs can read, and what this one reads
//! back as an equal calendar.

use chrono::{Days, NaiveDate};
use steward_domain::invitation;
use steward_domain::meeting::{Meeting, State};
use steward_domain::names::Language;
use steward_domain::secrecy::audit::Left;
use steward_domain::secrecy::is_hidden;
use steward_exchange::{Method, Outgoing, OutgoingEvent, Status, write_ics};
use steward_store::Reader;

use crate::Desk;
use crate::audit::left;
use crate::house::House;
use crate::views::Refusal;
use crate::words;

/// Days before and after today that an export without dates covers.
const REACH_DAYS: u64 = 366;

impl Desk {
    /// Writes the meetings of a span of days, both ends included, to a file;
    /// says how many. Enquiries stay out.
    ///
    /// # Errors
    /// [`Refusal::File`] when it cannot be written.
    pub fn export_ics(
        &self,
        path: &str,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<u32, Refusal> {
        self.may_read("export_ics")?;
        let (bytes, count) = self.ics(from, to)?;
        let gone = Left {
            meetings: count,
            ..left("calendar", "ics", "", from)
        };
        self.take_out(path, &bytes, gone)?;
        Ok(count)
    }

    /// The calendar as bytes, with how many meetings are in it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ics(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<(Vec<u8>, u32), Refusal> {
        self.may_read("ics")?;
        let now = self.now();
        self.house(|r, house| {
            let today = self.today(house);
            let reach = Days::new(REACH_DAYS);
            let from = from
                .or_else(|| today.checked_sub_days(reach))
                .unwrap_or(today);
            let to = to
                .or_else(|| today.checked_add_days(reach))
                .unwrap_or(today);
            let (start, end) = (house.venue.day(from).0, house.venue.day(to).1);
            let mut meetings =
                r.meetings_within(start.timestamp_millis(), end.timestamp_millis())?;
            meetings.retain(|m| {
                m.standing.state != State::Enquiry && m.slot.start < end && m.slot.end > start
            });
            meetings.sort_by_key(|m| (m.slot.start, m.id));
            let calendar = Outgoing {
                title: house.venue.name.zh.clone(),
                zone: Some(house.venue.zone),
                stamp: now,
                events: meetings
                    .iter()
                    .map(|m| outgoing(r, m, house))
                    .collect::<Result<_, _>>()?,
                method: Method::Publish,
            };
            Ok((
                write_ics(&calendar),
                u32::try_from(meetings.len()).unwrap_or(u32::MAX),
            ))
        })
    }
}

/// A meeting as an event of a calendar.
pub(crate) fn outgoing(
    r: &Reader<'_>,
    m: &Meeting,
    house: &House,
) -> Result<OutgoingEvent, Refusal> {
    let changes = r.history(m.id.0)?;
    let changes = changes.iter().map(|one| (one.field.as_str(), &one.after));
    let rooms: Vec<String> = m.slot.rooms().map(|id| house.room_name(id).zh).collect();
    Ok(OutgoingEvent {
        uid: m.id.to_string(),
        start: m.slot.start,
        end: m.slot.end,
        // Whole days here are the centre's hours, not midnights: kept as times.
        all_day: None,
        title: words::title(&m.title, Language::Zh),
        room: (!rooms.is_empty()).then(|| rooms.join("、")),
        organiser: open(&m.organiser),
        people: open(&m.contact).into_iter().collect(),
        description: open(&m.needs).unwrap_or_default(),
        track: None,
        kind: None,
        url: None,
        language: None,
        sequence: invitation::sequence(changes),
        status: match m.standing.state {
            State::Cancelled => Status::Cancelled,
            State::Held | State::AwaitingApproval => Status::Tentative,
            _ => Status::Confirmed,
        },
    })
}

/// Words of a meeting, where there are any and they are not hidden from who
/// takes the calendar out: a calendar has no words for what is not in it.
fn open(words: &str) -> Option<String> {
    (!words.is_empty() && !is_hidden(words)).then(|| words.to_owned())
}
