//! Prices of demand before the linear program is solved for the first time:
//! by subgradients, which need nothing but everyone's cheapest row. They come
//! near the program's own prices in a fraction of the time, and the rows that
//! were cheapest on the way are its first columns.
#![allow(
    clippy::indexing_slicing,
    reason = "indexes are places in the program's own lines"
)]

use crate::master::Master;
use crate::row::RowFinder;

impl Master<'_, '_> {
    /// Goes towards the highest bound for so many rounds, at least until
    /// `over`. Gives the best bound and its prices.
    pub(crate) fn descend(
        &mut self,
        upper: f64,
        rounds: usize,
        finder: &mut RowFinder,
        over: &mut dyn FnMut(&RowFinder) -> bool,
    ) -> Option<(f64, Vec<f64>)> {
        let limits = self.limits();
        let mut price: Vec<f64> = limits.iter().map(|(_, high)| high * 0.5).collect();
        let mut best = (f64::MIN, price.clone());
        let mut way = vec![0.0; price.len()];
        let mut length = 1.0;
        let mut since = 0;
        for round in 0..rounds {
            if over(finder) {
                break;
            }
            let (rows, bound) = self.rows_at(&price, 1, finder);
            let counts = self.counts(&rows);
            if bound > best.0 {
                since = if bound > best.0 + 0.001 * bound.abs() {
                    0
                } else {
                    since + 1
                };
                best = (bound, price.clone());
            } else {
                since += 1;
            }
            if since >= 6 {
                length *= 0.6;
                since = 0;
                price.clone_from(&best.1);
            }
            if round * 3 > rounds || length < 0.3 {
                for (who, cells) in rows {
                    self.add(who, cells)?;
                }
            }
            let wanted = self.wanted();
            let mut square = 0.0;
            for (line, way) in way.iter_mut().enumerate() {
                let lacks = wanted[line] - counts[line];
                // What too few or too many pay for is no reason to move on.
                let held = (price[line] >= limits[line].1 && lacks > 0.0)
                    || (price[line] <= limits[line].0 && lacks < 0.0);
                let lacks = if held { 0.0 } else { lacks };
                *way = 0.7 * lacks + 0.3 * *way;
                square += *way * *way;
            }
            if square < 1e-9 {
                break;
            }
            let step = length * (upper - bound).max(1.0) / square;
            for (line, price) in price.iter_mut().enumerate() {
                *price = (*price + step * way[line]).clamp(limits[line].0, limits[line].1);
            }
            if length < 0.02 {
                break;
            }
        }
        Some(best)
    }
}
