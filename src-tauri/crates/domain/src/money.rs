//! Money in fen 分, hundredths of a yuan: whole numbers, so that no sum is off
//! by a rounding; read as people write it, and written out in the capital
//! figures that a fee confirmation wants.

use serde::{Deserialize, Serialize};

use crate::quick::fold;

/// The greatest amount that is taken: a hundred billion yuan, far below what
/// the type holds, so that sums of many stay exact.
pub const MOST: i64 = 10_000_000_000_000;

/// An amount, in fen.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    specta::Type,
)]
#[serde(transparent)]
pub struct Fen(
    // A number on the other side: all that are taken are exact there too.
    #[specta(type = i32)] pub i64,
);

impl Fen {
    /// Reads an amount in yuan as it is typed: `1200`, `1,200.5`, `￥８００`;
    /// `None` for what is none, has more than two decimals, or is beyond
    /// [`MOST`].
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let folded: String = text.chars().map(fold).collect();
        let plain = folded.trim().trim_start_matches(['¥', '￥']).trim();
        let plain: String = plain
            .trim_end_matches('元')
            .chars()
            .filter(|c| *c != ',')
            .collect();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, plain.as_str()),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_figure = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 12
            || part.len() > 2
            || !is_figure(whole)
            || !is_figure(part)
        {
            return None;
        }
        let yuan: i64 = whole.parse().ok()?;
        let hundredths: i64 = format!("{part:0<2}").parse().ok()?;
        let fen = yuan.checked_mul(100)?.checked_add(hundredths)?;
        (fen <= MOST).then_some(Self(sign * fen))
    }

    /// `1,200.50`.
    #[must_use]
    pub fn told(self) -> String {
        let all = self.0.unsigned_abs();
        let digits = (all / 100).to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{grouped}.{:02}", all % 100)
    }

    /// The amount in capital figures 人民币大写, as bills are filled in:
    /// `壹仟零伍拾元叁角贰分`, `壹佰元整`.
    #[must_use]
    pub fn capital(self) -> String {
        let all = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (all / 100, all / 10 % 10, all % 10);
        let mut said = String::new();
        if self.0 < 0 {
            said.push('负');
        }
        if yuan > 0 {
            said.push_str(&whole(yuan));
            said.push('元');
        }
        match (jiao, fen) {
            (0, 0) => {
                if yuan == 0 {
                    said.push_str("零元");
                }
                said.push('整');
            }
            (jiao, 0) => {
                said.push(digit(jiao));
                said.push_str("角整");
            }
            (0, fen) => {
                if yuan > 0 {
                    said.push('零');
                }
                said.push(digit(fen));
                said.push('分');
            }
            (jiao, fen) => {
                said.push(digit(jiao));
                said.push('角');
                said.push(digit(fen));
                said.push('分');
            }
        }
        said
    }

    /// So many of it; nothing lost, however many, within [`MOST`].
    #[must_use]
    pub fn times(self, count: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(count)).clamp(-MOST, MOST))
    }

    /// So many thousandths of it, half a fen rounded up.
    #[must_use]
    pub fn per_mille(self, thousandths: u32) -> Self {
        let exact = i128::from(self.0) * i128::from(thousandths);
        let rounded = (exact + 500).div_euclid(1_000);
        Self(i64::try_from(rounded).unwrap_or(MOST).clamp(-MOST, MOST))
    }
}

impl std::iter::Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self(0), |sum, one| sum + one)
    }
}

impl std::ops::Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
/// Of each four figures, from the right.
const GROUPS: [&str; 4] = ["", "万", "亿", "万亿"];

fn digit(of: u64) -> char {
    let at = usize::try_from(of % 10).unwrap_or(0);
    DIGITS.get(at).copied().unwrap_or_default()
}

/// Whole yuan: one 零 for any run of noughts between figures, none at the end
/// of a group.
fn whole(yuan: u64) -> String {
    let mut groups = Vec::new();
    let mut rest = yuan;
    while rest > 0 {
        groups.push(rest % 10_000);
        rest /= 10_000;
    }
    let mut said = String::new();
    let mut gap = false;
    for (nth, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            gap = true;
            continue;
        }
        if !said.is_empty() && (gap || *group < 1_000) {
            said.push('零');
        }
        said.push_str(&four(*group));
        said.push_str(GROUPS.get(nth).copied().unwrap_or_default());
        gap = false;
    }
    said
}

fn four(group: u64) -> String {
    let mut said = String::new();
    let mut gap = false;
    for (nth, place) in [(3, "仟"), (2, "佰"), (1, "拾"), (0, "")] {
        let figure = group / 10_u64.pow(nth) % 10;
        if figure == 0 {
            gap = !said.is_empty();
            continue;
        }
        if gap {
            said.push('零');
            gap = false;
        }
        said.push(digit(figure));
        said.push_str(place);
    }
    said
}

#[cfg(test)]
mod tests;
