//! What is laid out, over any headcount.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;

use super::*;

fn rule(basis: Basis, per_hundred: u32, spare: u32) -> GoodsRule {
    GoodsRule {
        item: Name::new("物", "thing"),
        unit: Name::new("个", "pcs"),
        services: vec![Refreshment::Tea],
        basis,
        per_hundred,
        spare,
    }
}

fn count(basis: Basis, per_hundred: u32, spare: u32, heads: u32, podium: u32) -> u32 {
    let lines = goods(
        &[rule(basis, per_hundred, spare)],
        Refreshment::Tea,
        heads,
        podium,
    );
    lines.first().map_or(0, |line| line.quantity)
}

#[test]
fn s_40_quantities_are_rounded_up_and_spares_come_only_with_something() {
    // basis, per hundred, spare, heads, podium, quantity
    for (basis, per, spare, heads, podium, quantity) in [
        (Basis::Heads, 100, 4, 28, 0, 32),
        (Basis::Heads, 10, 0, 28, 0, 3),
        (Basis::Heads, 10, 0, 30, 0, 3),
        (Basis::Heads, 10, 1, 1, 0, 2),
        (Basis::Heads, 100, 4, 0, 0, 0),
        (Basis::Podium, 100, 2, 320, 12, 14),
        (Basis::Podium, 100, 2, 5, 12, 7),
        (Basis::Podium, 100, 2, 320, 0, 0),
        (Basis::Seats, 100, 6, 320, 12, 314),
        (Basis::Seats, 100, 6, 10, 12, 0),
        (Basis::Meeting, 200, 0, 0, 0, 2),
        (Basis::Heads, u32::MAX, u32::MAX, u32::MAX, 0, u32::MAX),
    ] {
        assert_eq!(
            count(basis, per, spare, heads, podium),
            quantity,
            "{basis:?} {per} {spare} {heads} {podium}"
        );
    }
    assert!(
        goods(&[rule(Basis::Heads, 100, 0)], Refreshment::Water, 10, 0).is_empty(),
        "another service"
    );
}

proptest! {
    #[test]
    fn s_40_totals_lose_nothing(counts in proptest::collection::vec((0..3_usize, 1..1_000_u32), 0..20)) {
        let names = ["茶杯", "瓶装水", "托盘"];
        let line = |(item, quantity): &(usize, u32)| Goods {
            item: Name::new(names[*item], ""),
            unit: Name::new("个", ""),
            quantity: *quantity,
        };
        let lines: Vec<Goods> = counts.iter().map(line).collect();
        let sums = totals(&lines);
        prop_assert_eq!(sums.iter().map(|s| s.quantity).sum::<u32>(), counts.iter().map(|c| c.1).sum::<u32>());
        let mut seen: Vec<&str> = sums.iter().map(|s| s.item.zh.as_str()).collect();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), sums.len());
    }

    #[test]
    fn s_40_more_people_never_need_less(heads in 0..2_000_u32, more in 0..100_u32, per in 0..400_u32) {
        prop_assert!(count(Basis::Heads, per, 3, heads, 0) <= count(Basis::Heads, per, 3, heads + more, 0));
    }
}
