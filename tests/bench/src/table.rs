//! The table that is printed: a row a figure, ours beside theirs.
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

use std::fmt;

/// A number with its unit, as people read it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// Seconds.
    Seconds(f64),
    /// Bytes.
    Bytes(f64),
    /// So many a second.
    PerSecond(f64),
    /// What something costs, in a measure of its own.
    Cost(f64),
}

impl Figure {
    /// The bare number.
    #[must_use]
    pub fn number(self) -> f64 {
        match self {
            Self::Seconds(n) | Self::Bytes(n) | Self::PerSecond(n) | Self::Cost(n) => n,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Seconds(s) if s < 0.1 => write!(f, "{:.2} ms", s * 1_000.0),
            Self::Seconds(s) => write!(f, "{s:.2} s"),
            Self::Bytes(n) if n < 10_000.0 => write!(f, "{n:.0} B"),
            Self::Bytes(n) if n < 1e7 => write!(f, "{:.0} kB", n / 1e3),
            Self::Bytes(n) => write!(f, "{:.1} MB", n / 1e6),
            Self::PerSecond(n) => write!(f, "{n:.0}/s"),
            Self::Cost(n) => write!(f, "{n:.0}"),
        }
    }
}

/// What a figure is held to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// The ratio is at least so much.
    RatioAtLeast(f64),
    /// The ratio is at most so much.
    RatioAtMost(f64),
    /// Ours is below so much.
    Below(Figure),
    /// Shown for comparison.
    None,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was measured.
    pub name: String,
    /// Ours.
    pub ours: Figure,
    /// What it is held against, measured in the same run: its name and its
    /// figure; why there is none, where it could not be had.
    pub theirs: Result<(String, Figure), String>,
    /// What the ratio is of, so that it reads as one says it.
    pub ratio: Option<f64>,
    /// What it is held to.
    pub target: Target,
}

impl Row {
    /// Whether the target is met; `None` without one.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        match self.target {
            Target::RatioAtLeast(least) => self.ratio.map(|ratio| ratio >= least),
            Target::RatioAtMost(most) => self.ratio.map(|ratio| ratio <= most),
            Target::Below(most) => Some(self.ours.number() < most.number()),
            Target::None => None,
        }
    }
}

/// Prints the head of the table or a row of it: name, ours, theirs, ratio,
/// target, met or not.
pub fn print(row: Option<&Row>) {
    let Some(row) = row else {
        line(["", "ours", "beside", "", "ratio", "target", ""]);
        return;
    };
    let (beside, theirs) = match &row.theirs {
        Ok((name, figure)) => (name.clone(), figure.to_string()),
        Err(why) => (why.clone(), String::new()),
    };
    let target = match row.target {
        Target::RatioAtLeast(least) => format!("≥ {least}"),
        Target::RatioAtMost(most) => format!("≤ {most}"),
        Target::Below(most) => format!("< {most}"),
        Target::None => String::new(),
    };
    let met = match row.is_met() {
        Some(true) => "met",
        Some(false) => "NOT MET",
        None => "",
    };
    let ratio = row.ratio.map_or_else(String::new, |r| format!("{r:.2}"));
    line([
        &row.name,
        &row.ours.to_string(),
        &beside,
        &theirs,
        &ratio,
        &target,
        met,
    ]);
}

fn line(cells: [&str; 7]) {
    let [name, ours, beside, theirs, ratio, target, met] = cells;
    println!("{name:<52} {ours:>10}  {beside:<34} {theirs:>10} {ratio:>8}  {target:<9} {met}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ratio: f64, target: Target) -> Row {
        Row {
            name: "x".into(),
            ours: Figure::Seconds(0.04),
            theirs: Err("nobody".into()),
            ratio: Some(ratio),
            target,
        }
    }

    #[test]
    fn a_target_is_met_on_its_own_side() {
        assert_eq!(row(0.4, Target::RatioAtLeast(0.4)).is_met(), Some(true));
        assert_eq!(row(0.39, Target::RatioAtLeast(0.4)).is_met(), Some(false));
        assert_eq!(row(0.61, Target::RatioAtMost(0.6)).is_met(), Some(false));
        let below = Target::Below(Figure::Seconds(0.05));
        assert_eq!(row(9.0, below).is_met(), Some(true));
        assert_eq!(row(9.0, Target::None).is_met(), None);
    }
}
