//! What a meeting's entry in other people's calendars is numbered by.

use serde_json::Value;

use crate::meeting::State;

/// The `SEQUENCE` of a meeting's entry (RFC 5545 §3.8.7.4): how often its
/// time, its place or its title was written since it was made, and whether it
/// was called off or taken up again. It goes by what the log holds, whatever
/// the order: it never falls while the log grows, and stations that hold the
/// same give the same. `changes` are the fields that were ever written of the
/// meeting, with their values.
#[must_use]
pub fn sequence<'a>(changes: impl IntoIterator<Item = (&'a str, &'a Value)>) -> u32 {
    let (mut slots, mut titles, mut standings, mut called_off) = (0_u32, 0_u32, 0_u32, false);
    for (field, value) in changes {
        match field {
            "slot" => slots = slots.saturating_add(1),
            "title" => titles = titles.saturating_add(1),
            "standing" => {
                standings = standings.saturating_add(1);
                called_off |= is_cancelled(value);
            }
            _ => {}
        }
    }
    // The first of each is how it was made. How far it is matters to nobody's
    // calendar until it was called off once.
    let beyond = |count: u32| count.saturating_sub(1);
    let standings = if called_off { standings } else { 0 };
    beyond(slots)
        .saturating_add(beyond(titles))
        .saturating_add(standings)
}

fn is_cancelled(standing: &Value) -> bool {
    let state = standing.get("state").cloned().unwrap_or_default();
    serde_json::from_value(state).is_ok_and(|state: State| state == State::Cancelled)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        reason = "a test says what it expects by failing"
    )]

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn written() -> impl Strategy<Value = (&'static str, Value)> {
        let state = prop_oneof![
            Just("held"),
            Just("confirmed"),
            Just("cancelled"),
            Just("closed")
        ];
        prop_oneof![
            Just(("slot", json!({ "start": 1 }))),
            Just(("title", json!("甲"))),
            Just(("needs", json!("投影"))),
            state.prop_map(|state| ("standing", json!({ "state": state }))),
        ]
    }

    proptest! {
        #[test]
        fn it_never_falls_while_the_log_grows(log in prop::collection::vec(written(), 0..40)) {
            let mut last = 0;
            for until in 0..=log.len() {
                let now = sequence(log[..until].iter().map(|(field, value)| (*field, value)));
                prop_assert!(now >= last, "{last} before {now}");
                last = now;
            }
        }

        #[test]
        fn it_is_the_same_in_every_order(
            log in prop::collection::vec(written(), 0..40).prop_shuffle(),
            seed in any::<u64>(),
        ) {
            let mut other = log.clone();
            let turn = usize::try_from(seed % 41).unwrap_or(0).min(other.len());
            other.rotate_left(turn);
            other.reverse();
            let number = |log: &[(&str, Value)]| {
                sequence(log.iter().map(|(field, value)| (*field, value)))
            };
            prop_assert_eq!(number(&log), number(&other));
        }
    }

    #[test]
    fn what_matters_to_a_calendar_raises_it() {
        let mut log = vec![
            ("slot", json!({})),
            ("title", json!("甲")),
            ("standing", json!({ "state": "held" })),
        ];
        let number =
            |log: &[(&str, Value)]| sequence(log.iter().map(|(field, value)| (*field, value)));
        assert_eq!(number(&log), 0);
        for (field, value, rises) in [
            ("standing", json!({ "state": "confirmed" }), false),
            ("needs", json!("投影"), false),
            ("slot", json!({ "start": 2 }), true),
            ("title", json!("乙"), true),
            ("standing", json!({ "state": "cancelled" }), true),
            ("standing", json!({ "state": "confirmed" }), true),
        ] {
            let before = number(&log);
            log.push((field, value));
            assert_eq!(number(&log) > before, rises, "{field}");
        }
    }
}
