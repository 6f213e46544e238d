//! Clashes: shown, decided by a person, the decision kept (S-11, S-13, S-73,
//! S-76).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use steward_domain::clash::{Clash, ClashKey, SharedKind, Tolerated};
use steward_domain::ids::MeetingId;
use steward_domain::meeting::Meeting;
use steward_domain::names::Name;
use steward_store::Reader;
use uuid::Uuid;

use crate::Desk;
use crate::bookings::{meeting_of, offers_for};
use crate::duties::{duty_of, duty_view};
use crate::house::House;
use crate::texts::{TEXT, text};
use crate::views::{ClashView, Refusal};

/// Kind of the fact that a person left a clash as it is.
const TOLERATED: &str = "tolerated";

impl Desk {
    /// Every clash that is to come or running, gravest first, with what is
    /// free instead; those that a person left as they are come last.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn clashes(&self) -> Result<Vec<ClashView>, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let mut clashes: Vec<Clash> = r.clashes()?;
            clashes.retain(|c| c.until > now);
            keep_standing(r, &mut clashes, now)?;
            let decided = decisions(r, &clashes)?;
            clashes.sort_by_key(|c| {
                (
                    verdict(&decided, c).is_some(),
                    std::cmp::Reverse(c.severity),
                    c.from,
                    c.key(),
                )
            });
            clashes
                .iter()
                .map(|c| self.clash_view(r, house, c, verdict(&decided, c)))
                .collect()
        })
    }

    /// Leaves a clash as it is, with a reason: until one of the two moves.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`]; [`Refusal::MovedOn`] when they clash no more.
    pub fn tolerate(&self, key: ClashKey, why: &str) -> Result<(), Refusal> {
        self.leave(why, |clash| clash.key() == key)
    }

    /// The same for all over which two meetings clash.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`]; [`Refusal::MovedOn`] when they do not clash.
    pub fn tolerate_between(
        &self,
        one: MeetingId,
        other: MeetingId,
        why: &str,
    ) -> Result<(), Refusal> {
        self.leave(why, |clash| {
            let pair = (clash.first, clash.second);
            pair == (one, other) || pair == (other, one)
        })
    }

    fn leave(&self, why: &str, which: impl Fn(&Clash) -> bool) -> Result<(), Refusal> {
        let why = text("why", why, TEXT)?;
        if why.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        self.act("tolerate", |w, house| {
            let open = undecided(w, w.clashes()?, house.now)?;
            let meant: Vec<Clash> = open.into_iter().filter(which).collect();
            if meant.is_empty() {
                return Err(Refusal::MovedOn);
            }
            for clash in meant {
                let decision = Tolerated {
                    key: clash.key(),
                    from: clash.from,
                    until: clash.until,
                    by: self.operator(),
                    why: why.clone(),
                };
                w.fact(
                    TOLERATED,
                    clash.first.0,
                    serde_json::to_value(&decision).unwrap_or_default(),
                );
            }
            Ok(())
        })
    }

    /// A clash for people, with what is free for the meeting that was taken
    /// later.
    pub(crate) fn clash_view(
        &self,
        r: &Reader<'_>,
        house: &House,
        clash: &Clash,
        decided: Option<&Tolerated>,
    ) -> Result<ClashView, Refusal> {
        let mut view = bare_clash(r, house, clash)?;
        match decided {
            // Only rooms have an hour to offer; for the rest see what settles it.
            None if clash.shared.kind() != SharedKind::Room => {}
            None => {
                view.offers = offers_for(r, house, &meeting_of(r, view.second.id)?, self.now())?;
                // Who gives way for a clash is among its ways out.
                view.offers.retain(|offer| offer.gives_way.is_none());
            }
            Some(d) if d.by.is_empty() => view.tolerated = Some(d.why.clone()),
            Some(d) => view.tolerated = Some(format!("{} · {}", d.by, d.why)),
        }
        Ok(view)
    }
}

