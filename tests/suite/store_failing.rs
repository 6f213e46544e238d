//! A disk that fails amid the work: reads, writes and flushes that end in EIO,
//! and a disk that is full. A small library between this program and the system
//! makes them fail; without a C compiler these tests are skipped.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test says what it expects by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use steward_store::{Fault, Place, Store};
use uuid::Uuid;

use crate::store_support::{Desk, NOW, act};

const VICTIM: &str = "STEWARD_TEST_FAILING";

/// What stands between: the first letter of a file says what fails, of every
/// file whose name has `steward.db` in it.
const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static char fault(int fd) {
  char link[64], path[4096], what = 0;
  const char *mode = getenv("STEWARD_FAULT");
  if (!mode) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  if (!strstr(path, "steward.db")) return 0;
  int saved = errno, f = open(mode, O_RDONLY);
  if (f < 0) { errno = saved; return 0; }
  ssize_t (*real)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  if (real(f, &what, 1) != 1) what = 0;
  close(f);
  errno = saved;
  return what;
}
#define READS(name, args, call) ssize_t name args { \
  ssize_t (*real) args = dlsym(RTLD_NEXT, #name); \
  if (fault(fd) == 'r') { errno = EIO; return -1; } return real call; }
#define WRITES(name, args, call) ssize_t name args { \
  ssize_t (*real) args = dlsym(RTLD_NEXT, #name); char w = fault(fd); \
  if (w == 'w') { errno = EIO; return -1; } \
  if (w == 'n') { errno = ENOSPC; return -1; } return real call; }
#define SYNCS(name) int name(int fd) { \
  int (*real)(int) = dlsym(RTLD_NEXT, #name); \
  if (fault(fd) == 's') { errno = EIO; return -1; } return real(fd); }
READS(read, (int fd, void *b, size_t n), (fd, b, n))
READS(pread, (int fd, void *b, size_t n, off_t o), (fd, b, n, o))
READS(pread64, (int fd, void *b, size_t n, off64_t o), (fd, b, n, o))
WRITES(write, (int fd, const void *b, size_t n), (fd, b, n))
WRITES(pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o))
WRITES(pwrite64, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o))
SYNCS(fsync)
SYNCS(fdatasync)
"#;

/// The library, or nothing with a word where none can be made.
fn shim(dir: &Path) -> Option<PathBuf> {
    let (source, library) = (dir.join("shim.c"), dir.join("shim.so"));
    fs::write(&source, SHIM).unwrap();
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-w", "-o"])
        .arg(&library)
        .arg(&source)
        .arg("-ldl")
        .output();
    let made = made.is_ok_and(|output| output.status.success());
    if !made {
        eprintln!("skipped: no C compiler to make a disk that fails");
    }
    made.then_some(library)
}

fn put(store: &Store, n: u128) -> Result<(), Fault> {
    store.write(act(NOW), |w| {
        w.fact(
            "note",
            Uuid::from_u128(n),
            json!({"text": "写".repeat(2_000)}),
        );
        Ok(())
    })
}

fn is_there(store: &Store, n: u128) -> bool {
    !store
        .read(|r| r.facts_about(&[Uuid::from_u128(n)]))
        .unwrap()
        .is_empty()
}

/// The victim's part, with the library loaded: writes, has the disk fail, and
/// looks at what it is told. Does nothing in an ordinary run.
#[test]
fn victim() {
    let Some(dir) = std::env::var_os(VICTIM).map(PathBuf::from) else {
        return;
    };
    let place = Place {
        dir: dir.join("data"),
        config_dir: dir.join("config"),
        keyring: false,
    };
    let mode = PathBuf::from(std::env::var_os("STEWARD_FAULT").unwrap());
    let fails = |what: &str| fs::write(&mode, what).unwrap();
    let store = Store::open(&place, NOW).unwrap();
    put(&store, 1).unwrap();
    for (n, what) in [(10_u128, "w"), (20, "s"), (30, "n")] {
        fails(what);
        let refused = put(&store, n).unwrap_err();
        match what {
            "n" => assert!(matches!(refused, Fault::NoSpace), "{refused:?}"),
            _ => assert!(
                matches!(&refused, Fault::Database(_)),
                "{what}: {refused:?}"
            ),
        }
        let backup = store.back_up("hour", NOW);
        if what == "w" || what == "n" {
            // Where nothing can be written no backup is left half-way.
            drop(backup);
        }
        fails("-");
        // The disk is well again, and so is the store.
        put(&store, n + 1).unwrap_or_else(|fault| panic!("after {what}: {fault}"));
        assert!(!is_there(&store, n) || what == "s", "after {what}");
    }
    drop(store);
    // A file that cannot be read is not taken for a damaged one.
    fails("r");
    let refused = Store::open(&place, NOW);
    assert!(refused.is_err(), "{refused:?}");
    assert!(!matches!(refused, Err(Fault::KeyWrong)), "{refused:?}");
    fails("-");
    let store = Store::open(&place, NOW).unwrap();
    assert_eq!(store.verify().unwrap(), vec![]);
    for n in [1, 11, 21, 31] {
        assert!(is_there(&store, n), "{n}");
    }
    println!("the victim is done");
}

#[test]
fn a_disk_that_fails_takes_no_change_and_loses_none() {
    let tools = tempfile::tempdir().unwrap();
    let Some(library) = shim(tools.path()) else {
        return;
    };
    let Desk { store, place, dir } = Desk::new(1);
    drop(store);
    let mode = tools.path().join("fault");
    fs::write(&mode, "-").unwrap();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store_failing::victim",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(VICTIM, dir.path())
        .env("STEWARD_FAULT", &mode)
        .env("LD_PRELOAD", &library)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    let why = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success() && said.contains("the victim is done"),
        "{said}\n{why}"
    );
    // All of it is there for a program without the library.
    let store = Store::open(&place, NOW).unwrap();
    assert!(is_there(&store, 31));
    assert_eq!(store.verify().unwrap(), vec![]);
}
