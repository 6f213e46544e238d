//! How a meeting is kept, places for it, who waits.

use chrono_tz::Tz;
use steward_app::views::{KeepingView, OfferView, WaitingView};

use super::{Printed, column};
use crate::words::keeping;
use crate::words::refusals;
use crate::words::time::{day_and_clock, stamp};

impl Printed {
    pub(crate) fn suggestions(self, offers: &[OfferView]) -> String {
        self.or_json(&offers, || {
            if offers.is_empty() {
                let nothing = self.pick(
                    "附近没有合适的空会场，可列入候补：stewardctl waiting add。\n",
                    "Nothing that fits is free: let it wait with stewardctl waiting add.\n",
                );
                return nothing.to_owned();
            }
            let line = |(at, offer): (usize, &OfferView)| {
                let told = refusals::offer(offer, self.tongue);
                format!("  {}  {told}\n", at + 1)
            };
            offers.iter().enumerate().map(line).collect()
        })
    }

    pub(crate) fn waiting_list(self, all: &[WaitingView], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有候补的会议。\n", "Nobody waits for a room.\n");
                return nothing.to_owned();
            }
            all.iter().map(|one| self.waits(one, zone)).collect()
        })
    }

    fn waits(self, one: &WaitingView, zone: Tz) -> String {
        let wants = match &one.wants_name {
            Some(name) => self.name(name).to_owned(),
            None => self.pick("任一合适会场", "any room that fits").to_owned(),
        };
        let mut text = format!(
            "  {}  {}  {}  {}  {wants}  {} {}\n",
            column(&one.turn.to_string(), 3),
            column(&one.meeting.number.0, 9),
            day_and_clock(&one.meeting.when, self.tongue),
            one.meeting.title,
            self.pick("候补自", "waits since"),
            stamp(one.since, zone),
        );
        if let Some(place) = &one.place {
            let place = self.name(&place.room_name);
            let can = self.pick("可以安排了", "can be placed");
            text.push_str(&format!("       {can}：{place}\n"));
        }
        text
    }

    pub(crate) fn keeping(self, view: &KeepingView, zone: Tz) -> String {
        self.or_json(view, || {
            let room = match &view.meeting.room {
                Some(room) => self.name(room).to_owned(),
                None => self.pick("会场待定", "no room yet").to_owned(),
            };
            let mut text = format!(
                "{}  {}  {room}  {}\n",
                view.meeting.number.0,
                day_and_clock(&view.meeting.when, self.tongue),
                view.meeting.title,
            );
            if let Some(hold) = &view.hold {
                let until = stamp(hold.until, zone);
                let line = match hold.lapsed {
                    true => self.pick("暂留已过期", "the hold lapsed"),
                    false => self.pick("暂留至", "held until"),
                };
                text.push_str(&format!("  {line} {until}\n"));
            }
            if let Some(lock) = &view.lock {
                text.push_str(&format!("  {}\n", keeping::lock(lock, self.tongue)));
            }
            if let Some(one) = &view.waiting {
                text.push_str(&self.waits(one, zone));
            }
            text
        })
    }

    /// Who waits, where they can be put, and how that is taken.
    pub(super) fn placeable_told(self, one: &WaitingView) -> String {
        let tongue = self.tongue;
        let when = day_and_clock(&one.meeting.when, tongue);
        let (number, title) = (&one.meeting.number, &one.meeting.title);
        let mut text = tongue.pick(
            format!("候补的可以安排了：{number}  {when}  {title}\n"),
            format!("Who waits can have a place: {number}  {when}  {title}\n"),
        );
        if let Some(place) = &one.place {
            text.push_str(&format!("   1) {}\n", refusals::offer(place, tongue)));
        }
        text
    }
}
