//! Ends and edits by what their authors had seen.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::ids::StationId;
use crate::log::Chain;

fn dot(station: u128, seq: u64) -> Dot {
    Dot {
        chain: Chain {
            station: StationId(Uuid::from_u128(station)),
            epoch: 1,
        },
        seq,
    }
}

fn written(field: &str, by: Dot, seen: &[Dot], value: Value) -> Written {
    Written {
        field: field.to_owned(),
        dot: by,
        seen: seen.iter().copied().collect(),
        shown: true,
        value,
    }
}

fn cancelled(by: Dot, seen: &[Dot]) -> Written {
    written(
        "standing",
        by,
        seen,
        json!({"state": "cancelled", "why": "改期"}),
    )
}

#[test]
fn only_what_neither_knew_of_is_put_before_a_person() {
    let (front, east) = (dot(1, 5), dot(2, 3));
    let moved = |seen: &[Dot]| written("slot", east, seen, json!({}));
    let told = |end: Written, edit: Written| edits_apart("meeting", &[end, edit]);
    assert_eq!(told(cancelled(front, &[]), moved(&[])), [1]);
    assert_eq!(told(cancelled(front, &[east]), moved(&[])), [0_usize; 0]);
    assert_eq!(told(cancelled(front, &[]), moved(&[front])), [0_usize; 0]);
    // One act that cancels and edits knew of itself.
    let same = written("title", front, &[], json!("甲"));
    assert_eq!(told(cancelled(front, &[]), same), [0_usize; 0]);
    // Brought back elsewhere, and that is what is shown: nothing ended.
    let hidden = Written {
        shown: false,
        ..cancelled(front, &[])
    };
    assert_eq!(told(hidden, moved(&[])), [0_usize; 0]);
    // Whoever cancelled it a second time knew.
    let again = Written {
        shown: false,
        ..cancelled(dot(3, 1), &[east])
    };
    assert_eq!(
        edits_apart("meeting", &[cancelled(front, &[]), again, moved(&[])]),
        [0_usize; 0]
    );
    // What an import notes for itself is no edit.
    let noted = written("source", east, &[], json!({}));
    assert_eq!(told(cancelled(front, &[]), noted), [0_usize; 0]);
}

proptest! {
    #[test]
    fn the_order_of_versions_does_not_matter(
        seen in proptest::collection::vec((1..4_u128, 0..4_u64), 0..6),
        order in Just((0..4_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let seen: Vec<Dot> = seen.into_iter().map(|(s, n)| dot(s, n)).collect();
        let all = [
            cancelled(dot(1, 2), &seen),
            written("slot", dot(2, 2), &seen, json!({})),
            written("title", dot(3, 1), &[], json!("乙")),
            written("needs", dot(1, 1), &[], json!("丙")),
        ];
        let fields = |all: &[Written]| {
            let mut found: Vec<String> = edits_apart("meeting", all)
                .into_iter()
                .map(|at| all[at].field.clone())
                .collect();
            found.sort();
            found
        };
        let shuffled: Vec<Written> = order.iter().map(|at| all[*at].clone()).collect();
        prop_assert_eq!(fields(&all), fields(&shuffled));
    }
}
