//! Stock, the pick-list of a day, procurement notices.

use chrono_tz::Tz;
use steward_app::views::{
    BuyLineView, MeetingBrief, MovementView, PickList, PickMeeting, PurchaseView, StockHistory,
    StockRow, StockView,
};

use super::{Printed, column, right, widest};
use crate::words::stock;
use crate::words::time::{day, stamp};

/// Meetings that a line names; the others are counted.
const NAMED: usize = 8;

impl Printed {
    pub(crate) fn stock(self, view: &StockView) -> String {
        self.or_json(view, || {
            if view.items.is_empty() {
                let nothing = self.pick(
                    "还没有库存物品：stewardctl stock add 添加。\n",
                    "Nothing is kept yet: add it with stewardctl stock add.\n",
                );
                return nothing.to_owned();
            }
            let rows = view.items.iter().filter(|row| !row.item.retired);
            let mut text: String = self.stock_rows(&rows.collect::<Vec<_>>());
            for one in &view.not_kept {
                text.push_str(&format!(
                    "! {}  {} {}  {}: {}\n",
                    self.name(&one.item),
                    one.count,
                    self.name(&one.unit),
                    self.pick("未入库存，用于", "not kept, for"),
                    self.numbers(&one.meetings)
                ));
            }
            text
        })
    }

    fn stock_rows(self, rows: &[&StockRow]) -> String {
        let names = widest(rows.iter().map(|row| self.name(&row.item.name)));
        let places = widest(rows.iter().map(|row| row.item.location.as_str()));
        let line = |row: &&StockRow| {
            let item = &row.item;
            let mut text = format!(
                "{} {}  {}  {} {}  {} {}  {} {}",
                if row.below { "!" } else { " " },
                column(self.name(&item.name), names),
                column(&item.location, places),
                right(&row.on_hand.to_string(), 6),
                column(self.name(&item.unit), 8),
                self.pick("预留", "reserved"),
                right(&row.reserved.to_string(), 5),
                self.pick("可用", "free"),
                right(&row.free.to_string(), 5),
            );
            let also = [
                (row.out, self.pick("在外", "out")),
                (-row.on_hand.min(0), self.pick("短缺", "short")),
                (
                    i32::try_from(row.on_way).unwrap_or(i32::MAX),
                    self.pick("在途", "on the way"),
                ),
            ];
            for (count, word) in also.into_iter().filter(|(count, _)| *count > 0) {
                text.push_str(&format!("  {word} {count}"));
            }
            if row.below {
                let word = self.pick("最低", "minimum");
                text.push_str(&format!("  {word} {}", item.minimum));
            }
            if !row.endangered.is_empty() {
                let word = self.pick("不够用于", "not enough for");
                text.push_str(&format!("  {word} {}", self.numbers(&row.endangered)));
            }
            text.push('\n');
            text
        };
        rows.iter().map(line).collect()
    }

    pub(crate) fn stock_item(self, view: &StockHistory, zone: Tz) -> String {
        self.or_json(view, || {
            let mut text = self.stock_rows(&[&view.row]);
            for one in &view.movements {
                text.push_str(&self.movement(one, zone));
            }
            text
        })
    }

    fn movement(self, one: &MovementView, zone: Tz) -> String {
        let mut text = format!(
            "  {}  {} {}  → {}  {}",
            stamp(one.at, zone),
            column(stock::moved(one.what, self.tongue), 8),
            right(&one.count.to_string(), 6),
            right(&one.after.to_string(), 6),
            one.by
        );
        if let Some(difference) = one.difference.filter(|difference| *difference != 0) {
            let word = self.pick("差", "difference");
            text.push_str(&format!("  {word} {difference:+}"));
        }
        if let Some(meeting) = &one.meeting {
            text.push_str(&format!("  {} {}", meeting.number, meeting.title));
        }
        for part in [one.purchase.as_deref().unwrap_or_default(), &one.note] {
            if !part.is_empty() {
                text.push_str(&format!("  {part}"));
            }
        }
        if let Some(void) = &one.voided {
            let word = self.pick("作废", "entered in error");
            text.push_str(&format!("  {word}: {} {}", void.why, void.by));
        }
        text.push('\n');
        text
    }

    pub(crate) fn pick_list(self, list: &PickList, zone: Tz) -> String {
        self.or_json(list, || {
            let mut text = format!("{}\n", day(list.date, self.tongue));
            if list.meetings.is_empty() {
                text.push_str(self.pick(
                    "  当日没有需要领用的物品。\n",
                    "  No goods are needed on this day.\n",
                ));
            }
            let names = widest(list.totals.iter().map(|sum| self.name(&sum.item)));
            let places = widest(list.totals.iter().map(|sum| sum.place.as_str()));
            for sum in &list.totals {
                let kept = match sum.on_hand {
                    Some(on_hand) => format!("{} {on_hand}", self.pick("库存", "in stock")),
                    None => self.pick("未入库存", "not kept").to_owned(),
                };
                text.push_str(&format!(
                    "  {}  {}  {} {}  {kept}\n",
                    column(&sum.place, places),
                    column(self.name(&sum.item), names),
                    right(&sum.count.to_string(), 6),
                    column(self.name(&sum.unit), 8),
                ));
            }
            for one in &list.meetings {
                text.push_str(&self.pick_meeting(one, zone));
            }
            text
        })
    }

