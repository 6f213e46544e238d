//! After a meeting (S-60 … S-63): searched, handed over, counted, asked about,
//! looked back at; and what of it is open before the meeting is settled.

mod paper;

use std::collections::BTreeSet;

use steward_domain::after::{
    self, ClosingPoint, ClosingState, HANDED_OVER, HandOver, LostItem, RATED, REVIEWED, Rating,
    Review, SEARCHED, Search, USED, Used, UsedLine, WAIVED, Waiver,
};
use steward_domain::ids::{HandOverId, MeetingId};
use steward_domain::meeting::{Meeting, State};
use steward_domain::notice::{LineState, Version, standard};
use steward_domain::plan::{self, Confirmation, Work};
use steward_store::{FactRow, Reader, Writer};

use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::{of_kind, say};
use crate::fees::Account;
use crate::house::House;
use crate::notice::in_force_of;
use crate::stock::used_up;
use crate::texts::{LINE, TEXT, in_range, line, name, text};
use crate::views::{
    AfterAct, AfterView, HandOverView, LostBrief, PointView, Refusal, Settling, UsedDraft,
};

/// Most things that are counted as used up.
const MOST_LINES: usize = 200;

impl Desk {
    /// What was done after a meeting, and what is open.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn after(&self, meeting: MeetingId) -> Result<AfterView, Refusal> {
        self.opens(meeting)?;
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let said = Said::read(r, &meeting)?;
            let points = said.points(house, &meeting);
            Ok(AfterView {
                meeting: house.brief(&meeting),
                settled: is_settled(&points) && meeting.standing.state.is_over(),
                points,
                search: said.searches.last().cloned(),
                lost: said.lost.iter().map(lost_brief).collect(),
                handed_over: said.handed_over.iter().map(hand_over_told).collect(),
                used: said.used.last().cloned(),
                usual: used_up(r, house, &meeting, usual(house, &meeting))?,
                rating: said.ratings.last().cloned(),
                review: said.reviews.last().cloned(),
            })
        })
    }

    /// Writes down something that was done after a meeting.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`], [`Refusal::ReasonNeeded`] for a waiver without
    /// one, [`Refusal::OutOfRange`]; [`Refusal::Over`] for a meeting that was
    /// not held.
    pub fn do_after(&self, meeting: MeetingId, act: &AfterAct) -> Result<(), Refusal> {
        let now = self.now();
        self.act(intent(act), |w, _| {
            let meeting = meeting_of(w, meeting)?;
            if meeting.standing.state == State::Cancelled {
                return Err(Refusal::Over(State::Cancelled));
            }
            let about = meeting.id.0;
            match act {
                AfterAct::Search { found, note, by } => {
                    let (note, by) = (text("note", note, TEXT)?, name("by", by)?);
                    let found = *found;
                    say(
                        w,
                        SEARCHED,
                        about,
                        &Search {
                            found,
                            note,
                            by,
                            at: now,
                        },
                    );
                }
                AfterAct::HandOver {
                    what,
                    count,
                    to,
                    signed,
                    nothing_kept,
                    by,
                } => {
                    in_range("count", *count, 1, 100_000)?;
                    let what = line("what", what, LINE)?;
                    let signed = name("signed", signed)?;
                    if what.is_empty() {
                        return Err(Refusal::NameNeeded);
                    }
                    let said = Said::read(w, &meeting)?;
                    let nth = said.handed_over.len() + 1;
                    let one = HandOver {
                        id: HandOverId(w.new_id()),
                        number: format!("{}-Y{}{nth}", meeting.number, self.identity.letter),
                        what,
                        count: *count,
                        to: line("to", to, LINE)?,
                        signed,
                        nothing_kept: *nothing_kept,
                        by: name("by", by)?,
                        at: now,
                    };
                    say(w, HANDED_OVER, about, &one);
                }
                AfterAct::Used { lines, by } => {
                    let lines = used_lines(lines)?;
                    say(
                        w,
                        USED,
                        about,
                        &Used {
                            lines,
                            by: name("by", by)?,
                            at: now,
                        },
                    );
                }
                AfterAct::Rate { stars, said, by } => {
                    in_range("stars", *stars, 1, 5)?;
                    let (said, by) = (text("said", said, TEXT)?, name("by", by)?);
                    let stars = *stars;
                    say(
                        w,
                        RATED,
                        about,
                        &Rating {
                            stars,
                            said,
                            by,
                            at: now,
                        },
                    );
                }
                AfterAct::Review { wrong, change, by } => {
                    let (wrong, change) =
                        (text("wrong", wrong, TEXT)?, text("change", change, TEXT)?);
                    let by = name("by", by)?;
                    say(
                        w,
                        REVIEWED,
                        about,
                        &Review {
                            wrong,
                            change,
                            by,
                            at: now,
                        },
                    );
                }
                AfterAct::Waive { point, why } => {
                    waive(w, &meeting, *point, why, self.operator(), now)?
                }
            }
            Ok(())
        })
    }

    /// The meetings of the last days that are over and not settled, the oldest
    /// first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn not_settled(&self, days: u32) -> Result<Vec<Settling>, Refusal> {
        let now = self.now();
        let from = now - chrono::Duration::days(i64::from(days));
        self.house(|r, house| {
            let lost = r.all::<LostItem>()?;
            let mut found = Vec::new();
            for meeting in r.meetings_between(from.timestamp_millis(), now.timestamp_millis())? {
                let was_held = !matches!(
                    meeting.standing.state,
                    State::Cancelled | State::Enquiry | State::Held | State::AwaitingApproval
                );
                if !was_held || meeting.slot.end > now || meeting.source.is_some() {
                    continue;
                }
                let points = Said::of(r, &meeting, &lost)?.points(house, &meeting);
                let open: Vec<ClosingPoint> = points
                    .iter()
                    .filter(|one| one.state == ClosingState::Open)
                    .map(|one| one.point)
                    .collect();
                if !open.is_empty() {
                    found.push(Settling {
                        meeting: house.brief(&meeting),
                        open,
                    });
                }
            }
            Ok(found)
        })
    }
}

