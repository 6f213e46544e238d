//! Leave and wishes: who is away when, and what people would like.

use chrono::{Days as Ahead, NaiveDate};
use steward_domain::ids::{LeaveId, WishId};
use steward_domain::record::Record as _;
use steward_domain::staff::wish::{HEAVIEST, Wish, WishFor};
use steward_domain::staff::{Days, Leave, StaffMember};
use steward_store::{Reader, Writer};

use super::{SHORT, count, staff_of};
use crate::Desk;
use crate::texts::{TEXT, in_range, line, text};
use crate::views::{LeaveView, Refusal};

/// Most days of one leave or wish.
const MOST_DAYS: u32 = 731;
/// How far ahead leave is listed, days.
const AHEAD: u64 = 60;

impl Desk {
    /// Leave that falls between two days, both included, soonest first; of the
    /// next weeks when none are named.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn leaves(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<Vec<LeaveView>, Refusal> {
        self.may_read("leaves")?;
        self.house(|r, house| {
            let today = self.today(house);
            let from = from.unwrap_or(today);
            let usual = from.checked_add_days(Ahead::new(AHEAD)).unwrap_or(from);
            let asked = Days {
                from,
                to: to.unwrap_or(usual),
            };
            let disputed = r.conflicts()?;
            let mut found = Vec::new();
            for leave in r.all::<Leave>()? {
                if leave.withdrawn || !leave.days.meet(&asked) {
                    continue;
                }
                let Some(person) = r.get::<StaffMember>(leave.staff.0)? else {
                    continue;
                };
                if person.retired {
                    continue;
                }
                found.push(LeaveView {
                    days: days_of(leave.days),
                    today: leave.days.contains(today),
                    in_conflict: disputed
                        .iter()
                        .any(|one| one.kind == Leave::KIND && one.id == leave.id.0),
                    name: person.name,
                    number: person.number,
                    departments: person.departments,
                    leave,
                });
            }
            found.sort_by(|a, b| {
                let key = |one: &LeaveView| (one.leave.days.from, one.leave.days.to);
                (key(a), &a.number, &a.name).cmp(&(key(b), &b.number, &b.name))
            });
            Ok(found)
        })
    }

    /// Enters leave, or changes it; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::Away`] when they have leave on one of the days already;
    /// [`Refusal::Backwards`] for days that end before they begin;
    /// [`Refusal::OutOfRange`], [`Refusal::Unknown`].
    pub fn save_leave(&self, leave: Leave) -> Result<LeaveId, Refusal> {
        self.act("save_leave", |w, _| {
            let person = staff_of(w, leave.staff)?;
            must_be_days(leave.days)?;
            let id = match leave.id.0.is_nil() {
                true => LeaveId(w.new_id()),
                false => leave_of(w, leave.id)?.id,
            };
            let leave = Leave {
                id,
                note: text("note", &leave.note, TEXT)?,
                ..leave
            };
            let all = w.all::<Leave>()?;
            let meets = |one: &&Leave| {
                one.id != id
                    && one.staff == leave.staff
                    && !one.withdrawn
                    && one.days.meet(&leave.days)
            };
            if let (false, Some(other)) = (leave.withdrawn, all.iter().find(meets)) {
                return Err(Refusal::Away {
                    name: person.name,
                    reason: other.kind,
                    days: other.days,
                });
            }
            w.save(&leave)?;
            Ok(id)
        })
    }

    /// Takes leave back: they come after all.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`].
    pub fn withdraw_leave(&self, id: LeaveId) -> Result<(), Refusal> {
        self.act("withdraw_leave", |w, _| {
            let leave = leave_of(w, id)?;
            if leave.withdrawn {
                return Err(Refusal::NothingChanged);
            }
            withdraw(w, leave)
        })
    }

    /// Enters a wish, or changes it; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::Backwards`]; [`Refusal::NameNeeded`] for a shift without a
    /// code; [`Refusal::OutOfRange`], [`Refusal::Unknown`].
    pub fn save_wish(&self, wish: Wish) -> Result<WishId, Refusal> {
        self.act("save_wish", |w, _| {
            staff_of(w, wish.staff)?;
            must_be_days(wish.days)?;
            in_range("weight", u32::from(wish.weight), 1, u32::from(HEAVIEST))?;
            let id = match wish.id.0.is_nil() {
                true => WishId(w.new_id()),
                false => wish_of(w, wish.id)?.id,
            };
            let coded = |code: &str| match line("shift_code", code, SHORT)? {
                code if code.is_empty() => Err(Refusal::NameNeeded),
                code => Ok(code),
            };
            let wants = match &wish.wants {
                WishFor::Off => WishFor::Off,
                WishFor::Shift { code } => WishFor::Shift { code: coded(code)? },
                WishFor::NotShift { code } => WishFor::NotShift { code: coded(code)? },
            };
            w.save(&Wish {
                id,
                wants,
                note: text("note", &wish.note, TEXT)?,
                ..wish
            })?;
            Ok(id)
        })
    }

    /// Takes a wish back.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`].
    pub fn withdraw_wish(&self, id: WishId) -> Result<(), Refusal> {
        self.act("withdraw_wish", |w, _| {
            let wish = wish_of(w, id)?;
            if wish.withdrawn {
                return Err(Refusal::NothingChanged);
            }
            Ok(w.save(&Wish {
                withdrawn: true,
                ..wish
            })?)
        })
    }
}

pub(super) fn withdraw(w: &mut Writer<'_>, leave: Leave) -> Result<(), Refusal> {
    Ok(w.save(&Leave {
        withdrawn: true,
        ..leave
    })?)
}

fn leave_of(r: &Reader<'_>, id: LeaveId) -> Result<Leave, Refusal> {
    r.get::<Leave>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn wish_of(r: &Reader<'_>, id: WishId) -> Result<Wish, Refusal> {
    r.get::<Wish>(id.0)?
        .ok_or_else(|| Refusal::Unknown(id.to_string()))
}

fn must_be_days(days: Days) -> Result<(), Refusal> {
    if days.to < days.from {
        return Err(Refusal::Backwards(days));
    }
    in_range("days", days_of(days), 1, MOST_DAYS)
}

fn days_of(days: Days) -> u32 {
    let between = (days.to - days.from).num_days().saturating_add(1);
    count(usize::try_from(between).unwrap_or(0))
}
