//! Tea and goods by headcount, hall and service (S-40): what to lay out.

use serde::{Deserialize, Serialize};

use crate::meeting::Refreshment;
use crate::names::Name;

/// One line of a template: how much of a thing a meeting needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct GoodsRule {
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// For which services.
    pub services: Vec<Refreshment>,
    /// Reckoned from.
    pub basis: Basis,
    /// Pieces for every hundred of the basis, rounded up.
    pub per_hundred: u32,
    /// Pieces on top.
    #[serde(default)]
    pub spare: u32,
}

/// What a quantity is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Everybody expected.
    Heads,
    /// Those on the podium.
    Podium,
    /// Everybody but the podium.
    Seats,
    /// Once a meeting.
    Meeting,
}

impl Basis {
    /// How many that is, of `heads` people, `podium` of them on the podium.
    fn count(self, heads: u32, podium: u32) -> u32 {
        match self {
            Self::Heads => heads,
            Self::Podium => podium.min(heads),
            Self::Seats => heads.saturating_sub(podium),
            Self::Meeting => 1,
        }
    }

    /// Pieces for `per_hundred` of that many, rounded up, with `spare` on top;
    /// none for nobody.
    #[must_use]
    pub fn pieces(self, heads: u32, podium: u32, per_hundred: u32, spare: u32) -> u32 {
        let of = self.count(heads, podium);
        let exact = (u64::from(of) * u64::from(per_hundred)).div_ceil(100);
        let pieces = u32::try_from(exact).unwrap_or(u32::MAX);
        pieces.saturating_add(if of == 0 { 0 } else { spare })
    }
}

/// A quantity of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Goods {
    /// What.
    pub item: Name,
    /// Counted in.
    pub unit: Name,
    /// How many.
    pub quantity: u32,
}

/// What a meeting of `heads` people, `podium` of them on the podium, needs.
/// Lines that come to nothing are left out.
#[must_use]
pub fn goods(rules: &[GoodsRule], service: Refreshment, heads: u32, podium: u32) -> Vec<Goods> {
    rules
        .iter()
        .filter(|rule| rule.services.contains(&service))
        .map(|rule| Goods {
            item: rule.item.clone(),
            unit: rule.unit.clone(),
            quantity: rule
                .basis
                .pieces(heads, podium, rule.per_hundred, rule.spare),
        })
        .filter(|line| line.quantity > 0)
        .collect()
}

/// Adds lines up by item and unit, in order of first appearance.
#[must_use]
pub fn totals<'a>(lines: impl IntoIterator<Item = &'a Goods>) -> Vec<Goods> {
    let mut sums: Vec<Goods> = Vec::new();
    for line in lines {
        match sums
            .iter_mut()
            .find(|sum| sum.item == line.item && sum.unit == line.unit)
        {
            Some(sum) => sum.quantity = sum.quantity.saturating_add(line.quantity),
            None => sums.push(line.clone()),
        }
    }
    sums
}

#[cfg(test)]
mod tests;
