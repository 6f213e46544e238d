//! After a meeting: what was done, lost property, fees, the price list.

use chrono_tz::Tz;
use steward_app::domain::after::{ClosingState, LostEnd};
use steward_app::domain::fee::{Charge, Done, FeeStep, Price};
use steward_app::views::{
    AfterView, FeeLineView, FeeOpen, FeeSheetView, FeeView, LostView, PointView, Settling,
};
use steward_app::words::{self, terms};

use super::{Printed, column, right, widest};
use crate::words::time::{day_and_clock, stamp};

impl Printed {
    pub(crate) fn after(self, view: &AfterView, zone: Tz) -> String {
        self.or_json(view, || {
            let language = self.tongue.into();
            let mut text = String::new();
            for point in &view.points {
                text.push_str(&self.point(point));
            }
            if let Some(search) = &view.search {
                let verdict = if search.found {
                    self.pick("有遗留物品", "something was found")
                } else {
                    self.pick("无遗留物品", "nothing was found")
                };
                text.push_str(&format!("{verdict}  {} {}\n", search.by, search.note));
            }
            for item in &view.lost {
                text.push_str(&format!("  {}  {}\n", item.number, item.what));
            }
            for one in &view.handed_over {
                let at = stamp(one.at, zone);
                let kept = if one.nothing_kept {
                    terms::NOTHING_KEPT.say(language)
                } else {
                    ""
                };
                text.push_str(&format!(
                    "  {}  {} × {}  {} {}  {at} {}  {kept}\n",
                    one.number, one.what, one.count, one.to, one.signed, one.by
                ));
            }
            for used in view.used.iter().flat_map(|used| &used.lines) {
                text.push_str(&format!("  {} {} {}\n", used.item, used.count, used.unit));
            }
            if let Some(rating) = &view.rating {
                let stars = "★".repeat(usize::try_from(rating.stars).unwrap_or(0).min(5));
                text.push_str(&format!("{stars}  {} {}\n", rating.by, rating.said));
            }
            if let Some(review) = &view.review {
                text.push_str(&format!(
                    "{}  {} {}\n",
                    review.by, review.wrong, review.change
                ));
            }
            let settled = match view.settled {
                true => self.pick("已结清\n", "settled\n"),
                false => self.pick("未结清\n", "not settled\n"),
            };
            text + settled
        })
    }

    fn point(self, one: &PointView) -> String {
        let language = self.tongue.into();
        let mark = match one.state {
            ClosingState::Open => "·",
            ClosingState::Done => "✓",
            ClosingState::Waived => "○",
            ClosingState::None => "–",
        };
        let why = one
            .waived
            .as_ref()
            .map(|waiver| format!("  {} {}", waiver.by, waiver.why));
        format!(
            "{mark} {}  {}{}\n",
            column(words::closing_point(one.point).say(language), 22),
            words::point_state(one.state).say(language),
            why.unwrap_or_default()
        )
    }

