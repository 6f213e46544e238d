//! Writing what an import decided.

use steward_domain::ids::{MeetingId, Number, SeriesId};
use steward_domain::intake::IntakeChange;
use steward_domain::meeting::{Meeting, Refreshment, Standing, State, Taken};
use steward_store::Writer;

use super::{Entry, Fate, Plan};
use crate::Desk;
use crate::bookings::blank;
use crate::house::House;
use crate::intake;
use crate::texts::{LINE, TEXT};
use crate::views::Refusal;

/// What was brought, and what was changed.
pub(crate) type Written = (Vec<IntakeChange>, Vec<IntakeChange>);

pub(crate) fn apply(
    desk: &Desk,
    plan: &Plan<'_>,
    w: &mut Writer<'_>,
    house: &House,
) -> Result<Written, Refusal> {
    let mut written = Written::default();
    let series = series_of(&plan.origin);
    // Meetings of this very act are not among the numbers taken yet.
    let first = desk.next_number(w, house, 0)?;
    let mut numbers = Numbers::from(&first);
    for entry in &plan.entries {
        match &entry.fate {
            Fate::Added => {
                let taken = Taken {
                    by: desk.operator(),
                    at: desk.now(),
                };
                let mut meeting = blank(
                    MeetingId(w.new_id()),
                    numbers.next(),
                    taken,
                    entry.slot.clone(),
                );
                meeting.series = Some(series);
                // A programme says nothing of tea; the clerk does.
                meeting.service = Refreshment::None;
                say(&mut meeting, entry);
                meeting.standing = Standing {
                    state: first_state(entry),
                    by: desk.operator(),
                    why: String::new(),
                };
                meeting.template = house.chosen_template(&meeting.slot, &meeting.meeting_kind);
                meeting.source = Some(entry.source.clone());
                w.save(&meeting)?;
                written.0.push(intake::brought(&meeting));
            }
            Fate::Changed(before) => {
                let after = changed(desk, before, entry, house);
                w.save(&after)?;
                written.1.push(intake::changed(&**before, &after));
            }
            Fate::Same(before) => {
                // Only the identity may be new; the rest is what it was.
                let meeting = Meeting {
                    source: Some(entry.source.clone()),
                    ..(**before).clone()
                };
                w.save(&meeting)?;
            }
            Fate::Skipped(_) => {}
        }
    }
    Ok(written)
}

/// The meeting with those parts taken from the file that the file changed;
/// what people changed here and the file did not stays.
fn changed(desk: &Desk, before: &Meeting, entry: &Entry<'_>, house: &House) -> Meeting {
    let mut meeting = before.clone();
    let was = before
        .source
        .as_ref()
        .map(|s| s.digest.clone())
        .unwrap_or_default();
    let is = &entry.source.digest;
    let mut said = before.clone();
    say(&mut said, entry);
    if was.title != is.title {
        meeting.title = said.title;
    }
    meeting.slot = super::slot_after(before, entry);
    if (meeting.slot.room, meeting.slot.layout) != (before.slot.room, before.slot.layout) {
        meeting.template = house.chosen_template(&meeting.slot, &meeting.meeting_kind);
    }
    let rest = |part| super::differs(&was.rest, &is.rest, part);
    if rest(0) {
        meeting.organiser = said.organiser;
    }
    if rest(1) {
        meeting.contact = said.contact;
    }
    if rest(2) {
        meeting.needs = said.needs;
    }
    if rest(3) {
        let origin = entry.source.origin.clone();
        let cancelled = entry.event.status == steward_exchange::Status::Cancelled;
        let by_file = before.standing.state == State::Cancelled && before.standing.why == origin;
        if cancelled && before.standing.state != State::Cancelled {
            meeting.standing = Standing {
                state: State::Cancelled,
                by: desk.operator(),
                why: origin,
            };
        } else if !cancelled && by_file {
            // Only what the file called off does the file take up again.
            meeting.standing = Standing {
                state: first_state(entry),
                by: desk.operator(),
                why: origin,
            };
        }
    }
    meeting.source = Some(entry.source.clone());
    meeting
}

fn say(meeting: &mut Meeting, entry: &Entry<'_>) {
    let event = entry.event;
    meeting.title = cut(&event.title, LINE);
    meeting.organiser = cut(
        event
            .organiser
            .as_deref()
            .or(event.track.as_deref())
            .unwrap_or_default(),
        LINE,
    );
    meeting.contact = cut(&event.people.join("、"), LINE);
    // A programme's abstract is for its audience; its page is enough here.
    let needs = event.url.as_deref().unwrap_or(if event.kind.is_none() {
        &event.description
    } else {
        ""
    });
    meeting.needs = cut(needs, TEXT);
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn first_state(entry: &Entry<'_>) -> State {
    match entry.event.status {
        steward_exchange::Status::Tentative => State::Held,
        _ => State::Confirmed,
    }
}

/// One series for all imports of one origin, at every station.
fn series_of(origin: &str) -> SeriesId {
    let hash = blake3::hash(origin.as_bytes());
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    SeriesId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Numbers of the meetings of one act, one after the other.
pub(crate) struct Numbers {
    stem: String,
    next: u32,
}

impl Numbers {
    /// Beginning with one.
    pub(crate) fn from(first: &Number) -> Self {
        let digits = first
            .0
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .count();
        let (stem, count) = first.0.split_at(first.0.len() - digits);
        Self {
            stem: stem.to_owned(),
            next: count.parse().unwrap_or(1),
        }
    }

    /// The next.
    pub(crate) fn next(&mut self) -> Number {
        let number = Number(format!("{}{:02}", self.stem, self.next));
        self.next += 1;
        number
    }
}
