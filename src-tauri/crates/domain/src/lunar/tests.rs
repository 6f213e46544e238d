//! Known days, and every day there and back.

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn known_days_are_read() {
    for (day, full, short) in [
        ("1900-01-31", "正月初一", "春节"),
        ("1949-10-01", "八月初十", "初十"),
        ("1987-07-26", "闰六月初一", "闰六月"),
        ("2000-02-05", "正月初一", "春节"),
        ("2020-05-23", "闰四月初一", "闰四月"),
        ("2023-03-22", "闰二月初一", "闰二月"),
        ("2024-02-09", "腊月三十", "除夕"),
        ("2025-01-28", "腊月廿九", "除夕"),
        ("2025-01-29", "正月初一", "春节"),
        ("2025-07-25", "闰六月初一", "闰六月"),
        ("2025-10-06", "八月十五", "中秋"),
        ("2026-02-16", "腊月廿九", "除夕"),
        ("2026-02-17", "正月初一", "春节"),
        ("2026-06-19", "五月初五", "端午"),
        ("2026-09-25", "八月十五", "中秋"),
        ("2026-11-23", "十月十五", "十五"),
        ("2027-02-06", "正月初一", "春节"),
        ("2028-01-26", "正月初一", "春节"),
        ("2030-02-03", "正月初一", "春节"),
        ("2033-12-22", "闰冬月初一", "闰冬月"),
        ("2050-01-23", "正月初一", "春节"),
        ("2100-02-09", "正月初一", "春节"),
    ] {
        let lunar = LunarDay::of(date(day)).unwrap();
        assert_eq!(
            (lunar.full().as_str(), lunar.short().as_str()),
            (full, short),
            "{day}"
        );
    }
    assert_eq!(LunarDay::of(date("1900-01-30")), None);
    assert_eq!(LunarDay::of(date("2101-03-01")), None);
}

#[test]
fn every_day_of_the_table_goes_there_and_back() {
    let mut day = date("1900-01-31");
    let mut before: Option<LunarDay> = None;
    let mut feasts = 0;
    while let Some(lunar) = LunarDay::of(day) {
        assert_eq!(lunar.date(), Some(day));
        let follows = match before {
            None => true,
            Some(one) if lunar.day > 1 => one.day + 1 == lunar.day && one.month == lunar.month,
            Some(one) => one.day >= 29,
        };
        assert!(follows, "{day}: {before:?} {lunar:?}");
        feasts += u32::from(lunar.feast() == Some("除夕"));
        before = Some(lunar);
        day = day.succ_opt().unwrap();
    }
    // That of 2100 is followed by a year that the table does not have.
    assert_eq!((day, feasts), (date("2101-01-29"), 200));
}

#[test]
fn solar_terms_fall_on_their_days() {
    let of_2026 = [
        "01-05 小寒",
        "01-20 大寒",
        "02-04 立春",
        "02-18 雨水",
        "03-05 惊蛰",
        "03-20 春分",
        "04-05 清明",
        "04-20 谷雨",
        "05-05 立夏",
        "05-21 小满",
        "06-05 芒种",
        "06-21 夏至",
        "07-07 小暑",
        "07-23 大暑",
        "08-07 立秋",
        "08-23 处暑",
        "09-07 白露",
        "09-23 秋分",
        "10-08 寒露",
        "10-23 霜降",
        "11-07 立冬",
        "11-22 小雪",
        "12-07 大雪",
        "12-22 冬至",
    ];
    let mut found = Vec::new();
    for day in date("2026-01-01").iter_days().take(365) {
        if let Some(term) = term_of(day) {
            found.push(format!("{} {term}", day.format("%m-%d")));
        }
    }
    assert_eq!(found, of_2026);
    for (day, term) in [
        ("2021-12-21", "冬至"),
        ("2024-02-04", "立春"),
        ("2025-04-04", "清明"),
        ("2027-04-05", "清明"),
        ("2008-05-21", "小满"),
    ] {
        assert_eq!(term_of(date(day)), Some(term), "{day}");
    }
    let days = date("2001-01-01")
        .iter_days()
        .take_while(|day| *day <= date("2099-12-31"));
    assert_eq!(days.filter(|day| term_of(*day).is_some()).count(), 24 * 99);
    assert_eq!(term_of(date("2100-12-22")), None);
}
