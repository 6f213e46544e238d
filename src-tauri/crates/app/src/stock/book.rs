//! The stock book: what is kept with all that moved, and the meetings whose
//! goods are bound.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use steward_domain::goods::Goods;
use steward_domain::ids::StockItemId;
use steward_domain::meeting::{Meeting, State};
use steward_domain::names::Name;
use steward_domain::notice::Version;
use steward_domain::plan::Work;
use steward_domain::stock::{self, Free, Level, MOVED, Movement, Need, StockItem, VOIDED, Void};
use steward_store::Reader;

use super::AHEAD_DAYS;
use crate::facts::of_kinds;
use crate::house::House;
use crate::notice::in_force_of;
use crate::views::Refusal;

/// What is kept, with how much of it there is.
pub(crate) struct Book {
    pub(crate) items: Vec<StockItem>,
    levels: BTreeMap<StockItemId, Level>,
}

impl Book {
    /// All that is kept.
    pub(crate) fn read(r: &Reader<'_>) -> Result<Self, Refusal> {
        Self::of(r, r.all::<StockItem>()?)
    }

    /// Some items.
    pub(crate) fn of(r: &Reader<'_>, mut items: Vec<StockItem>) -> Result<Self, Refusal> {
        items.sort_by_key(|item| item.id);
        let mut levels = BTreeMap::new();
        for item in &items {
            let (movements, voids): (Vec<Movement>, Vec<Void>) =
                of_kinds(r, item.id.0, (MOVED, VOIDED))?;
            levels.insert(item.id, stock::level(&movements, &voids));
        }
        Ok(Self { items, levels })
    }

    /// How much there is of an item.
    pub(crate) fn level(&self, id: StockItemId) -> Level {
        self.levels.get(&id).cloned().unwrap_or_default()
    }

    /// The item that goods of a template mean, by name, as prices do; one that
    /// is kept before one that was.
    pub(crate) fn named(&self, name: &Name) -> Option<&StockItem> {
        named(&self.items, name)
    }

    /// What is left of an item when the meetings to come have theirs.
    pub(crate) fn free(&self, item: &StockItem, ahead: &[Bound]) -> Free {
        let mine = |one: &Bound, goods: &Goods| {
            let is_it = self.named(&goods.item).is_some_and(|it| it.id == item.id);
            is_it.then_some(Need {
                meeting: one.meeting.id,
                from: one.carry,
                to: one.back,
                count: goods.quantity,
            })
        };
        let needs: Vec<Need> = ahead
            .iter()
            .flat_map(|one| one.goods.iter().filter_map(move |goods| mine(one, goods)))
            .collect();
        stock::free(item.returns, &self.level(item.id), &needs)
    }
}

/// See [`Book::named`].
pub(crate) fn named<'a>(items: &'a [StockItem], name: &Name) -> Option<&'a StockItem> {
    let called = |item: &&StockItem| called(item, name);
    let kept = items.iter().filter(|item| !item.retired).find(called);
    kept.or_else(|| items.iter().find(called))
}

/// Whether an item is called like that: by its Chinese name, by the English
/// where there is no other.
pub(super) fn called(item: &StockItem, name: &Name) -> bool {
    match name.zh.is_empty() {
        true => item.name.zh.is_empty() && item.name.en == name.en,
        false => item.name.zh == name.zh,
    }
}

/// A meeting whose goods are bound: it is to be held by what people set, or its
/// notice is in force.
pub(crate) struct Bound {
    pub(crate) meeting: Meeting,
    /// When its goods are carried there.
    pub(crate) carry: DateTime<Utc>,
    /// When they are back.
    pub(crate) back: DateTime<Utc>,
    pub(crate) goods: Vec<Goods>,
    /// The notice that is in force.
    pub(crate) notice: Option<Version>,
}

/// The meetings that are not over, by time, so far as needs are looked for.
pub(crate) fn bound_ahead(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<Bound>, Refusal> {
    let until = now + Duration::days(i64::from(AHEAD_DAYS));
    let mut found = Vec::new();
    let mut meetings = r.meetings_between(now.timestamp_millis(), until.timestamp_millis())?;
    meetings.sort_by_key(|meeting| (meeting.slot.start, meeting.id));
    for meeting in meetings {
        let over = meeting.standing.state.is_over() || meeting.has_lapsed(now);
        if meeting.slot.end > now && !over {
            found.extend(bound(r, house, meeting)?);
        }
    }
    Ok(found)
}

/// A meeting with its goods; nothing while it is only asked about or held.
pub(crate) fn bound(
    r: &Reader<'_>,
    house: &House,
    meeting: Meeting,
) -> Result<Option<Bound>, Refusal> {
    let notice = in_force_of(&r.facts_about(&[meeting.id.0])?);
    let notice = notice.filter(|notice| notice.withdrawn.is_none());
    let state = meeting.standing.state;
    let asked_only = matches!(
        state,
        State::Enquiry | State::Held | State::AwaitingApproval
    );
    if state == State::Cancelled || (asked_only && notice.is_none()) {
        return Ok(None);
    }
    Ok(Some(carried(house, meeting, notice)))
}

pub(super) fn carried(house: &House, meeting: Meeting, notice: Option<Version>) -> Bound {
    // What is laid out is carried with the first task of tea and water.
    let tasks = house.tasks(&meeting);
    let laying_out = tasks.iter().filter(|task| task.work == Work::Tea);
    let carry = laying_out.map(|task| task.due).min();
    let setting = house
        .room_of(&meeting)
        .and_then(|room| room.setting(meeting.slot.layout));
    let clear = i64::from(setting.map_or(0, |setting| setting.clear));
    Bound {
        carry: carry.unwrap_or(meeting.slot.start).min(meeting.slot.start),
        back: meeting.slot.end + Duration::minutes(clear),
        goods: house.goods(&meeting),
        notice,
        meeting,
    }
}

/// A count as clients take it.
pub(crate) fn small(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(if count < 0 { i32::MIN } else { i32::MAX })
}
