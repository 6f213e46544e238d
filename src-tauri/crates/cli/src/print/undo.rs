//! What was done last, undone, copied, changed together.

use chrono_tz::Tz;
use steward_app::domain::meeting::State;
use steward_app::views::{ActThing, ManyDone, ManyRow, RecentAct, UndoDone};

use super::{Printed, column};
use crate::words::time::{day_and_clock, stamp};
use crate::words::{audit, booking, history, refusals, undo};

impl Printed {
    pub(crate) fn recent(self, all: &[RecentAct], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                return self
                    .pick("还没有操作。\n", "Nothing was done yet.\n")
                    .to_owned();
            }
            all.iter().map(|one| self.act(one, zone)).collect()
        })
    }

    pub(crate) fn undone(self, done: &UndoDone, again: bool, zone: Tz) -> String {
        self.or_json(done, || {
            let what = if again {
                self.pick("已重做：", "Done again: ")
            } else {
                self.pick("已撤销：", "Undone: ")
            };
            let mut text = format!("{what}{}", self.act(&done.act, zone));
            for one in &done.stayed {
                let stays = self.pick("未动：", "Left: ");
                text.push_str(&format!("  {stays}{}\n", undo::part(one, self.tongue)));
            }
            text
        })
    }

    /// An act on one line, with what it changed below.
    fn act(self, one: &RecentAct, zone: Tz) -> String {
        let by = if one.by.is_empty() { "—" } else { &one.by };
        let mut text = format!(
            "{}  {}  {by} · {}  {}",
            column(&one.code, 8),
            stamp(one.at, zone),
            one.station,
            audit::act(&one.intent, self.tongue)
        );
        for meeting in &one.meetings {
            text.push_str(&format!("  {} {}", meeting.number, meeting.title));
        }
        let named = |thing: &&ActThing| !self.name(&thing.name).is_empty();
        for thing in one.things.iter().filter(named) {
            text.push_str(&format!("  {}", self.name(&thing.name)));
        }
        text.push('\n');
        for line in &one.lines {
            let value = |text: &str| history::value(&line.field, text, self.tongue);
            let before = line.before.as_deref().filter(|before| !before.is_empty());
            let before = before.map(|before| format!("{} → ", value(before)));
            let after = match line.after.as_str() {
                "" => "—".to_owned(),
                after => value(after),
            };
            text.push_str(&format!(
                "    {} {}{after}\n",
                column(&history::field(&line.field, self.tongue), 16),
                before.unwrap_or_default()
            ));
        }
        if let Some(undone) = &one.undone {
            let word = self.pick("已撤销", "undone");
            let at = stamp(undone.at, zone);
            text.push_str(&format!("    {word}  {} {at}\n", undone.by));
        } else if let Some(why) = one.no_undo {
            text.push_str(&format!("    {}\n", undo::why(why, self.tongue)));
        }
        text
    }

    pub(crate) fn many(self, rows: &[ManyRow]) -> String {
        self.or_json(&rows, || {
            rows.iter().map(|one| self.many_row(one)).collect()
        })
    }

    pub(crate) fn many_done(self, done: &ManyDone) -> String {
        self.or_json(done, || {
            let changed = usize::try_from(done.changed).unwrap_or(usize::MAX);
            let mut text = format!(
                "{}{}\n",
                self.pick("已修改：", "Changed: "),
                self.meetings(changed)
            );
            for one in &done.stayed {
                text.push_str(&self.many_row(one));
            }
            text
        })
    }

    fn many_row(self, one: &ManyRow) -> String {
        let place = |meeting: &steward_app::views::MeetingBrief, state: State| {
            let when = day_and_clock(&meeting.when, self.tongue);
            let room = self.room(meeting.room.as_ref()).to_owned();
            format!("{when} {room} {}", booking::state(state, self.tongue))
        };
        let (before, after) = (place(&one.before, one.was), place(&one.after, one.is));
        let mut text = format!("  {}  {}  {before}", one.before.number, one.before.title);
        match &one.refusal {
            None if before == after => {}
            None => text.push_str(&format!(" → {after}")),
            Some(refusal) => {
                let why = refusals::refusal(refusal, self.tongue);
                text.push_str(&format!("\n    {}", why.replace('\n', "\n    ")));
            }
        }
        text.push('\n');
        text
    }
}
