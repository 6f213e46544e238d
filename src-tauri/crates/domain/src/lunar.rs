//! The lunar calendar 农历 of the years 1900 to 2100, by a table: which months
//! have thirty days and which is doubled. Whoever books a banquet or a wedding
//! asks by it.

mod terms;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

pub use terms::term_of;

/// The first year of the table.
const FIRST: i32 = 1900;

/// A year each: bits 4 to 15 the months from the twelfth to the first, set for
/// thirty days; bits 0 to 3 the month that is doubled, 0 for none; bit 16
/// whether its second has thirty.
#[rustfmt::skip]
const YEARS: [u32; 201] = [
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0,
    0x09ad0, 0x055d2, 0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250, 0x1d255, 0x0b540,
    0x0d6a0, 0x0ada2, 0x095b0, 0x14977, 0x04970, 0x0a4b0, 0x0b4b5, 0x06a50,
    0x06d40, 0x1ab54, 0x02b60, 0x09570, 0x052f2, 0x04970, 0x06566, 0x0d4a0,
    0x0ea50, 0x16a95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950,
    0x0d4a0, 0x1d8a6, 0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2,
    0x0a950, 0x0b557, 0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5b0, 0x14573,
    0x052b0, 0x0a9a8, 0x0e950, 0x06aa0, 0x0aea6, 0x0ab50, 0x04b60, 0x0aae4,
    0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0, 0x096d0, 0x04dd5,
    0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b6a0, 0x195a6,
    0x095b0, 0x049b0, 0x0a974, 0x0a4b0, 0x0b27a, 0x06a50, 0x06d40, 0x0af46,
    0x0ab60, 0x09570, 0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58,
    0x05ac0, 0x0ab60, 0x096d5, 0x092e0, 0x0c960, 0x0d954, 0x0d4a0, 0x0da50,
    0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5, 0x0a950, 0x0b4a0,
    0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930,
    0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0, 0x0d260,
    0x0ea65, 0x0d530, 0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0,
    0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0, 0x056d0, 0x055b2, 0x049b0,
    0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0, 0x14b63, 0x09370,
    0x049f8, 0x04970, 0x064b0, 0x168a6, 0x0ea50, 0x06b20, 0x1a6c4, 0x0aae0,
    0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0,
    0x0a6d0, 0x055d4, 0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50,
    0x055a0, 0x0aba4, 0x0a5b0, 0x052b0, 0x0b273, 0x06930, 0x07337, 0x06aa0,
    0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160, 0x0e968, 0x0d520,
    0x0daa0, 0x16aa6, 0x056d0, 0x04ae0, 0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,
    0x0d520,
];

/// A day by the lunar calendar.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, specta::Type,
)]
pub struct LunarDay {
    /// The year in which its first month lies.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// It is the month's second 闰月.
    pub leap: bool,
    /// The day, 1 to 30.
    pub day: u32,
}

/// What a lunar day is called on its own.
const FEASTS: [(u32, u32, &str); 9] = [
    (1, 1, "春节"),
    (1, 15, "元宵"),
    (2, 2, "龙抬头"),
    (5, 5, "端午"),
    (7, 7, "七夕"),
    (7, 15, "中元"),
    (8, 15, "中秋"),
    (9, 9, "重阳"),
    (12, 8, "腊八"),
];

const MONTHS: [&str; 12] = [
    "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月",
];

const DAYS: [&str; 30] = [
    "初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十", "十一", "十二",
    "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "廿一", "廿二", "廿三", "廿四",
    "廿五", "廿六", "廿七", "廿八", "廿九", "三十",
];

impl LunarDay {
    /// The lunar day of a date; none outside the table: before 31 January 1900
    /// and after the lunar year 2100.
    #[must_use]
    pub fn of(date: NaiveDate) -> Option<Self> {
        let mut left = u32::try_from((date - begin()?).num_days()).ok()?;
        for (year, word) in (FIRST..).zip(YEARS) {
            let length: u32 = months(word).map(|(.., days)| days).sum();
            if left >= length {
                left -= length;
                continue;
            }
            for (month, leap, days) in months(word) {
                if left < days {
                    return Some(Self {
                        year,
                        month,
                        leap,
                        day: left + 1,
                    });
                }
                left -= days;
            }
        }
        None
    }

    /// The date of a lunar day; none where there is no such day.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        let mut days = 0_u64;
        for (year, word) in (FIRST..).zip(YEARS) {
            for (month, leap, length) in months(word) {
                if (year, month, leap) == (self.year, self.month, self.leap) {
                    let is_one = (1..=length).contains(&self.day);
                    let after = days + u64::from(self.day.checked_sub(1)?);
                    return begin()?
                        .checked_add_days(Days::new(after))
                        .filter(|_| is_one);
                }
                days += u64::from(length);
            }
        }
        None
    }

    /// As a calendar writes it small beside the date: the feast, the month on
    /// its first day, otherwise the day: 春节, 闰六月, 廿三.
    #[must_use]
    pub fn short(self) -> String {
        if let Some(feast) = self.feast() {
            return feast.to_owned();
        }
        match self.day {
            1 => self.month_name(),
            day => name(&DAYS, day).to_owned(),
        }
    }

    /// In full: 闰六月初一.
    #[must_use]
    pub fn full(self) -> String {
        format!("{}{}", self.month_name(), name(&DAYS, self.day))
    }

    /// The feast of the day, if it is one. The last day of a year is 除夕.
    #[must_use]
    pub fn feast(self) -> Option<&'static str> {
        if self.leap {
            return None;
        }
        let known = FEASTS
            .iter()
            .find(|(month, day, _)| (*month, *day) == (self.month, self.day));
        if let Some((.., feast)) = known {
            return Some(feast);
        }
        let next = (self.month == 12 && self.day >= 29)
            .then(|| Self::of(self.date()?.succ_opt()?))
            .flatten();
        next.is_some_and(|next| next.month == 1).then_some("除夕")
    }

    fn month_name(self) -> String {
        let leap = if self.leap { "闰" } else { "" };
        format!("{leap}{}", name(&MONTHS, self.month))
    }
}

fn name(names: &[&'static str], nth: u32) -> &'static str {
    let at = usize::try_from(nth).unwrap_or(0).checked_sub(1);
    at.and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// The first day of the table.
fn begin() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(FIRST, 1, 31)
}

/// The months of a year in order: which, whether it is the second of that
/// name, days.
fn months(word: u32) -> impl Iterator<Item = (u32, bool, u32)> {
    let doubled = word & 0xf;
    (1..=12).flat_map(move |month| {
        let days = 29 + u32::from(word & (0x10000 >> month) != 0);
        let second = 29 + u32::from(word & 0x10000 != 0);
        let leap = (doubled == month).then_some((month, true, second));
        std::iter::once((month, false, days)).chain(leap)
    })
}

#[cfg(test)]
mod tests;
