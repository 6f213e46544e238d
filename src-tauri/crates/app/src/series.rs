//! Meetings that come again: what a rule would give, booking it whole, changing
//! and cancelling one, those that follow, all.

mod change;

use chrono::NaiveDate;
use steward_domain::holidays::{HolidayYear, Holidays};
use steward_domain::ids::{MeetingId, Number, SeriesId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::repeat::{MOST_DATES, Repeat, RepeatFault, Series, Turns};
use steward_store::Reader;
use uuid::Uuid;

use crate::Desk;
use crate::bookings::{in_the_way_beside, meeting_of};
use crate::views::{
    Draft, DraftField, Refusal, SeriesBooked, SeriesChoice, SeriesDate, SeriesMeeting,
    SeriesPreview, SeriesTaking, SeriesView,
};
use crate::words::series::repeat as told;

impl Desk {
    /// Every date that a rule gives for a draft from its day on, with what
    /// stands in the way of each.
    ///
    /// # Errors
    /// [`Refusal::NotSuch`] and [`Refusal::OutOfRange`] for a rule that cannot
    /// be; as [`Desk::book`] for a draft that cannot.
    pub fn series_preview(&self, draft: &Draft, repeat: &Repeat) -> Result<SeriesPreview, Refusal> {
        self.house(|r, house| {
            let found = self.turns(r, draft, repeat)?;
            let mut beside: Vec<Meeting> = Vec::new();
            let mut dates = Vec::with_capacity(found.turns.len());
            for (nth, turn) in (1_u128..).zip(found.turns) {
                let mut refusal = None;
                if let Some(date) = turn.date {
                    // They are not booked: any ids that differ do.
                    let id = MeetingId(Uuid::from_u128(nth));
                    let on = on(draft, date);
                    let meeting = self.drafted(&on, house, id, Number(String::new()))?;
                    refusal = in_the_way_beside(r, house, &meeting, &beside, self.now())?;
                    beside.push(meeting);
                }
                dates.push(SeriesDate {
                    planned: turn.planned,
                    date: turn.date,
                    holiday: turn.holiday,
                    refusal,
                });
            }
            Ok(SeriesPreview {
                told: told(repeat, day_of(draft)?),
                dates,
                unannounced: found.unannounced,
                cut: found.cut,
            })
        })
    }

    /// Books every date of a rule, each as was chosen for it; all or none.
    ///
    /// # Errors
    /// As [`Desk::series_preview`]; [`Refusal::Clash`] for the first date that
    /// is taken and about which nothing was chosen.
    pub fn book_series(
        &self,
        draft: &Draft,
        repeat: &Repeat,
        choices: &[SeriesChoice],
    ) -> Result<SeriesBooked, Refusal> {
        self.act("book_series", |w, house| {
            let series = SeriesId(w.new_id());
            let mut kept = repeat.clone();
            let mut booked: Vec<Meeting> = Vec::new();
            for turn in self.turns(w, draft, repeat)?.turns {
                let Some(date) = turn.date else {
                    continue;
                };
                let choice = choice_of(choices, turn.planned);
                if choice == Some(&SeriesTaking::Skip) {
                    kept.except.push(turn.planned);
                    continue;
                }
                let chosen = chosen(on(draft, date), choice);
                let given = u32::try_from(booked.len()).unwrap_or(u32::MAX);
                let number = self.next_number(w, house, given)?;
                let id = MeetingId(w.new_id());
                let mut meeting = self.drafted(&chosen, house, id, number)?;
                meeting.series = Some(series);
                if let Some(refusal) = in_the_way_beside(w, house, &meeting, &booked, self.now())? {
                    return Err(refusal);
                }
                w.save(&meeting)?;
                booked.push(meeting);
            }
            if booked.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            w.save(&Series {
                id: series,
                from: day_of(draft)?,
                repeat: kept,
            })?;
            booked.sort_by_key(|one| (one.slot.start, one.id));
            Ok(SeriesBooked {
                series,
                meetings: booked.into_iter().map(|one| one.id).collect(),
            })
        })
    }

    /// The series that a meeting is of, if it is of one that was booked by rule.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn series(&self, meeting: MeetingId) -> Result<Option<SeriesView>, Refusal> {
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let Some(series) = series_of(r, &meeting)? else {
                return Ok(None);
            };
            let all = r.meetings_of_series(series.id)?;
            let stands = |one: &&Meeting| one.standing.state != State::Cancelled;
            let place = all
                .iter()
                .filter(stands)
                .position(|one| one.id == meeting.id);
            Ok(Some(SeriesView {
                id: series.id,
                told: told(&series.repeat, series.from),
                repeat: series.repeat,
                nth: place.and_then(|place| u32::try_from(place + 1).ok()),
                meetings: all
                    .iter()
                    .map(|one| SeriesMeeting {
                        meeting: house.brief(one),
                        state: one.state_at(self.now(), house.room_of(one)),
                    })
                    .collect(),
            }))
        })
    }

    fn turns(&self, r: &Reader<'_>, draft: &Draft, repeat: &Repeat) -> Result<Turns, Refusal> {
        let from = day_of(draft)?;
        if let Some(fault) = repeat.fault(from) {
            return Err(refused(fault));
        }
        Ok(repeat.turns(from, &holidays(r)?))
    }
}

