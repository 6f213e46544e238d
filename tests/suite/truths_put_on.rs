//! Two truths: what was put on a meeting that was cancelled elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use steward_app::domain::meeting::State;
use steward_app::domain::notice::{LineState, standard};
use steward_app::domain::post::PostKind;
use steward_app::views::{AnswerDraft, AttendeeDraft, PostDraft};

use crate::truths::{agree, ended, pair};

/// What was put on a meeting that was cancelled elsewhere: what it asks for,
/// who comes, a post.
#[test]
fn cancelled_here_and_asked_for_there_is_shown_and_decided() {
    let needed = AnswerDraft {
        state: LineState::Needed,
        figures: [("sound".to_owned(), "yes".to_owned())].into(),
        note: String::new(),
    };
    let guest = |name: &str| AttendeeDraft {
        name: name.to_owned(),
        ..AttendeeDraft::default()
    };
    for keep in [true, false] {
        let (front, east) = pair();
        let id = front.draft("203").called("甲会").book();
        // Whoever cancels knows of these.
        let _ = front.add_attendee(id, &guest("陈建国")).unwrap();
        front.propose_requirements(id).unwrap();
        front.meets(&east);
        front.set(id, State::Cancelled).unwrap();
        let _ = east.minutes_later(5);
        east.answer_requirement(id, standard::id("recording"), &needed)
            .unwrap();
        let _ = east.add_attendee(id, &guest("李明")).unwrap();
        let post = PostDraft::with_meeting(PostKind::Ordinary, -60, 15);
        let _ = east.add_post(id, &post).unwrap();
        agree(&front, &east);
        for station in [&front, &east] {
            let open = ended(station);
            assert_eq!((open.len(), station.inbox().unwrap().len()), (1, 1), "once");
            assert_eq!(open[0].end.by, "周敏");
            let fields: Vec<_> = open[0].edits.iter().map(|e| e.field.as_str()).collect();
            assert_eq!(fields, ["attendee", "post", "answer"]);
            assert!(open[0].edits.iter().all(|edit| edit.version.by == "林晓"));
            assert_eq!(open[0].edits[0].version.text, "李明");
            let asked = &open[0].edits[2].version.text;
            assert!(asked.contains("needed"), "{asked}");
            assert_eq!(station.detail(id).open.len(), 1);
            assert_eq!(station.detail(id).state, State::Cancelled);
        }
        east.decide_ended("meeting", id.0, keep).unwrap();
        agree(&front, &east);
        for station in [&front, &east] {
            assert!(station.inbox().unwrap().is_empty());
            let is_cancelled = station.detail(id).state == State::Cancelled;
            assert_eq!(is_cancelled, keep);
        }
    }
}
