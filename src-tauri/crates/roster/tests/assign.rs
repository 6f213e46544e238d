//! Posts to people.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "a test says what it expects by failing"
)]

mod made;

use made::Dice;
use proptest::prelude::*;
use steward_roster::Control;
use steward_roster::assign::{Holder, Kept, Post, Posts, assign};

fn made_up(seed: u64) -> Posts {
    let mut dice = Dice(seed);
    let mut posts = Posts {
        travel: vec![vec![0, 20], vec![20, 0]],
        ..Posts::default()
    };
    for _ in 0..8 {
        posts.people.push(Holder {
            groups: (0..3).filter(|_| dice.one_in(2)).collect(),
            ..Holder::default()
        });
    }
    for _ in 0..14 {
        let from = i64::try_from(dice.below(600)).unwrap();
        posts.posts.push(Post {
            from,
            to: from + 30 + i64::try_from(dice.below(120)).unwrap(),
            place: dice.index(2),
            needs: (0..3).filter(|_| dice.one_in(4)).collect(),
            price: 10,
        });
    }
    posts
}

proptest! {
    #[test]
    fn nobody_stands_twice_and_pins_are_kept(seed in 0_u64..10_000) {
        let mut posts = made_up(seed);
        let pinned = (0..8).find(|p| posts.kept_from(*p, 0).is_none());
        if let Some(person) = pinned {
            posts.pins.push((0, person));
        }
        let done = assign(&posts, &mut || Control::Go);
        if pinned.is_some() {
            prop_assert_eq!(done.holders[0], pinned);
        }
        for (post, holder) in done.holders.iter().enumerate() {
            let Some(holder) = holder else {
                prop_assert!(done.empty.iter().any(|e| e.post == post));
                continue;
            };
            prop_assert_eq!(posts.kept_from(*holder, post), None);
            for (other, its) in done.holders.iter().enumerate() {
                if other != post && its.as_ref() == Some(holder) {
                    prop_assert!(!posts.clash(post, other));
                }
            }
        }
    }

    #[test]
    fn what_stands_is_left_when_nothing_changed(seed in 0_u64..10_000) {
        let mut posts = made_up(seed);
        posts.standing = assign(&posts, &mut || Control::Go).holders;
        posts.change = 5;
        prop_assert_eq!(assign(&posts, &mut || Control::Go).changes, 0);
    }
}

#[test]
fn a_post_is_filled_by_moving_another_on() {
    let post = |needs: &[u32]| Post {
        from: 0,
        to: 60,
        place: 0,
        needs: needs.to_vec(),
        price: 10,
    };
    let posts = Posts {
        posts: vec![post(&[]), post(&[1])],
        people: vec![
            Holder {
                groups: vec![1],
                ..Holder::default()
            },
            Holder::default(),
        ],
        // The one with the skill stands where anyone could.
        standing: vec![Some(0), None],
        change: 1,
        ..Posts::default()
    };
    let done = assign(&posts, &mut || Control::Go);
    assert_eq!(done.holders, vec![Some(1), Some(0)]);
    assert_eq!((done.changes, done.cost), (1, 1));
}

#[test]
fn an_empty_post_says_why() {
    let posts = Posts {
        posts: vec![Post {
            from: 100,
            to: 200,
            place: 0,
            needs: vec![7],
            price: 3,
        }],
        people: vec![
            Holder::default(),
            Holder {
                groups: vec![7],
                duty: vec![(0, 150)],
                ..Holder::default()
            },
            Holder {
                groups: vec![7],
                busy: vec![(190, 300)],
                ..Holder::default()
            },
        ],
        ..Posts::default()
    };
    let done = assign(&posts, &mut || Control::Go);
    let reasons = &done.empty[0].reasons;
    for kept in [Kept::Lacks(7), Kept::OffDuty, Kept::Busy] {
        assert!(reasons.contains(&(kept, 1)), "{reasons:?}");
    }
    assert_eq!(done.cost, 3);
}