/// The holidays that are known here.
pub(crate) fn holidays(r: &Reader<'_>) -> Result<Holidays, Refusal> {
    Ok(Holidays::new(r.all::<HolidayYear>()?))
}

/// The series by rule that a meeting is of: what was imported from one
/// programme is none.
fn series_of(r: &Reader<'_>, meeting: &Meeting) -> Result<Option<Series>, Refusal> {
    match meeting.series {
        Some(id) => Ok(r.get::<Series>(id.0)?),
        None => Ok(None),
    }
}

fn day_of(draft: &Draft) -> Result<NaiveDate, Refusal> {
    draft
        .date
        .ok_or_else(|| Refusal::Lacks(vec![DraftField::Date]))
}

fn on(draft: &Draft, date: NaiveDate) -> Draft {
    Draft {
        date: Some(date),
        ..draft.clone()
    }
}

fn choice_of(choices: &[SeriesChoice], planned: NaiveDate) -> Option<&SeriesTaking> {
    let found = choices.iter().find(|choice| choice.planned == planned);
    found.map(|choice| &choice.take)
}

/// A date's draft as was chosen for it.
fn chosen(draft: Draft, choice: Option<&SeriesTaking>) -> Draft {
    match choice {
        Some(SeriesTaking::Enquiry) => Draft {
            state: Some(State::Enquiry),
            ..draft
        },
        Some(SeriesTaking::Instead {
            room,
            layout,
            date,
            start_minute,
            end_minute,
        }) => Draft {
            // Companions belong to the room that was left.
            also: if draft.room == Some(*room) {
                draft.also.clone()
            } else {
                Vec::new()
            },
            room: Some(*room),
            layout: *layout,
            date: Some(*date),
            start_minute: Some(*start_minute),
            end_minute: Some(*end_minute),
            all_day: false,
            ..draft
        },
        Some(SeriesTaking::Skip) | None => draft,
    }
}

fn refused(fault: RepeatFault) -> Refusal {
    let out_of = |field: &str, most: u32| Refusal::OutOfRange {
        field: field.to_owned(),
        least: 1,
        most: i32::try_from(most).unwrap_or(i32::MAX),
    };
    match fault {
        RepeatFault::Interval => out_of("interval", 99),
        RepeatFault::Count => out_of("repeats", MOST_DATES),
        RepeatFault::Day => out_of("weekday", 7),
        RepeatFault::Until => Refusal::NotSuch {
            field: "until".to_owned(),
            text: String::new(),
        },
    }
}
