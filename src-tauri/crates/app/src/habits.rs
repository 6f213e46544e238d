//! What a workstation keeps of how people work at it: filters of the list of
//! bookings under a name, and the actions that were called last. A filter is a
//! habit of who sits there and holds nothing that others need, so it is no part
//! of the log.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use serde::de::DeserializeOwned;
use steward_domain::find::{Asked, How, folded};
use steward_domain::ids::MeetingId;

use crate::Desk;
use crate::questions::question_of;
use crate::texts;
use crate::views::{Period, Refusal, SavedFilter};

const FILTERS: &str = "saved_filters";
const ACTIONS: &str = "recent_actions";
/// Most filters that are kept.
const MOST_FILTERS: u32 = 30;
/// Longest name of a filter, characters.
const NAME: usize = 40;
/// Longest words of a filter, characters.
const WORDS: usize = 200;
/// Most days between today and what a filter shows.
const FAR: i32 = 4_000;
/// Days that a list shows when nothing else is said.
const SHOWN_DAYS: i32 = 30;
/// Meetings that the words of a filter may find.
const MOST_FOUND: usize = 2_000;
/// Actions that are remembered.
const MOST_ACTIONS: usize = 12;
/// Things that are ranked at once.
const MOST_THINGS: usize = 1_000;
/// Longest code of an action.
const CODE: usize = 80;

impl Desk {
    /// The filters that are kept here, in the order they were made.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn saved_filters(&self) -> Result<Vec<SavedFilter>, Refusal> {
        self.kept(FILTERS)
    }

    /// Keeps a filter under its name, in the place of the one that is called
    /// so, or that was called `before`; all that are kept.
    ///
    /// # Errors
    /// Without a name, or when there are too many.
    pub fn save_filter(
        &self,
        filter: SavedFilter,
        before: Option<&str>,
    ) -> Result<Vec<SavedFilter>, Refusal> {
        let name = texts::line("name", &filter.name, NAME)?;
        if name.is_empty() {
            return Err(Refusal::NameNeeded);
        }
        let filter = SavedFilter {
            words: texts::line("words", &filter.words, WORDS)?,
            from_days: filter.from_days.map(|days| days.clamp(-FAR, FAR)),
            to_days: filter.to_days.map(|days| days.clamp(-FAR, FAR)),
            name: name.clone(),
            ..filter
        };
        let mut kept = self.saved_filters()?;
        let before = before.unwrap_or(&name);
        // A name that another filter has by now is taken from it.
        kept.retain(|one| one.name != name || one.name == before);
        match kept.iter_mut().find(|one| one.name == before) {
            Some(one) => *one = filter,
            None => kept.push(filter),
        }
        let count = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        texts::in_range("filters", count, 0, MOST_FILTERS)?;
        self.store.set_setting(FILTERS, &serde_json::json!(kept))?;
        Ok(kept)
    }

    /// Gives up a filter; all that are kept.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn drop_filter(&self, name: &str) -> Result<Vec<SavedFilter>, Refusal> {
        let mut kept = self.saved_filters()?;
        let count = kept.len();
        kept.retain(|one| one.name != name);
        if kept.len() == count {
            return Err(Refusal::Unknown(name.to_owned()));
        }
        self.store.set_setting(FILTERS, &serde_json::json!(kept))?;
        Ok(kept)
    }

    /// The meetings that a kept filter lets through, over the days it says; all
    /// when no filter is named, over thirty days.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a filter that is not kept.
    pub fn bookings_by(
        &self,
        filter: Option<&str>,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) -> Result<Period, Refusal> {
        let filter = match filter {
            None => SavedFilter::default(),
            Some(name) => self
                .saved_filters()?
                .into_iter()
                .find(|one| one.name == name)
                .ok_or_else(|| Refusal::Unknown(name.to_owned()))?,
        };
        let today = self.house(|_, house| Ok(self.today(house)))?;
        let day = |days: Option<i32>, usual| {
            let days = Duration::days(days.unwrap_or(usual).into());
            today.checked_add_signed(days).unwrap_or(today)
        };
        let from = from.unwrap_or_else(|| day(filter.from_days, 0));
        let to = to
            .unwrap_or_else(|| day(filter.to_days, SHOWN_DAYS))
            .max(from);
        let mut period = self.period(from, to)?;
        let found: BTreeSet<MeetingId> = match filter.words.is_empty() {
            true => BTreeSet::new(),
            false => self.house(|r, house| {
                let question = question_of(house, &filter.words, self.now(), MOST_FOUND);
                Ok(r.search(&question)?
                    .into_iter()
                    .map(|hit| hit.meeting)
                    .collect())
            })?,
        };
        period.meetings.retain(|one| {
            filter
                .room
                .is_none_or(|room| one.room == Some(room) || one.also.contains(&room))
                && filter.state.is_none_or(|state| one.state == state)
                && (!filter.follow_ups || !one.follow_ups.is_empty())
                && (!filter.clashes || one.clash.is_some())
                && (filter.words.is_empty() || found.contains(&one.id))
        });
        Ok(period)
    }

    /// How well each of some things fits a line, by the names it goes by: 0 the
    /// best, none where it does not. In the order they came.
    #[must_use]
    pub fn rank_texts(&self, line: &str, things: &[Vec<String>]) -> Vec<Option<u8>> {
        let words = Asked::all(line);
        let ranks = things.iter().take(MOST_THINGS).map(|names| {
            let names: Vec<String> = names.iter().map(|name| folded(name)).collect();
            let whole = Asked::new(line).fit(&names, How::Sounds);
            let each: Option<Vec<How>> = words
                .iter()
                .map(|word| word.fit(&names, How::Nearly))
                .collect();
            // A name in one breath fits better than its words apart.
            let each = each.and_then(|all| all.into_iter().max());
            let each = each.map(|how| how.max(if words.len() > 1 { How::Holds } else { how }));
            whole.into_iter().chain(each).min().map(How::rank)
        });
        ranks.collect()
    }

    /// The codes of the actions that were called last here, the last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn recent_actions(&self) -> Result<Vec<String>, Refusal> {
        self.kept(ACTIONS)
    }

    /// Remembers that an action was called.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn used_action(&self, code: &str) -> Result<(), Refusal> {
        let code = texts::line("action", code, CODE)?;
        let mut kept = self.recent_actions()?;
        kept.retain(|one| *one != code);
        kept.insert(0, code);
        kept.truncate(MOST_ACTIONS);
        Ok(self.store.set_setting(ACTIONS, &serde_json::json!(kept))?)
    }

    /// What a newer version wrote and this one cannot read counts as nothing.
    fn kept<T: DeserializeOwned>(&self, key: &str) -> Result<Vec<T>, Refusal> {
        let kept = self.read(|r| Ok(r.setting(key)?))?;
        let kept = kept.map(serde_json::from_value).and_then(Result::ok);
        Ok(kept.unwrap_or_default())
    }
}
