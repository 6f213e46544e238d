//! Clashes: shown, decided by a person, the decision kept (S-11).

use chrono::{DateTime, Utc};
use steward_domain::clash::{Clash, Tolerated};
use steward_domain::ids::MeetingId;
use steward_store::Reader;
use uuid::Uuid;

use crate::Desk;
use crate::bookings::{meeting_of, offers_for};
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
            let decided = decisions(r, &clashes)?;
            clashes.sort_by_key(|c| {
                (
                    verdict(&decided, c).is_some(),
                    std::cmp::Reverse(c.severity),
                    c.from,
                    c.first,
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
    /// [`Refusal::ReasonNeeded`]; [`Refusal::Unknown`] when they do not clash.
    pub fn tolerate(&self, first: MeetingId, second: MeetingId, why: &str) -> Result<(), Refusal> {
        let why = text("why", why, TEXT)?;
        if why.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        let pair = if first < second {
            (first, second)
        } else {
            (second, first)
        };
        self.act("tolerate", |w, _| {
            let clash = w
                .clashes()?
                .into_iter()
                .find(|c| (c.first, c.second) == pair);
            let clash = clash.ok_or_else(|| Refusal::Unknown(format!("{first} {second}")))?;
            let decision = Tolerated {
                first: clash.first,
                second: clash.second,
                from: clash.from,
                until: clash.until,
                by: self.operator(),
                why,
            };
            w.fact(
                TOLERATED,
                clash.first.0,
                serde_json::to_value(&decision).unwrap_or_default(),
            );
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
            None => {
                view.offers = offers_for(r, house, &meeting_of(r, view.second.id)?, self.now())?
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
    let (first, second) = if (a.taken.at, &a.number, a.id) <= (b.taken.at, &b.number, b.id) {
        (a, b)
    } else {
        (b, a)
    };
    Ok(ClashView {
        first: house.brief(&first),
        second: house.brief(&second),
        room: clash.room,
        room_name: house.room_name(clash.room),
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
) -> Result<Vec<Clash>, Refusal> {
    undecided(
        r,
        r.clashes_between(from.timestamp_millis(), to.timestamp_millis())?,
    )
}

/// Those of `clashes` that nobody decided.
pub(crate) fn undecided(r: &Reader<'_>, clashes: Vec<Clash>) -> Result<Vec<Clash>, Refusal> {
    let decided = decisions(r, &clashes)?;
    Ok(clashes
        .into_iter()
        .filter(|c| verdict(&decided, c).is_none())
        .collect())
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
