//! Numbers as people write them: `180`, `1,200`, `一百八十`, `二〇三`.

use super::scan::Line;

/// A number standing in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// How much.
    pub(super) value: u32,
    /// Index behind it.
    pub(super) end: usize,
    /// Characters it is written with.
    pub(super) digits: usize,
    /// In Chinese characters.
    pub(super) chinese: bool,
}

const ENGLISH: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// The number that begins at `i`, whole: no digit goes before it or follows.
pub(super) fn number(line: &Line, i: usize) -> Option<Number> {
    arabic(line, i).or_else(|| chinese(line, i))
}

/// The English number word at `i`.
pub(super) fn english(line: &Line, i: usize) -> Option<Number> {
    ENGLISH.iter().find_map(|&(word, value)| {
        line.word(i, word).map(|end| Number {
            value,
            end,
            digits: end - i,
            chinese: false,
        })
    })
}

/// Digits at `i`, at most nine, not part of a longer run nor of a decimal.
pub(super) fn arabic(line: &Line, i: usize) -> Option<Number> {
    if line.before(i).is_ascii_digit() {
        return None;
    }
    let mut value = 0_u32;
    let mut end = i;
    while let Some(digit) = line.at(end).to_digit(10) {
        if end - i >= 9 {
            return None;
        }
        value = value * 10 + digit;
        end += 1;
    }
    (end > i).then_some(Number {
        value,
        end,
        digits: end - i,
        chinese: false,
    })
}

/// Digits at `i` with commas between the thousands, or without.
pub(super) fn with_thousands(line: &Line, i: usize) -> Option<Number> {
    let first = arabic(line, i)?;
    if first.digits <= 3
        && line.at(first.end) == ','
        && let Some(next) = arabic(line, first.end + 1)
        && next.digits == 3
        && first.value > 0
    {
        let digits = next.end - i;
        return Some(Number {
            value: first.value * 1_000 + next.value,
            end: next.end,
            digits,
            chinese: false,
        });
    }
    Some(first)
}

/// The Chinese number at `i`, whole.
pub(super) fn chinese(line: &Line, i: usize) -> Option<Number> {
    if is_numeral(line.before(i)) {
        return None;
    }
    let mut end = i;
    while is_numeral(line.at(end)) {
        end += 1;
    }
    let value = chinese_value((i..end).map(|j| line.at(j)))?;
    Some(Number {
        value,
        end,
        digits: end - i,
        chinese: true,
    })
}

/// A character that Chinese numbers are written with.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

/// What a run of Chinese numerals is worth; up to 99,999,999.
pub(super) fn chinese_value(numerals: impl Iterator<Item = char>) -> Option<u32> {
    let numerals: Vec<char> = numerals.take(16).collect();
    if numerals.iter().all(|&c| digit(c).is_some()) {
        return digit_by_digit(&numerals);
    }
    let mut parts = numerals.splitn(2, |&c| c == '万');
    let high = parts.next()?;
    let Some(low) = parts.next() else {
        return below_ten_thousand(high, false);
    };
    let high = below_ten_thousand(high, false)?.checked_mul(10_000)?;
    let low = if low.is_empty() {
        0
    } else {
        below_ten_thousand(low, true)?
    };
    high.checked_add(low)
}

fn digit_by_digit(numerals: &[char]) -> Option<u32> {
    if numerals.is_empty() || numerals.len() > 8 || (numerals.len() > 1 && numerals.contains(&'两'))
    {
        return None;
    }
    numerals
        .iter()
        .try_fold(0_u32, |value, &c| Some(value * 10 + digit(c)?))
}

/// `一千二百零五`, `十五`, `一百八` (180).
fn below_ten_thousand(numerals: &[char], after_unit: bool) -> Option<u32> {
    let mut total = 0_u32;
    let mut pending: Option<u32> = None;
    let mut last_unit = if after_unit { 10_000 } else { 100_000 };
    let mut zero = false;
    for &c in numerals {
        if let Some(unit) = unit(c) {
            if unit >= last_unit || unit > 1_000 {
                return None;
            }
            let count = match pending.take() {
                Some(0) => return None,
                Some(count) => count,
                None if unit == 10 => 1,
                None => return None,
            };
            total += count * unit;
            last_unit = unit;
            zero = false;
        } else {
            match (digit(c)?, pending) {
                (0, None) if last_unit <= 10_000 && !zero => zero = true,
                (0, _) | (_, Some(_)) => return None,
                (value, None) => pending = Some(value),
            }
        }
    }
    match pending {
        // 一百八 is a hundred and eighty, 一百零八 a hundred and eight.
        Some(value) if !zero && last_unit > 10 && last_unit <= 10_000 => {
            Some(total + value * last_unit / 10)
        }
        Some(value) => Some(total + value),
        None if zero || total == 0 => None,
        None => Some(total),
    }
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_are_worth_what_people_mean() {
        let worth = |s: &str| chinese_value(s.chars());
        for (written, value) in [
            ("一", 1),
            ("两", 2),
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("九十九", 99),
            ("一百", 100),
            ("一百八", 180),
            ("一百零八", 108),
            ("一百八十", 180),
            ("两百五十", 250),
            ("一千二", 1_200),
            ("一千零五十", 1_050),
            ("一千二百", 1_200),
            ("二〇三", 203),
            ("二零二六", 2_026),
            ("一万", 10_000),
            ("一万二", 12_000),
            ("零", 0),
        ] {
            assert_eq!(worth(written), Some(value), "{written}");
        }
        for not in ["", "百", "十百", "一百百", "二十三十", "两三", "万", "千万"] {
            assert_eq!(worth(not), None, "{not}");
        }
    }
}
