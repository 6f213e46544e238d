//! Words for bookings: chips and what was assumed, states, what is open.

use steward_app::domain::meeting::{FollowUp, Missing, State};
use steward_app::domain::quick::{Assumption, ChipKind, DayPart, Problem};
use steward_app::views::DraftField;

use crate::arguments::Tongue;
use crate::words::time::length;

/// What a piece of a line says.
pub(crate) fn chip(kind: ChipKind, tongue: Tongue) -> &'static str {
    match kind {
        ChipKind::Date => tongue.pick("日期", "day"),
        ChipKind::Time => tongue.pick("时间", "time"),
        ChipKind::Room => tongue.pick("会场", "room"),
        ChipKind::Headcount => tongue.pick("人数", "people"),
        ChipKind::Organiser => tongue.pick("单位", "organiser"),
        ChipKind::Title => tongue.pick("会议", "title"),
        ChipKind::Contact => tongue.pick("联系人", "contact"),
        ChipKind::Phone => tongue.pick("电话", "phone"),
        ChipKind::Level => tongue.pick("知悉范围", "need to know"),
        ChipKind::Unread => tongue.pick("没读懂", "not understood"),
    }
}

/// What a line does not say outright and was taken to mean.
pub(crate) fn assumption(assumption: &Assumption, tongue: Tongue) -> String {
    let words = match assumption {
        Assumption::Today => tongue.pick("没写日期，按今天", "no day written: today"),
        Assumption::TomorrowBecausePast => tongue.pick(
            "没写日期且今天已过，按明天",
            "no day written and past today: tomorrow",
        ),
        Assumption::NextYear => tongue.pick("这一天已过，按明年", "that day is past: next year"),
        Assumption::LaterMonth => {
            tongue.pick("没写月份，按后面的月份", "no month written: a later one")
        }
        Assumption::ComingWeekday => {
            tongue.pick("按将到的那个星期几", "the next such weekday to come")
        }
        Assumption::WeekdayIsToday => tongue.pick("正是今天", "that is today"),
        Assumption::NextIsNextWeek => tongue.pick("“下”指下一周", "“next” is of next week"),
        Assumption::MonthFirst => tongue.pick("先月后日", "month first"),
        Assumption::PartOfDay(part) => {
            let part = day_part(*part, tongue);
            return tongue.pick(
                format!("按本中心的“{part}”时段"),
                format!("the centre's hours for “{part}”"),
            );
        }
        Assumption::BeforeNoon => tongue.pick("按上午", "before noon"),
        Assumption::AfterNoon => tongue.pick("按下午", "after noon"),
        Assumption::BareHours => tongue.pick("两个数字按钟点", "two figures taken as hours"),
        Assumption::UsualLength(minutes) => {
            let length = length(i32::try_from(*minutes).unwrap_or(i32::MAX), tongue);
            return tongue.pick(
                format!("没写结束，按 {length}"),
                format!("no end written: {length}"),
            );
        }
        Assumption::OverMidnight => tongue.pick("次日结束", "ends on the next day"),
        Assumption::MidnightEndsDay => {
            tongue.pick("当天夜里十二点", "the midnight that ends the day")
        }
        Assumption::Approximate => tongue.pick("约数", "about"),
        Assumption::UpperOfRange(least) => {
            return tongue.pick(
                format!("按上限，最少 {least}"),
                format!("the most; at least {least}"),
            );
        }
        Assumption::NameBesidePhone => tongue.pick(
            "电话旁的名字作联系人",
            "the name beside the phone is the contact",
        ),
        Assumption::OnlyWordsLeft => {
            tongue.pick("余下的字作会议名称", "the words left are the title")
        }
    };
    words.to_owned()
}