    pub(crate) fn not_settled(self, all: &[Settling]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有未结清的会议。\n", "Every meeting is settled.\n");
                return nothing.to_owned();
            }
            let line = |one: &Settling| {
                let open = one.open.iter();
                let open: Vec<_> = open
                    .map(|point| words::closing_point(*point).say(self.tongue.into()))
                    .collect();
                format!(
                    "  {}  {}  {}  {}\n",
                    column(&one.meeting.number.0, 9),
                    day_and_clock(&one.meeting.when, self.tongue),
                    one.meeting.title,
                    open.join(self.tongue.comma())
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn lost(self, all: &[LostView], zone: Tz) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有待认领的物品。\n", "Nothing is kept.\n");
                return nothing.to_owned();
            }
            let line = |one: &LostView| {
                let at = stamp(one.found_at, zone);
                let end = one
                    .end
                    .as_ref()
                    .map(|end| self.lost_end(end, zone))
                    .unwrap_or_default();
                let clash = if one.in_conflict {
                    self.pick("  ！两台站说法不同", "  ! two stations differ")
                } else {
                    ""
                };
                format!(
                    "  {}  {}  {}  {at} {}  {}{end}{clash}\n",
                    column(&one.number, 10),
                    one.what,
                    one.place,
                    one.found_by,
                    one.kept
                )
            };
            all.iter().map(line).collect()
        })
    }

    fn lost_end(self, end: &LostEnd, zone: Tz) -> String {
        match end {
            LostEnd::Returned { to, proof, by, at } => format!(
                "  {} {to} {proof} {by} {}",
                terms::HANDED_BACK.say(self.tongue.into()),
                stamp(*at, zone)
            ),
            LostEnd::Disposed {
                how,
                allowed,
                by,
                at,
            } => format!(
                "  {} {how} {allowed} {by} {}",
                terms::DISPOSED.say(self.tongue.into()),
                stamp(*at, zone)
            ),
        }
    }

    pub(crate) fn fee(self, view: &FeeView, zone: Tz) -> String {
        self.or_json(view, || {
            let language = self.tongue.into();
            let mut text = words::fee_stage(view.stage).say(language).to_owned();
            if let Some(due) = view.due {
                text.push_str(&format!("  {} {due}", self.pick("截至", "by")));
            }
            if view.late {
                text.push_str(self.pick("（已过期）", " (late)"));
            }
            text.push('\n');
            if view.sheets.is_empty() {
                text.push_str(self.pick("按价目应为：\n", "By the price list:\n"));
                text.push_str(&self.fee_lines(&view.proposed));
            }
            for sheet in view.sheets.iter().filter(|sheet| sheet.stands) {
                text.push_str(&self.fee_sheet(sheet, zone));
            }
            for step in &view.steps {
                text.push_str(&self.fee_step(step, zone));
            }
            text
        })
    }

    fn fee_sheet(self, sheet: &FeeSheetView, zone: Tz) -> String {
        let language = self.tongue.into();
        let mut text = format!(
            "{}  {} {}\n{}",
            sheet.number,
            stamp(sheet.at, zone),
            sheet.by,
            self.fee_lines(&sheet.lines)
        );
        if sheet.discount.0 != 0 {
            text.push_str(&format!(
                "  {} -{} {}\n",
                terms::DISCOUNT.say(language),
                sheet.discount.told(),
                sheet.discount_why
            ));
        }
        let tax = match sheet.tax_included {
            true => terms::TAX_WITHIN,
            false => terms::TAX_ON_TOP,
        };
        text.push_str(&format!(
            "  {} {}\n  {} {}  {}\n",
            tax.say(language),
            sheet.tax_due.told(),
            terms::TOTAL.say(language),
            sheet.total.told(),
            sheet.capital
        ));
        text
    }

    fn fee_lines(self, lines: &[FeeLineView]) -> String {
        let width = widest(lines.iter().map(|line| self.name(&line.name)));
        let told = lines.iter().map(|line| {
            format!(
                "  {}  {}  {} {}  × {}  {}  {}\n",
                column(words::fee_group(line.group).say(self.tongue.into()), 6),
                column(self.name(&line.name), width),
                right(&line.quantity.to_string(), 6),
                column(self.name(&line.unit), 6),
                right(&line.price.told(), 10),
                right(&line.amount.told(), 12),
                line.note
            )
        });
        told.collect()
    }

    fn fee_step(self, step: &FeeStep, zone: Tz) -> String {
        let what = match step.done {
            Done::Signed => self.pick("已签字", "signed").to_owned(),
            Done::Invoiced => self.pick("已开票", "invoiced").to_owned(),
            Done::Paid { fen } => format!("{} {}", self.pick("收款", "paid"), fen.told()),
        };
        let at = stamp(step.at, zone);
        format!("  ✓ {what}  {at} {} {}\n", step.by, step.note)
    }

    pub(crate) fn fees_open(self, all: &[FeeOpen]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick("没有未收讫的费用。\n", "Every fee is paid.\n");
                return nothing.to_owned();
            }
            let line = |one: &FeeOpen| {
                let total = one
                    .total
                    .map_or_else(|| "—".to_owned(), |total| total.told());
                let late = if one.late {
                    self.pick("（已过期）", " (late)")
                } else {
                    ""
                };
                format!(
                    "  {}  {}  {}  {}  {}  {} {}{late}\n",
                    column(&one.meeting.number.0, 9),
                    one.meeting.title,
                    one.organiser,
                    words::fee_stage(one.stage).say(self.tongue.into()),
                    right(&total, 12),
                    self.pick("截至", "by"),
                    one.due
                )
            };
            all.iter().map(line).collect()
        })
    }

    pub(crate) fn prices(self, all: &[Price]) -> String {
        self.or_json(&all, || {
            if all.is_empty() {
                let nothing = self.pick(
                    "还没有价目：请在窗口“会后 · 价目”里填，或用 price import。\n",
                    "There is no price list yet: fill it in under After, or use price import.\n",
                );
                return nothing.to_owned();
            }
            let width = widest(all.iter().map(|price| self.name(&price.name)));
            let line = |price: &Price| {
                let mark = if price.retired { "–" } else { " " };
                let until = price
                    .until
                    .map(|until| until.to_string())
                    .unwrap_or_default();
                format!(
                    "{mark} {}  {}  {} / {}  {} {}–{until}\n",
                    column(words::fee_group(price.group).say(self.tongue.into()), 6),
                    column(self.name(&price.name), width),
                    right(&price.fen.told(), 10),
                    column(self.name(&price.unit), 6),
                    column(self.charge(&price.charge), 12),
                    price.from
                )
            };
            all.iter().map(line).collect()
        })
    }

    fn charge(self, charge: &Charge) -> &'static str {
        match charge {
            Charge::RoomSession { .. } => self.pick("按场次", "by session"),
            Charge::Asked { .. } => self.pick("按通知单", "as notified"),
            Charge::Used { .. } => self.pick("按耗用", "as used up"),
            Charge::Hand => self.pick("手工填", "by hand"),
        }
    }
}
