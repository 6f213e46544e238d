//! What is told of the register as a whole, and of a person's past.

use chrono::DateTime;
use steward_domain::names::Language;
use steward_domain::staff::due::expiring;
use steward_store::Reader;
use uuid::Uuid;

use super::Crew;
use crate::Desk;
use crate::house::House;
use crate::meetings::told;
use crate::views::{ChangeView, Refusal};

/// People of whom something runs out.
pub(crate) struct RunningOut {
    count: usize,
    names: Vec<String>,
    days: u32,
}

/// Names that a reminder says; the others are counted.
const NAMED: usize = 3;

impl Desk {
    /// Of whom something has run out or soon will; none when of nobody.
    pub(crate) fn running_out(&self) -> Result<Option<RunningOut>, Refusal> {
        self.house(|r, house| {
            let today = self.today(house);
            let crew = Crew::read(r)?;
            let mut found: Vec<_> = crew
                .all
                .iter()
                .filter(|one| !one.retired)
                .filter_map(|one| {
                    let first = expiring(one, today, crew.warn_days).into_iter().next()?;
                    Some((first.until, one.name.clone()))
                })
                .collect();
            found.sort();
            Ok((!found.is_empty()).then(|| RunningOut {
                count: found.len(),
                names: found
                    .into_iter()
                    .take(NAMED)
                    .map(|(_, name)| name)
                    .collect(),
                days: crew.warn_days,
            }))
        })
    }
}

impl RunningOut {
    /// First line and what to do.
    pub(crate) fn told(&self, language: Language) -> (String, String) {
        let names = self.names.join(crate::words::comma(language));
        let (count, days) = (self.count, self.days);
        match language {
            Language::Zh => (
                format!("资格到期：{count} 人"),
                format!("{names}等，技能、培训或保密资格已到期或 {days} 天内到期，见“人员”"),
            ),
            Language::En => (
                format!("Running out: {count} people"),
                format!(
                    "{names}: a skill, training or clearance runs out within {days} days, see People"
                ),
            ),
        }
    }
}

/// Who changed what of some records, newest first.
pub(super) fn history(
    r: &Reader<'_>,
    house: &House,
    about: &[Uuid],
    most: usize,
) -> Result<Vec<ChangeView>, Refusal> {
    let mut changes = Vec::new();
    for id in about {
        for change in r.history(*id)? {
            // Whose it is says the page.
            if change.field == "staff" {
                continue;
            }
            let tell = |value: &serde_json::Value| told(&change.field, value, house);
            changes.push(ChangeView {
                at: DateTime::from_timestamp_millis(change.wall_ms).unwrap_or_default(),
                before: change.before.as_ref().map(tell),
                after: tell(&change.after),
                by: change.actor,
                station: change.station_name,
                offline: change.offline,
                intent: change.intent,
                field: change.field,
            });
        }
    }
    changes.reverse();
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    changes.truncate(most);
    Ok(changes)
}
