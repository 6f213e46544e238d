//! Killed in the midst of an import: all of it came in, or nothing.

use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use crate::desk::{Desk, calendar};

const ENTRIES: usize = 150;

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    let desk = Desk::sample();
    let mut before = desk.meetings();
    let mut seed: u64 = 1122;
    let (mut whole, mut none) = (0, 0);
    for round in 0..20 {
        let file = desk.file(
            &format!("{round}.ics"),
            calendar(&format!("round-{round}"), ENTRIES),
        );
        let mut import = desk.command(&["import", &file]);
        let mut import = import
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // Any moment will do: nobody ever sends.
        let (_nobody, moment) = mpsc::channel::<()>();
        let _ = moment.recv_timeout(Duration::from_millis((seed >> 33) % 600));
        // Gone already is as good a moment as any.
        let _ = import.kill();
        import.wait().unwrap();
        let after = desk.meetings();
        match after - before {
            0 => none += 1,
            n if n == ENTRIES as u64 => whole += 1,
            some => panic!("round {round}: {some} of {ENTRIES} came in"),
        }
        before = after;
    }
    desk.is_sound();
    assert!(
        whole + none == 20 && none > 0,
        "the kills met no import: {whole} whole, {none} not at all"
    );
}