/// What is wrong with a piece of a line.
pub(crate) fn problem(problem: Problem, tongue: Tongue) -> &'static str {
    match problem {
        Problem::NoSuchDate => tongue.pick("没有这一天", "no such day"),
        Problem::NoSuchTime => tongue.pick("没有这个时间", "no such time"),
        Problem::EndBeforeStart => tongue.pick("结束早于开始", "ends before it begins"),
        Problem::PartDisagrees => tongue.pick("时段与钟点不符", "part of day and hour disagree"),
        Problem::UnclearHour => tongue.pick("是哪一个半天？请写明", "which half of the day?"),
        Problem::NeedsHour => tongue.pick("要写明几点", "write the hour"),
        Problem::NeedsStart => tongue.pick("要写开始时间", "write when it begins"),
        Problem::NeedsDay => tongue.pick("要写明哪一天", "write which day"),
        Problem::Repeats => tongue.pick(
            "一句话只订一场，重复的请逐场订",
            "one line books one meeting: book each",
        ),
        Problem::SeveralDays => tongue.pick(
            "一句话只订一天，多日请逐日订",
            "one line books one day: book each",
        ),
        Problem::WeekdayDisagrees => tongue.pick("星期与日期不符", "weekday and date disagree"),
        Problem::DateOrTime => tongue.pick("是日期还是时间？", "a date or hours?"),
        Problem::RoomOrHeadcount => tongue.pick("是房号还是人数？", "a room or a headcount?"),
        Problem::Second => tongue.pick("前面已说过，且不一样", "said before, and differently"),
        Problem::Past => tongue.pick("时间已过", "over already"),
        Problem::TooLong => tongue.pick("太长，后面没有读", "too long: the rest was not read"),
    }
}

/// How far a meeting is.
pub(crate) fn state(state: State, tongue: Tongue) -> &'static str {
    steward_app::words::state(state).say(tongue.into())
}

/// What must still be done about a booking.
pub(crate) fn follow_up(follow_up: &FollowUp, tongue: Tongue) -> String {
    match follow_up {
        FollowUp::Approval => tongue
            .pick("待业主书面批准", "the client must approve in writing")
            .to_owned(),
        FollowUp::NoRoom => tongue.pick("还没有会场", "no room yet").to_owned(),
        FollowUp::TooMany { heads, seats } => tongue.pick(
            format!("{heads} 人，只有 {seats} 座"),
            format!("{heads} people, only {seats} seats"),
        ),
        FollowUp::ShortNotice { lead_minutes } => {
            let lead = length(i32::try_from(*lead_minutes).unwrap_or(i32::MAX), tongue);
            tongue.pick(
                format!("不足提前量（应提前 {lead}）"),
                format!("short notice (should come {lead} ahead)"),
            )
        }
        FollowUp::OutsideOpening => tongue
            .pick("在会场开放时间之外", "outside the room's opening hours")
            .to_owned(),
        FollowUp::Incomplete { missing } => {
            let words: Vec<&str> = missing.iter().map(|m| self::missing(*m, tongue)).collect();
            format!(
                "{}{}",
                tongue.pick("还缺：", "still missing: "),
                words.join(tongue.comma())
            )
        }
    }
}

/// A field of a draft.
pub(crate) fn field(field: DraftField, tongue: Tongue) -> &'static str {
    match field {
        DraftField::Title => tongue.pick("会议名称", "title"),
        DraftField::Room => tongue.pick("会场", "room"),
        DraftField::Date => tongue.pick("日期", "day"),
        DraftField::Start => tongue.pick("开始时间", "start"),
        DraftField::End => tongue.pick("结束时间", "end"),
    }
}

fn missing(missing: Missing, tongue: Tongue) -> &'static str {
    match missing {
        Missing::Title => tongue.pick("会议名称", "title"),
        Missing::Headcount => tongue.pick("人数", "headcount"),
        Missing::Organiser => tongue.pick("主办单位", "organiser"),
        Missing::Contact => tongue.pick("联系人或电话", "contact or phone"),
    }
}

fn day_part(part: DayPart, tongue: Tongue) -> &'static str {
    match part {
        DayPart::SmallHours => tongue.pick("凌晨", "small hours"),
        DayPart::Morning => tongue.pick("上午", "morning"),
        DayPart::Noon => tongue.pick("中午", "noon"),
        DayPart::Afternoon => tongue.pick("下午", "afternoon"),
        DayPart::Dusk => tongue.pick("傍晚", "dusk"),
        DayPart::Evening => tongue.pick("晚上", "evening"),
        DayPart::AllDay => tongue.pick("全天", "all day"),
    }
}