/// A clash for people, without offers. The meeting that was taken later comes
/// second: it is the one to move.
pub(crate) fn bare_clash(
    r: &Reader<'_>,
    house: &House,
    clash: &Clash,
) -> Result<ClashView, Refusal> {
    let (a, b) = (meeting_of(r, clash.first)?, meeting_of(r, clash.second)?);
    let swapped = (a.taken.at, &a.number, a.id) > (b.taken.at, &b.number, b.id);
    let mut what = clash.shared.room().map(|room| house.room_name(room));
    let mut duties = [None, None];
    if let Some(pair) = clash.shared.duties() {
        for (duty, (id, meeting)) in duties.iter_mut().zip([(pair.first, &a), (pair.second, &b)]) {
            let found = duty_of(r, id)?;
            let name = || Name::new(&found.holder.name, &found.holder.name);
            what = what.or_else(|| Some(name()));
            *duty = Some(duty_view(house, meeting, &found, &[]));
        }
    }
    let [first_duty, second_duty] = duties;
    let mut sides = [(a, first_duty), (b, second_duty)];
    if swapped {
        sides.reverse();
    }
    let [(first, first_duty), (second, second_duty)] = sides;
    Ok(ClashView {
        key: clash.key(),
        first: house.brief(&first),
        second: house.brief(&second),
        what: what.unwrap_or_default(),
        first_duty,
        second_duty,
        when: house.when_of(clash.from, clash.until, false),
        severity: clash.severity,
        offers: Vec::new(),
        tolerated: None,
    })
}

/// The clashes of a span that nobody decided.
pub(crate) fn open_clashes(
    r: &Reader<'_>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Clash>, Refusal> {
    let clashes = r.clashes_between(from.timestamp_millis(), to.timestamp_millis())?;
    undecided(r, clashes, now)
}

/// The clashes that are not over and that nobody decided.
pub(crate) fn open_from(r: &Reader<'_>, now: DateTime<Utc>) -> Result<Vec<Clash>, Refusal> {
    let mut clashes = r.clashes()?;
    clashes.retain(|clash| clash.until > now);
    undecided(r, clashes, now)
}

/// Those of `clashes` that nobody decided, and that still are at `now`.
pub(crate) fn undecided(
    r: &Reader<'_>,
    mut clashes: Vec<Clash>,
    now: DateTime<Utc>,
) -> Result<Vec<Clash>, Refusal> {
    keep_standing(r, &mut clashes, now)?;
    let decided = decisions(r, &clashes)?;
    Ok(clashes
        .into_iter()
        .filter(|c| verdict(&decided, c).is_none())
        .collect())
}

/// Leaves out the clashes of a meeting whose hold lapsed: the log knows no
/// clock, its room is free all the same.
pub(crate) fn keep_standing(
    r: &Reader<'_>,
    clashes: &mut Vec<Clash>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let ids: BTreeSet<MeetingId> = clashes.iter().flat_map(|c| [c.first, c.second]).collect();
    let mut lapsed = BTreeSet::new();
    for id in ids {
        if r.get::<Meeting>(id.0)?.is_some_and(|m| m.has_lapsed(now)) {
            lapsed.insert(id);
        }
    }
    clashes.retain(|c| !lapsed.contains(&c.first) && !lapsed.contains(&c.second));
    Ok(())
}

fn decisions(r: &Reader<'_>, clashes: &[Clash]) -> Result<Vec<Tolerated>, Refusal> {
    let mut about: Vec<Uuid> = clashes.iter().map(|c| c.first.0).collect();
    about.sort_unstable();
    about.dedup();
    let facts = r.facts_about(&about)?;
    Ok(facts
        .into_iter()
        .filter(|f| f.kind == TOLERATED)
        .filter_map(|f| serde_json::from_value(f.body).ok())
        .collect())
}

fn verdict<'a>(decided: &'a [Tolerated], clash: &Clash) -> Option<&'a Tolerated> {
    decided.iter().find(|d| d.covers(clash))
}
