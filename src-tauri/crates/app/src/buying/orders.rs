//! All notices with what was said about them: what is on its way, what is late.

use chrono::{DateTime, Utc};
use steward_domain::buying::{BuyLine, Lateness, Purchase, Said};
use steward_domain::ids::{MeetingId, StockItemId};
use steward_domain::meeting::Meeting;
use steward_store::Reader;

use super::said_of;
use crate::house::House;
use crate::views::{LateDelivery, MeetingBuy, Refusal};

/// All notices with what was said about them, oldest first.
pub(crate) struct Orders {
    pub(crate) all: Vec<(Purchase, Said)>,
}

impl Orders {
    pub(crate) fn read(r: &Reader<'_>) -> Result<Self, Refusal> {
        let mut purchases = r.all::<Purchase>()?;
        purchases.sort_by_key(|one| (one.at, one.id));
        let mut all = Vec::new();
        for purchase in purchases {
            let said = said_of(r, purchase.id)?;
            all.push((purchase, said));
        }
        Ok(Self { all })
    }

    /// Every line with how many of it are still to come.
    pub(crate) fn open_lines(&self) -> impl Iterator<Item = (&BuyLine, u32)> {
        self.all.iter().flat_map(|(purchase, said)| {
            let lines = purchase.lines.iter().enumerate();
            lines.map(|(at, line)| (line, said.open(purchase, at)))
        })
    }

    /// How many of an item are still to come.
    pub(crate) fn on_way(&self, item: StockItemId) -> u32 {
        let mine = self
            .open_lines()
            .filter(|(line, _)| line.stock == Some(item));
        mine.fold(0, |sum, (_, open)| sum.saturating_add(open))
    }

    /// What is bought for a meeting.
    pub(crate) fn of_meeting(&self, meeting: MeetingId, now: DateTime<Utc>) -> Vec<MeetingBuy> {
        let mut found = Vec::new();
        for (purchase, said) in &self.all {
            for (at, line) in purchase.lines.iter().enumerate() {
                if line.meetings.contains(&meeting) {
                    found.push(MeetingBuy {
                        purchase: purchase.id,
                        number: purchase.number.clone(),
                        stage: said.stage(purchase),
                        item: line.item.clone(),
                        unit: line.unit.clone(),
                        count: line.count,
                        open: said.open(purchase, at),
                        expected: said.expected(),
                        late: said.late(purchase, at, now),
                    });
                }
            }
        }
        found
    }
}

/// What is bought and late, with the meetings it endangers; the soonest needed
/// first.
pub(crate) fn late(
    r: &Reader<'_>,
    house: &House,
    now: DateTime<Utc>,
) -> Result<Vec<LateDelivery>, Refusal> {
    let mut found = Vec::new();
    for (purchase, said) in &Orders::read(r)?.all {
        let lines = purchase.lines.iter().enumerate();
        let lines: Vec<(&BuyLine, Lateness)> = lines
            .filter_map(|(at, line)| Some((line, said.late(purchase, at, now)?)))
            .collect();
        let Some(why) = lines.iter().map(|(_, why)| *why).max() else {
            continue;
        };
        let mut meetings = Vec::new();
        let mut ids: Vec<MeetingId> = lines
            .iter()
            .flat_map(|(line, _)| line.meetings.clone())
            .collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            let meeting = r.get::<Meeting>(id.0)?;
            let ahead = meeting.filter(|one| one.slot.end > now && !one.standing.state.is_over());
            meetings.extend(ahead.map(|one| house.brief(&one)));
        }
        meetings.sort_by_key(|one| (one.when.start, one.id));
        found.push(LateDelivery {
            purchase: purchase.id,
            number: purchase.number.clone(),
            stage: said.stage(purchase),
            items: lines.iter().map(|(line, _)| line.item.clone()).collect(),
            why,
            needed: lines.iter().filter_map(|(line, _)| line.needed).min(),
            expected: said.expected(),
            meetings,
        });
    }
    found.sort_by_key(|one| (one.needed.is_none(), one.needed, one.purchase));
    Ok(found)
}
