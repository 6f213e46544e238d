//! Changing many meetings at once: what it would come to, and doing it as one
//! act, with one undoing.

use chrono::Duration;
use steward_domain::ids::MeetingId;
use steward_domain::meeting::{Meeting, Standing, State};
use steward_store::Reader;

use crate::Desk;
use crate::bookings::{
    MOST_HEADS, asks_for_more, fit_template, in_the_way_beside, layout_in, meeting_of,
};
use crate::house::House;
use crate::keeping::may_go;
use crate::steps::step;
use crate::texts::{LINE, MOST_CODE, TEXT, in_range, line, text};
use crate::views::{ManyChange, ManyDone, ManyRow, Refusal};

/// Most meetings of one act.
const MOST: u32 = 500;
/// Farthest that meetings are moved, minutes: a year.
const FARTHEST: i32 = 366 * 1440;

/// A meeting before and after, and why it cannot be so.
struct One {
    before: Meeting,
    after: Meeting,
    refusal: Option<Refusal>,
}

impl Desk {
    /// What changing many meetings would come to, in the order they were named.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::OutOfRange`] and [`Refusal::TooLong`] for
    /// what no meeting can be.
    pub fn change_many_preview(
        &self,
        meetings: &[MeetingId],
        change: &ManyChange,
    ) -> Result<Vec<ManyRow>, Refusal> {
        self.may_read("change_many_preview")?;
        self.house(|r, house| {
            let all = self.changed(r, house, meetings, change)?;
            Ok(all.iter().map(|one| row(house, one)).collect())
        })
    }

    /// Changes many meetings as one act. With `rest`, those that can be are
    /// changed where not all can.
    ///
    /// # Errors
    /// What the first that cannot be so is refused for; as
    /// [`Desk::change_many_preview`].
    pub fn change_many(
        &self,
        meetings: &[MeetingId],
        change: &ManyChange,
        rest: bool,
    ) -> Result<ManyDone, Refusal> {
        let viewer = self.viewer();
        let (changed, stayed) = self.act("change_many", |w, house| {
            let all = self.changed(w, house, meetings, change)?;
            let first = all.iter().find_map(|one| one.refusal.clone());
            let all_refused = all.iter().all(|one| one.refusal.is_some());
            if let Some(refusal) = first
                && (!rest || all_refused)
            {
                return Err(refusal);
            }
            let (mut changed, mut stayed) = (0_u32, Vec::new());
            for one in &all {
                if one.refusal.is_some() {
                    stayed.push(row(house, one));
                    continue;
                }
                if change.cancel.is_some() {
                    self.withdraw_if_cancelled(w, house, &one.after)?;
                }
                w.save(&one.after)?;
                changed += 1;
            }
            Ok((changed, stayed))
        })?;
        Ok(ManyDone {
            changed,
            stayed: viewer.veiled(&stayed),
        })
    }

    /// Each of them as it would be; those that cannot stay where they are, and
    /// the others reckon with that.
    fn changed(
        &self,
        r: &Reader<'_>,
        house: &House,
        meetings: &[MeetingId],
        change: &ManyChange,
    ) -> Result<Vec<One>, Refusal> {
        let count = u32::try_from(meetings.len()).unwrap_or(u32::MAX);
        in_range("meetings", count, 1, MOST)?;
        let change = read(change, house)?;
        let mut all: Vec<One> = Vec::new();
        for id in meetings {
            if all.iter().any(|one| one.before.id == *id) {
                continue;
            }
            let before = meeting_of(r, *id)?;
            let mut after = before.clone();
            let refusal = self.apply(r, house, &before, &mut after, &change).err();
            all.push(One {
                before,
                after,
                refusal,
            });
        }
        let mut settled = false;
        while !settled {
            settled = true;
            let beside: Vec<Meeting> = all
                .iter()
                .map(|one| match one.refusal {
                    None => one.after.clone(),
                    Some(_) => one.before.clone(),
                })
                .collect();
            for one in all.iter_mut().filter(|one| one.refusal.is_none()) {
                // What is locked stays where it is.
                if let Err(locked) = may_go(house, &one.before, &one.after.slot) {
                    one.refusal = Some(locked);
                    settled = false;
                    continue;
                }
                if asks_for_more(&one.before, &one.after, self.now()) {
                    one.refusal = in_the_way_beside(r, house, &one.after, &beside, self.now())?;
                    settled = settled && one.refusal.is_none();
                }
            }
        }
        Ok(all)
    }

