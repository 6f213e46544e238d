//! The door of an open desk: the same commands through its socket.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use steward_app::call::Call;
use steward_app::door::{self, Door};
use steward_app::{OpenOptions, clock};

use crate::desk::{Desk, calendar};

/// The sample, open in this process with its door; its clock stands an hour
/// after the commands'.
struct Open {
    folders: Desk,
    desk: Arc<steward_app::Desk>,
    shown: Arc<AtomicU32>,
    _door: Door,
}

fn open(folders: Desk) -> Open {
    let options = OpenOptions {
        data: Some(folders.data.clone()),
        config: Some(folders.config.clone()),
        now: clock::moment("2026-11-22T14:36"),
        ..OpenOptions::default()
    };
    let desk = Arc::new(steward_app::Desk::open(&options).unwrap());
    let shown = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&shown);
    let door = door::open(&desk, move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        true
    });
    Open {
        folders,
        desk,
        shown,
        _door: door.unwrap(),
    }
}

#[test]
fn commands_go_through_the_desk_that_is_open() {
    let open = open(Desk::sample());
    let there = &open.folders;
    let booked = there.run(&["book", "明天 9:00-10:00 209 20人 甲会"]);
    assert_eq!(booked.status, 0, "{booked:?}");
    assert!(booked.err.contains("its clock counts"), "{booked:?}");
    assert_eq!(
        open.desk.search("甲会").unwrap().meetings.len(),
        1,
        "the open desk did it"
    );
    there.refused(
        &["book", "明天 9:00-10:00 209 20人 乙会"],
        1,
        "会场已被占用",
        "The room is taken",
    );
    assert_eq!(there.json(&["day"])["counts"]["meetings"], 18);
    // The folder of the caller counts, not the desk's.
    fs::write(there.dir.path().join("week.ics"), calendar("week", 200)).unwrap();
    let mut import = there.command(&["--json", "import", "week.ics"]);
    let import = crate::desk::ran(import.current_dir(there.dir.path()).output().unwrap());
    assert_eq!(import.status, 0, "{import:?}");
    assert_eq!(
        open.desk.call(Call::Digest).unwrap(),
        there.json(&["digest"])["digest"]
    );
    there.is_sound();
    assert_eq!(there.ok(&["rebuild"]), there.ok(&["digest"]));
    let code = there.ok(&["recovery-code"]);
    assert_eq!(code.trim(), open.desk.recovery_code().unwrap());
    let missing = there.path("no-such.ics");
    there.refused(
        &["import", &missing],
        2,
        "没有这个文件",
        "There is no such file",
    );
}

#[test]
fn only_its_owner_may_come_to_the_door() {
    let open = open(Desk::sample());
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&open.folders.data), 0o700);
    assert_eq!(mode(&open.folders.data.join("door.sock")), 0o600);
}

#[test]
fn whoever_asks_for_the_window_is_answered() {
    let open = open(Desk::sample());
    assert_eq!(door::ask(&open.folders.data, &Call::Show).unwrap(), true);
    assert_eq!(open.shown.load(Ordering::SeqCst), 1);
}

#[test]
fn what_is_no_call_is_refused_and_does_no_harm() {
    let open = open(Desk::sample());
    let socket = open.folders.data.join("door.sock");
    let mut stream = UnixStream::connect(&socket).unwrap();
    let mut answers = BufReader::new(stream.try_clone().unwrap());
    let mut ask = |line: &[u8]| {
        stream.write_all(line).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        answer
    };
    for garbage in [
        &b"hello\n"[..],
        b"\xff\xfe\0\n",
        b"{\"call\":\"no_such\"}\n",
        b"[[[[[[[[[[\n",
        b"\n",
    ] {
        assert!(ask(garbage).contains("refused"), "{garbage:?}");
    }
    let deep = [vec![b'['; 100_000], vec![b'\n']].concat();
    assert!(ask(&deep).contains("refused"));
    assert!(
        ask(b"{\"call\":\"digest\"}\n").contains("done"),
        "the same connection goes on"
    );

    // A line without end is not read to its end: the connection is closed.
    let mut endless = UnixStream::connect(&socket).unwrap();
    let piece = vec![b'x'; 1 << 20];
    let sent = (0..64)
        .take_while(|_| endless.write_all(&piece).is_ok())
        .count();
    assert!(sent < 64, "{sent} MiB were taken");
    // One that leaves in the middle of a line is no matter either.
    let mut half = UnixStream::connect(&socket).unwrap();
    half.write_all(b"{\"call\":").unwrap();
    half.shutdown(std::net::Shutdown::Write).unwrap();
    let mut rest = Vec::new();
    half.read_to_end(&mut rest).unwrap();
    assert_eq!(rest, b"");
    open.folders.is_sound();
}

#[test]
fn a_socket_left_by_the_dead_is_no_obstacle() {
    let desk = Desk::sample();
    let socket = desk.data.join("door.sock");
    drop(UnixListener::bind(&socket).unwrap());
    assert!(socket.exists());
    assert_eq!(
        desk.meetings(),
        23,
        "nobody is there: the command opens the store itself"
    );
    let open = open(desk);
    assert_eq!(door::ask(&open.folders.data, &Call::Show).unwrap(), true);
    let folders = {
        let Open {
            folders,
            desk,
            _door,
            ..
        } = open;
        drop((_door, desk));
        folders
    };
    assert!(
        !folders.data.join("door.sock").exists(),
        "a door that was closed leaves nothing"
    );
}

#[test]
fn a_folder_with_a_path_too_long_for_a_socket_has_its_door_elsewhere() {
    let mut desk = Desk::empty();
    desk.data = desk.dir.path().join("会务指挥台".repeat(10)).join("data");
    fs::create_dir_all(desk.data.parent().unwrap()).unwrap();
    desk.ok(&["init", "--sample", "--date", "2026-11-22"]);
    let open = open(desk);
    assert!(!open.folders.data.join("door.sock").exists());
    let ran = open.folders.run(&["digest"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.err.contains("its clock counts"),
        "it went through the door: {ran:?}"
    );
}
