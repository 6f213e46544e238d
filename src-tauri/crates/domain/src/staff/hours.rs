//! When in a week somebody can work 可上班时间, in words: as a cell of a list
//! says it and as it is written.

use super::Availability;
use crate::names::Language;

/// Minutes of a day.
const DAY: u32 = 1_440;
/// The days as they are written, Monday first.
const ZH: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];
const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `周一至周五 08:00-18:00、周六 09:00-13:00`: days of like hours together;
/// nothing where there is no limit.
#[must_use]
pub fn told(all: &[Availability], language: Language) -> String {
    // Days by what is written behind them, in the order of their first day.
    let mut groups: Vec<(String, Vec<u8>)> = Vec::new();
    for weekday in 1..=7_u8 {
        let mut spans: Vec<(u32, u32)> = all
            .iter()
            .filter(|one| one.weekday == weekday)
            .map(|one| (one.from, one.to))
            .collect();
        spans.sort_unstable();
        spans.dedup();
        if spans.is_empty() {
            continue;
        }
        let spans: Vec<String> = spans.into_iter().map(span).collect();
        let hours = spans.join(" ");
        match groups.iter_mut().find(|(known, _)| *known == hours) {
            Some((_, days)) => days.push(weekday),
            None => groups.push((hours, vec![weekday])),
        }
    }
    let told = groups
        .into_iter()
        .map(|(hours, days)| format!("{} {hours}", days_told(&days, language)));
    let comma = match language {
        Language::Zh => "、",
        Language::En => ", ",
    };
    told.collect::<Vec<_>>().join(comma)
}

/// `08:00-18:00`; `20:00-06:00` over midnight.
fn span((from, to): (u32, u32)) -> String {
    let wraps = to > DAY && to - DAY <= from;
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!(
        "{}-{}",
        clock(from),
        clock(if wraps { to - DAY } else { to })
    )
}

/// `周一至周三和周五`, `Mon-Wed & Fri`.
fn days_told(days: &[u8], language: Language) -> String {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let name = |day: u8| {
        let at = usize::from(day.saturating_sub(1));
        match language {
            Language::Zh => ZH.get(at).map(|c| format!("周{c}")).unwrap_or_default(),
            Language::En => EN.get(at).map(|day| (*day).to_owned()).unwrap_or_default(),
        }
    };
    let (to, and) = match language {
        Language::Zh => ("至", "和"),
        Language::En => ("-", " & "),
    };
    let told = runs.into_iter().map(|(first, last)| match first == last {
        true => name(first),
        false => format!("{}{to}{}", name(first), name(last)),
    });
    told.collect::<Vec<_>>().join(and)
}

/// Reads what a person or a list says: `周一至周五 08:00-18:00`,
/// `一、三、五 8:00-12:00 14:00-18:00`, `Mon-Fri 8:00-18:00; Sat 9:00-13:00`,
/// `工作日`, `weekends`; days without hours are whole days. None for what is not
/// understood.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Availability>> {
    let narrow: String = text.chars().map(crate::quick::fold).collect();
    let mut found: Vec<Availability> = Vec::new();
    // Days that wait for their hours, as the first two of `一、三、五 8:00-12:00`.
    let mut waiting: Vec<u8> = Vec::new();
    for part in narrow.split(['、', ',', '，', ';', '；', '|', '\n', '/']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let (days, hours) = match part.find(':') {
            None => (part, ""),
            Some(colon) => {
                let before = part.get(..colon)?;
                let digits = before.chars().rev().take_while(char::is_ascii_digit);
                part.split_at_checked(colon.checked_sub(digits.count().min(2))?)?
            }
        };
        waiting.extend(days_of(days)?);
        if hours.is_empty() {
            continue;
        }
        let spans: Vec<(u32, u32)> = hours
            .split_whitespace()
            .map(times)
            .collect::<Option<Vec<_>>>()?;
        // Hours alone are those of every day.
        let days = match waiting.is_empty() {
            true => (1..=7).collect(),
            false => std::mem::take(&mut waiting),
        };
        for weekday in days {
            found.extend(spans.iter().map(|(from, to)| Availability {
                weekday,
                from: *from,
                to: *to,
            }));
        }
    }
    found.extend(waiting.into_iter().map(|weekday| Availability {
        weekday,
        from: 0,
        to: DAY,
    }));
    found.sort_by_key(|one| (one.weekday, one.from, one.to));
    found.dedup();
    Some(found)
}

/// `8:00-18:00`, an end that is not after the start on the next day.
fn times(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(['-', '–', '—', '~', '至', '到'])?;
    let clock = |text: &str| -> Option<u32> {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 48 && minute < 60).then_some(hour * 60 + minute)
    };
    let (from, to) = (clock(from)?, clock(to)?);
    let to = if to <= from { to + DAY } else { to };
    (from < DAY && to <= 2 * DAY).then_some((from, to))
}

/// The days that a text names.
fn days_of(text: &str) -> Option<Vec<u8>> {
    match text.trim().to_lowercase().trim_end_matches(':') {
        "工作日" | "weekdays" | "workdays" => return Some((1..=5).collect()),
        "周末" | "双休日" | "weekend" | "weekends" => return Some(vec![6, 7]),
        "每天" | "每日" | "daily" | "every day" => return Some((1..=7).collect()),
        _ => {}
    }
    let mut days = Named::default();
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
            continue;
        }
        match std::mem::take(&mut word).as_str() {
            "" | "and" => {}
            word => days.take(english(word)?)?,
        }
        match c {
            '-' | '–' | '—' | '~' | '至' | '到' => days.to = true,
            '1'..='7' => days.take(u8::try_from(c.to_digit(10)?).ok()?)?,
            '天' => days.take(7)?,
            c if c.is_whitespace() || "周星期礼拜和及&+.".contains(c) => {}
            c => {
                let at = ZH.iter().position(|day| *day == c)?;
                days.take(u8::try_from(at + 1).ok()?)?;
            }
        }
    }
    (!days.to).then_some(days.found)
}

/// Days as they are named one after another.
#[derive(Default)]
struct Named {
    found: Vec<u8>,
    /// The next one is the end of a span.
    to: bool,
}

impl Named {
    /// None for a span without a beginning.
    fn take(&mut self, day: u8) -> Option<()> {
        match (self.found.last().copied(), std::mem::take(&mut self.to)) {
            (Some(first), true) => {
                let mut next = first;
                while next != day {
                    next = next % 7 + 1;
                    self.found.push(next);
                }
            }
            (None, true) => return None,
            (_, false) => self.found.push(day),
        }
        Some(())
    }
}

fn english(word: &str) -> Option<u8> {
    let at = EN.iter().position(|day| {
        let day = day.to_lowercase();
        word.starts_with(&day) || day.get(..2) == Some(word)
    })?;
    u8::try_from(at + 1).ok()
}