    fn pick_meeting(self, one: &PickMeeting, zone: Tz) -> String {
        let mut text = format!(
            "{}  {}  {} {}\n",
            stamp(one.carry, zone),
            self.room(one.meeting.room.as_ref()),
            one.meeting.number,
            one.meeting.title
        );
        for (said, word) in [
            (&one.taken, self.pick("领料", "taken")),
            (&one.back, self.pick("归还", "back")),
        ] {
            for carried in said {
                let at = stamp(carried.at, zone);
                text.push_str(&format!("  {word} {} {at}\n", carried.by));
            }
        }
        if one.taken.len() > 1 {
            text.push_str(self.pick(
                "  ! 领了不止一次，请核对\n",
                "  ! taken more than once: look whether that is so\n",
            ));
        }
        let names = widest(one.lines.iter().map(|line| self.name(&line.item)));
        for line in &one.lines {
            text.push_str(&format!(
                "    {} {} {}",
                column(self.name(&line.item), names),
                right(&line.count.to_string(), 6),
                column(self.name(&line.unit), 8)
            ));
            for (count, word) in [
                (line.taken, self.pick("实领", "taken")),
                (line.back, self.pick("归还", "back")),
                (line.gone, self.pick("耗损", "gone")),
            ] {
                if count > 0 {
                    text.push_str(&format!("  {word} {count}"));
                }
            }
            text.push('\n');
        }
        text
    }

    pub(crate) fn proposed(self, lines: &[BuyLineView], zone: Tz) -> String {
        self.or_json(&lines, || {
            if lines.is_empty() {
                let nothing = self.pick("没有需要采购的。\n", "Nothing is to be bought.\n");
                return nothing.to_owned();
            }
            let rows = lines.iter().map(|line| self.buy_line(line, zone));
            let mut text: String = rows.collect();
            text.push_str(self.pick(
                "编制采购通知单：stewardctl buy make\n",
                "Make a procurement notice of it: stewardctl buy make\n",
            ));
            text
        })
    }

    fn buy_line(self, line: &BuyLineView, zone: Tz) -> String {
        let mut text = format!(
            "  {} {} {}",
            column(self.name(&line.item), 16),
            right(&line.count.to_string(), 6),
            column(self.name(&line.unit), 8)
        );
        let mut part = |word: &str, said: &str| {
            if !said.is_empty() {
                text.push_str(&format!("  {word} {said}"));
            }
        };
        if let Some(needed) = line.needed {
            part(self.pick("需用", "needed"), &stamp(needed, zone));
        }
        part("", &line.note);
        if line.delivered > 0 {
            part(self.pick("已到", "came"), &line.delivered.to_string());
        }
        if line.over > 0 {
            part(self.pick("! 多到", "! too many:"), &line.over.to_string());
        }
        if let Some(why) = line.why {
            part("", stock::why(why, self.tongue));
        }
        if let Some(late) = line.late {
            part("!", stock::lateness(late, self.tongue));
        }
        part(self.pick("用于", "for"), &self.numbers(&line.meetings));
        text.push('\n');
        text
    }

    pub(crate) fn purchases(self, all: &[PurchaseView], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick(
                    "还没有采购通知单：先看 stewardctl buy propose。\n",
                    "There is no procurement notice yet: see stewardctl buy propose.\n",
                );
                return nothing.to_owned();
            }
            all.iter()
                .map(|one| self.purchase_text(one, zone))
                .collect()
        })
    }

    pub(crate) fn purchase(self, view: &PurchaseView, zone: Tz) -> String {
        self.or_json(view, || self.purchase_text(view, zone))
    }

    fn purchase_text(self, one: &PurchaseView, zone: Tz) -> String {
        let mut text = format!(
            "{}  {}  {} {}",
            column(&one.number, 10),
            stock::stage(one.stage, self.tongue),
            stamp(one.at, zone),
            one.by
        );
        if let Some(sent) = &one.sent {
            text.push_str(&format!("  {} {}", self.pick("送", "sent to"), sent.to));
        }
        if let Some(ordered) = &one.ordered {
            let word = self.pick("预计到货", "expected");
            let expected = stamp(ordered.expected, zone);
            text.push_str(&format!("  {} {word} {expected}", ordered.supplier));
        }
        if let Some(cancelled) = &one.cancelled {
            text.push_str(&format!("  {}", cancelled.why));
        }
        text.push('\n');
        for line in &one.lines {
            text.push_str(&self.buy_line(line, zone));
        }
        text
    }

    fn numbers(self, meetings: &[MeetingBrief]) -> String {
        let named = meetings.iter().take(NAMED);
        let numbers: Vec<&str> = named.map(|one| one.number.0.as_str()).collect();
        let more = meetings.len().saturating_sub(NAMED);
        let told = numbers.join(self.tongue.comma());
        match more {
            0 => told,
            _ => {
                told + &self.tongue.pick(
                    format!("等 {} 场", meetings.len()),
                    format!(" and {more} more"),
                )
            }
        }
    }
}
