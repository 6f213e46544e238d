//! Changing and cancelling meetings of a series: one, those that follow, all.

use chrono::Duration;
use steward_domain::ids::MeetingId;
use steward_domain::meeting::{Meeting, Standing, State};
use steward_store::Reader;

use super::{choice_of, chosen, series_of};
use crate::Desk;
use crate::bookings::{
    amended, asks_for_more, draft_of, fill, fit_template, in_the_way_beside, meeting_of, slot_of,
};
use crate::house::House;
use crate::keeping::may_go;
use crate::steps::step;
use crate::texts::{TEXT, text};
use crate::views::{Draft, Refusal, SeriesChoice, SeriesDate, SeriesScope, SeriesTaking};

/// A meeting of a series, as it is and as it would be.
struct Changed {
    before: Meeting,
    draft: Draft,
}

impl Desk {
    /// What stands in the way of changing meetings of a series as a draft
    /// changes one of them: each date with what is free instead. A date is
    /// named by the day it has now.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] where it is of no series; as [`Desk::amend`] for
    /// what cannot be.
    pub fn amend_series_preview(
        &self,
        id: MeetingId,
        draft: &Draft,
        scope: SeriesScope,
    ) -> Result<Vec<SeriesDate>, Refusal> {
        self.house(|r, house| {
            let all = changed(r, house, id, draft, scope)?;
            let beside = self.as_they_will_be(house, &all, &[])?;
            let mut dates = Vec::with_capacity(all.len());
            for (one, after) in all.iter().zip(&beside) {
                let refusal = match asks_for_more(&one.before, after, self.now()) {
                    true => in_the_way_beside(r, house, after, &beside, self.now())?,
                    false => None,
                };
                dates.push(SeriesDate {
                    planned: house.when(&one.before.slot).date,
                    date: one.draft.date,
                    holiday: None,
                    refusal,
                });
            }
            Ok(dates)
        })
    }

    /// Changes meetings of a series by what a draft changes of one of them:
    /// what it leaves alone stays as each has it. A date about which it was
    /// chosen is left as it is, or takes what was offered. How many were
    /// changed comes back.
    ///
    /// # Errors
    /// As [`Desk::amend_series_preview`]; [`Refusal::Clash`] for the first that
    /// is taken and about which nothing was chosen; [`Refusal::NothingChanged`].
    pub fn amend_series(
        &self,
        id: MeetingId,
        draft: &Draft,
        scope: SeriesScope,
        choices: &[SeriesChoice],
    ) -> Result<u32, Refusal> {
        self.act("amend_series", |w, house| {
            let all = changed(w, house, id, draft, scope)?;
            let beside = self.as_they_will_be(house, &all, choices)?;
            let mut count = 0;
            for (one, after) in all.iter().zip(&beside) {
                if *after == one.before {
                    continue;
                }
                may_go(house, &one.before, &after.slot)?;
                if asks_for_more(&one.before, after, self.now())
                    && let Some(refusal) = in_the_way_beside(w, house, after, &beside, self.now())?
                {
                    return Err(refusal);
                }
                w.save(after)?;
                count += 1;
            }
            if count == 0 {
                return Err(Refusal::NothingChanged);
            }
            Ok(count)
        })
    }

    /// Cancels meetings of a series that are not over. How many comes back.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::ReasonNeeded`];
    /// [`Refusal::NothingChanged`] when none is left.
    pub fn cancel_series(
        &self,
        id: MeetingId,
        scope: SeriesScope,
        why: &str,
    ) -> Result<u32, Refusal> {
        let why = text("why", why, TEXT)?;
        self.act("cancel_series", |w, house| {
            let mut count = 0;
            for before in members(w, id, scope)? {
                step(before.standing.state, State::Cancelled, &why)?;
                let meeting = Meeting {
                    standing: Standing {
                        state: State::Cancelled,
                        by: self.operator(),
                        why: why.clone(),
                    },
                    ..before
                };
                self.withdraw_if_cancelled(w, house, &meeting)?;
                w.save(&meeting)?;
                count += 1;
            }
            if count == 0 {
                return Err(Refusal::NothingChanged);
            }
            Ok(count)
        })
    }

    fn as_they_will_be(
        &self,
        house: &House,
        all: &[Changed],
        choices: &[SeriesChoice],
    ) -> Result<Vec<Meeting>, Refusal> {
        let after = |one: &Changed| {
            let choice = choice_of(choices, house.when(&one.before.slot).date);
            // Those that stand are not made enquiries: they are left alone.
            if matches!(choice, Some(SeriesTaking::Skip | SeriesTaking::Enquiry)) {
                return Ok(one.before.clone());
            }
            let draft = chosen(one.draft.clone(), choice);
            let mut meeting = one.before.clone();
            meeting.slot = amended(&one.before.slot, slot_of(&draft, house)?, house);
            fill(&mut meeting, &draft)?;
            fit_template(house, &one.before, &mut meeting);
            Ok(meeting)
        };
        all.iter().map(after).collect()
    }
}

/// The meetings of a scope that are not over, by start.
fn members(r: &Reader<'_>, id: MeetingId, scope: SeriesScope) -> Result<Vec<Meeting>, Refusal> {
    let this = meeting_of(r, id)?;
    let Some(series) = series_of(r, &this)? else {
        return Err(Refusal::Unknown(id.to_string()));
    };
    let mut all = r.meetings_of_series(series.id)?;
    all.retain(|one| {
        let within = match scope {
            SeriesScope::One => one.id == id,
            SeriesScope::Following => one.slot.start >= this.slot.start,
            SeriesScope::All => true,
        };
        within && !one.standing.state.is_over()
    });
    Ok(all)
}

fn changed(
    r: &Reader<'_>,
    house: &House,
    id: MeetingId,
    draft: &Draft,
    scope: SeriesScope,
) -> Result<Vec<Changed>, Refusal> {
    let was = draft_of(meeting_of(r, id)?, house);
    let all = members(r, id, scope)?.into_iter().map(|before| {
        let own = draft_of(before.clone(), house);
        Changed {
            draft: carried(&was, draft, own),
            before,
        }
    });
    Ok(all.collect())
}

/// What `now` changes of `was`, carried over to another.
fn carried(was: &Draft, now: &Draft, mut other: Draft) -> Draft {
    macro_rules! carry {
        ($($field:ident)+) => {$(
            if now.$field != was.$field {
                other.$field = now.$field.clone();
            }
        )+};
    }
    carry!(title layout start_minute end_minute all_day headcount organiser contact phone);
    carry!(service leader needs meeting_kind level);
    if (now.room, &now.also) != (was.room, &was.also) {
        other.room = now.room;
        other.also = now.also.clone();
    }
    if let (Some(now), Some(was), Some(own)) = (now.date, was.date, other.date) {
        // A day later is a day later for each.
        other.date = own.checked_add_signed(Duration::days((now - was).num_days()));
    }
    other
}
