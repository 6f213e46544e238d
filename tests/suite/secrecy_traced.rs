//! Nothing that must not be told is told to the program's own log either: lines
//! of it are sent along when somebody asks for help.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what it expects by failing"
)]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use steward_app::domain::meeting::State;
use steward_app::domain::names::Language;
use steward_app::domain::secrecy::Level;
use tracing::Level as Loud;

use crate::secrecy_meeting::{MARKERS, everything, full};

/// Where the lines go.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_is_confidential_is_not_traced_at_the_loudest_level() {
    let lines = Lines::default();
    let theirs = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Loud::TRACE)
        .with_ansi(false)
        .with_writer(move || theirs.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        tracing::trace!("the lines are heard");
        let (station, id, number) = full();
        for level in [Level::Confidential, Level::Internal] {
            station.look_as(level);
            let _ = everything(&station, id, &number);
            // What fails is traced most.
            let _ = station.export_ics("/nowhere/at/all.ics", None, None);
            let _ = station.set(id, State::Enquiry);
            let _ = station.draft("203").clash();
            if let Ok(paper) = station.notice_paper(id, None, Language::Zh) {
                let _ = station.paper_save(paper.edition, "/nowhere/at/all.pdf");
            }
        }
        station.assert_sound();
    });
    let bytes = lines.0.lock().unwrap().clone();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("the lines are heard"));
    let told = text
        .lines()
        .filter(|line| MARKERS.iter().any(|marker| line.contains(marker)));
    let told: Vec<&str> = told.take(5).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn papers_know_what_stands_for_what_is_hidden() {
    assert_eq!(
        steward_documents::HIDDEN,
        steward_app::domain::secrecy::HIDDEN
    );
}
