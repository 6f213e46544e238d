//! Telephone numbers: mobiles, landlines, hotlines; extensions with a label.

use super::entry::{ChipKind, Problem};
use super::scan::Line;

const LABELS: &[&str] = &[
    "联系电话",
    "联系方式",
    "办公电话",
    "手机号码",
    "手机号",
    "手机",
    "座机",
    "电话号码",
    "电话",
    "分机号",
    "分机",
    "内线",
    "telephone",
    "phone no.",
    "phone",
    "mobile",
    "mob",
    "cell",
    "tel.",
    "tel",
    "extension",
    "ext.",
    "ext",
    "call",
];

/// Claims the first telephone number; further ones stay as text.
pub(super) fn claim(line: &mut Line) -> Option<String> {
    let mut phone = None;
    let mut i = 0;
    while i < line.len() {
        match numbered(line, i) {
            Some((number, end)) => {
                if phone.is_none() {
                    line.claim(ChipKind::Phone, i, end);
                    phone = Some(number);
                } else {
                    line.unread(i, end, Problem::Second);
                }
                i = end;
            }
            None => i += 1,
        }
    }
    phone
}

/// A number with its label, if it has one.
fn numbered(line: &Line, i: usize) -> Option<(String, usize)> {
    let Some(end) = line.ends(i, LABELS) else {
        return whole(line, i);
    };
    let at = line.skip(end);
    let at = if matches!(line.at(at), ':' | '.' | '#') {
        line.skip(at + 1)
    } else {
        at
    };
    whole(line, at).or_else(|| {
        let (digits, end) = run(line, at);
        ((3..=8).contains(&digits.len()) && alone(line, at, end)).then_some((digits, end))
    })
}

/// A number that shows by itself what it is.
fn whole(line: &Line, i: usize) -> Option<(String, usize)> {
    if line.before(i).is_ascii_alphanumeric() || matches!(line.before(i), '+' | '.') {
        return None;
    }
    if let Some(at) = line.ends(i, &["+86", "0086", "(+86)"]) {
        return mobile(line, line.skip(at)).or_else(|| landline(line, line.skip(at)));
    }
    mobile(line, i)
        .or_else(|| landline(line, i))
        .or_else(|| hotline(line, i))
        .or_else(|| abroad(line, i))
}

/// Digits at `i` with single blanks or dashes between them.
fn run(line: &Line, i: usize) -> (String, usize) {
    take(line, i, 20)
}

fn take(line: &Line, i: usize, at_most: usize) -> (String, usize) {
    let (mut digits, mut at, mut end) = (String::new(), i, i);
    while digits.len() < at_most {
        if line.at(at).is_ascii_digit() {
            digits.push(line.at(at));
            at += 1;
            end = at;
        } else if end == at && at > i && matches!(line.at(at), ' ' | '-') {
            at += 1;
        } else {
            break;
        }
    }
    (digits, end)
}

fn alone(line: &Line, from: usize, end: usize) -> bool {
    !line.before(from).is_ascii_digit()
        && !line.at(end).is_ascii_alphanumeric()
        && !matches!(line.at(end), '人' | '位' | '名' | '点')
}

fn mobile(line: &Line, i: usize) -> Option<(String, usize)> {
    let (digits, end) = take(line, i, 11);
    let mut head = digits.chars();
    let right = head.next() == Some('1') && head.next().is_some_and(|c| ('3'..='9').contains(&c));
    let text = line.folded(i, end);
    let groups: Vec<usize> = text.split([' ', '-']).map(str::len).collect();
    let usual = matches!(groups.as_slice(), [11] | [3, 4, 4] | [3, 8] | [7, 4]);
    (right && usual && digits.len() == 11 && !line.at(end).is_ascii_digit())
        .then_some((digits, end))
}

/// `0571-88888888`, `(010) 8888 8888`, `057188888888-801`.
fn landline(line: &Line, i: usize) -> Option<(String, usize)> {
    let bracket = line.at(i) == '(';
    let at = if bracket { i + 1 } else { i };
    if line.at(at) != '0' {
        return None;
    }
    let (area, end) = digits(line, at);
    let (area, rest, end) = if bracket {
        if line.at(end) != ')' {
            return None;
        }
        let (rest, end) = run(line, line.skip(end + 1));
        (area, rest, end)
    } else if matches!(line.at(end), '-' | ' ') {
        let (rest, end) = subscriber(line, end + 1);
        (area, rest, end)
    } else {
        // The area code of a number written in one.
        let code = if matches!(area.get(..2), Some("01" | "02")) {
            3
        } else {
            4
        };
        (
            area.get(..code)?.to_owned(),
            area.get(code..)?.to_owned(),
            end,
        )
    };
    let right =
        (3..=4).contains(&area.len()) && (7..=8).contains(&rest.len()) && alone(line, at, end);
    let (extension, end) = extension(line, end);
    right.then(|| (format!("{area}-{rest}{extension}"), end))
}

fn digits(line: &Line, i: usize) -> (String, usize) {
    let mut end = i;
    while line.at(end).is_ascii_digit() && end < i + 20 {
        end += 1;
    }
    (line.folded(i, end), end)
}

/// Seven or eight digits, at most one blank or dash between them.
fn subscriber(line: &Line, i: usize) -> (String, usize) {
    let (first, end) = digits(line, i);
    if first.len() >= 7 || !matches!(line.at(end), ' ' | '-') {
        return (first, end);
    }
    let (second, behind) = digits(line, end + 1);
    (first + &second, behind)
}

fn extension(line: &Line, end: usize) -> (String, usize) {
    let at = match line.at(end) {
        '-' => Some(end + 1),
        _ => line
            .ends(line.skip(end), &["转", "分机", "ext.", "ext", "x"])
            .map(|at| line.skip(at)),
    };
    let found = at
        .map(|at| digits(line, at))
        .filter(|(number, _)| (1..=6).contains(&number.len()));
    found.map_or((String::new(), end), |(number, behind)| {
        (format!("-{number}"), behind)
    })
}

/// `400-800-1234`.
fn hotline(line: &Line, i: usize) -> Option<(String, usize)> {
    let (number, end) = take(line, i, 10);
    let dashed = line.folded(i, end).contains('-');
    let right = (number.starts_with("400") || number.starts_with("800")) && number.len() == 10;
    (right && dashed && !line.at(end).is_ascii_digit()).then_some((number, end))
}

/// `+44 20 7946 0000`.
fn abroad(line: &Line, i: usize) -> Option<(String, usize)> {
    if line.at(i) != '+' {
        return None;
    }
    let (number, end) = take(line, i + 1, 15);
    (number.len() >= 7).then(|| (format!("+{number}"), end))
}