    /// Changes one of them.
    fn apply(
        &self,
        r: &Reader<'_>,
        house: &House,
        before: &Meeting,
        after: &mut Meeting,
        change: &ManyChange,
    ) -> Result<(), Refusal> {
        let state = before.standing.state;
        if let Some(why) = &change.cancel {
            step(state, State::Cancelled, why)?;
            after.standing = Standing {
                state: State::Cancelled,
                by: self.operator(),
                why: why.clone(),
            };
            return Ok(());
        }
        if state.is_over() {
            return Err(Refusal::Over(state));
        }
        if let Some(room) = change.room.filter(|room| before.slot.room != Some(*room)) {
            after.slot.room = Some(room);
            // Companions belong to the room that was left.
            after.slot.also = Vec::new();
            after.slot.layout = layout_in(after.slot.room, before.slot.layout, house);
        }
        if let Some(layout) = change.layout {
            let fits = layout_in(after.slot.room, Some(layout), house);
            if fits.is_none() {
                return Err(Refusal::NotSuch {
                    field: "layout".to_owned(),
                    text: crate::refusals::code_of(&layout),
                });
            }
            after.slot.layout = fits;
        }
        if let Some(minutes) = change.shift {
            let by = Duration::minutes(i64::from(minutes));
            after.slot.start += by;
            after.slot.end += by;
        }
        if let Some(fault) = after.slot.fault() {
            return Err(Refusal::Slot(fault));
        }
        after.headcount = change.headcount.or(after.headcount);
        let texts = [
            (&change.meeting_kind, &mut after.meeting_kind),
            (&change.contact, &mut after.contact),
            (&change.phone, &mut after.phone),
        ];
        for (said, is) in texts {
            if let Some(said) = said {
                is.clone_from(said);
            }
        }
        after.level = change.level.unwrap_or(after.level);
        if change.contact.is_some() || change.phone.is_some() || change.level.is_some() {
            self.must_know(r, before.id)?;
            self.viewer().must_know(after)?;
        }
        fit_template(house, before, after);
        if after == before {
            return Err(Refusal::NothingChanged);
        }
        Ok(())
    }
}

/// The change as it may be written.
fn read(change: &ManyChange, house: &House) -> Result<ManyChange, Refusal> {
    if let Some(heads) = change.headcount {
        in_range(
            "headcount",
            heads,
            1,
            u32::try_from(MOST_HEADS).unwrap_or(1),
        )?;
    }
    if let Some(minutes) = change.shift
        && !(-FARTHEST..=FARTHEST).contains(&minutes)
    {
        return Err(Refusal::OutOfRange {
            field: "time".to_owned(),
            least: -FARTHEST,
            most: FARTHEST,
        });
    }
    if let Some(room) = change.room
        && house.rooms.get(room).is_none_or(|room| room.retired)
    {
        return Err(Refusal::Unknown(room.to_string()));
    }
    let said = |field, words: &Option<String>, most| {
        words
            .as_ref()
            .map(|words| line(field, words, most))
            .transpose()
    };
    Ok(ManyChange {
        contact: said("contact", &change.contact, LINE)?,
        phone: said("phone", &change.phone, 60)?,
        meeting_kind: said("meeting_kind", &change.meeting_kind, MOST_CODE)?,
        cancel: change
            .cancel
            .as_ref()
            .map(|why| text("why", why, TEXT))
            .transpose()?,
        ..change.clone()
    })
}

fn row(house: &House, one: &One) -> ManyRow {
    ManyRow {
        before: house.brief(&one.before),
        was: one.before.standing.state,
        after: house.brief(&one.after),
        is: one.after.standing.state,
        refusal: one.refusal.clone(),
    }
}