fn intent(act: &AfterAct) -> &'static str {
    match act {
        AfterAct::Search { .. } => "search_room",
        AfterAct::HandOver { .. } => "hand_over",
        AfterAct::Used { .. } => "count_used",
        AfterAct::Rate { .. } => "rate",
        AfterAct::Review { .. } => "review",
        AfterAct::Waive { .. } => "waive",
    }
}

fn waive(
    w: &mut Writer<'_>,
    meeting: &Meeting,
    point: ClosingPoint,
    why: &str,
    by: String,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<(), Refusal> {
    let why = text("why", why, TEXT)?;
    if why.is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    say(w, WAIVED, meeting.id.0, &Waiver { point, why, by, at });
    Ok(())
}

/// All that was said about a meeting after it.
pub(crate) struct Said {
    confirmed: Vec<Confirmation>,
    searches: Vec<Search>,
    pub(crate) handed_over: Vec<HandOver>,
    used: Vec<Used>,
    ratings: Vec<Rating>,
    reviews: Vec<Review>,
    waived: Vec<Waiver>,
    lost: Vec<LostItem>,
    notice: Option<Version>,
    account: Account,
}

impl Said {
    pub(crate) fn read(r: &Reader<'_>, meeting: &Meeting) -> Result<Self, Refusal> {
        Self::of(r, meeting, &r.all::<LostItem>()?)
    }

    /// The same, of a register that is at hand.
    fn of(r: &Reader<'_>, meeting: &Meeting, register: &[LostItem]) -> Result<Self, Refusal> {
        let facts: Vec<FactRow> = r.facts_about(&[meeting.id.0])?;
        let lost = register.iter();
        let lost = lost.filter(|item| item.meeting == Some(meeting.id));
        Ok(Self {
            confirmed: of_kind(&facts, plan::CONFIRMED),
            searches: of_kind(&facts, SEARCHED),
            handed_over: of_kind(&facts, HANDED_OVER),
            used: of_kind(&facts, USED),
            ratings: of_kind(&facts, RATED),
            reviews: of_kind(&facts, REVIEWED),
            waived: of_kind(&facts, WAIVED),
            lost: lost.cloned().collect(),
            notice: in_force_of(&facts),
            account: Account::of(&facts),
        })
    }

    fn points(&self, house: &House, meeting: &Meeting) -> Vec<PointView> {
        let facts = self.facts(house, meeting);
        let waived: BTreeSet<ClosingPoint> = self.waived.iter().map(|one| one.point).collect();
        let told = |point: ClosingPoint| {
            let waiver = self.waived.iter().rfind(|one| one.point == point);
            let state = point.state(facts, &waived);
            PointView {
                point,
                state,
                waived: waiver.cloned().filter(|_| state == ClosingState::Waived),
            }
        };
        ClosingPoint::ALL.into_iter().map(told).collect()
    }

    fn facts(&self, house: &House, meeting: &Meeting) -> after::Facts {
        let tasks = house.tasks(meeting);
        let clearing: Vec<_> = tasks
            .iter()
            .filter(|task| task.work == Work::Clearing)
            .collect();
        let is_done = |short: String| self.confirmed.iter().any(|said| said.task == short);
        let recorded = self.notice.as_ref().is_some_and(|notice| {
            let is_recording = |kind| kind == standard::id("recording");
            let lines = notice.lines.iter();
            lines
                .filter(|line| line.state == LineState::Needed)
                .any(|line| is_recording(line.kind))
        });
        let found =
            self.searches.last().is_some_and(|search| search.found) || !self.lost.is_empty();
        let charged = house.charges() || self.account.is_written();
        after::Facts {
            clearing: (!clearing.is_empty())
                .then(|| clearing.iter().all(|task| is_done(task.key.short()))),
            searched: !self.searches.is_empty(),
            lost: found.then(|| {
                !self.lost.is_empty() && self.lost.iter().all(|item| item.outcome.is_some())
            }),
            recordings: recorded.then_some(!self.handed_over.is_empty()),
            goods: (!usual(house, meeting).is_empty()).then_some(!self.used.is_empty()),
            fee: charged.then(|| self.account.is_paid()),
            rated: !self.ratings.is_empty(),
            reviewed: !self.reviews.is_empty(),
        }
    }
}

fn is_settled(points: &[PointView]) -> bool {
    points.iter().all(|one| one.state != ClosingState::Open)
}

/// What was laid out for a meeting, as a count of what was used up begins.
fn usual(house: &House, meeting: &Meeting) -> Vec<UsedLine> {
    let goods = house.goods(meeting).into_iter();
    goods
        .map(|line| UsedLine {
            item: line.item.zh,
            unit: line.unit.zh,
            count: line.quantity,
        })
        .collect()
}

fn used_lines(drafts: &[UsedDraft]) -> Result<Vec<UsedLine>, Refusal> {
    if drafts.len() > MOST_LINES {
        return Err(Refusal::TooLong {
            field: "used_up".to_owned(),
            most: u32::try_from(MOST_LINES).unwrap_or(u32::MAX),
        });
    }
    let mut lines = Vec::new();
    for draft in drafts {
        in_range("count", draft.count, 0, 1_000_000)?;
        let item = line("item", &draft.item, LINE)?;
        if !item.is_empty() {
            lines.push(UsedLine {
                item,
                unit: line("unit", &draft.unit, 40)?,
                count: draft.count,
            });
        }
    }
    Ok(lines)
}

fn hand_over_told(one: &HandOver) -> HandOverView {
    HandOverView {
        id: one.id,
        number: one.number.clone(),
        what: one.what.clone(),
        count: one.count,
        to: one.to.clone(),
        signed: one.signed.clone(),
        nothing_kept: one.nothing_kept,
        by: one.by.clone(),
        at: one.at,
    }
}

fn lost_brief(item: &LostItem) -> LostBrief {
    LostBrief {
        id: item.id,
        number: item.number.clone(),
        what: item.what.clone(),
        settled: item.outcome.is_some(),
    }
}
