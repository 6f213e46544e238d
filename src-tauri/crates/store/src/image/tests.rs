//! What is in an image, what is not, and that a store made of it is whole.

use serde_json::json;
use tempfile::TempDir;

use super::PAGE;
use crate::trial::{self, NOW, note, station, trust};
use crate::{Fault, Image, Store};

const ONLY_HERE: &str = "只在这一台";

fn write(store: &Store, record: u128, value: &str) {
    trial::write(store, vec![note(record, "text", json!(value))]);
}

/// A host with choices of its own in trees of several pages, of which many
/// were given up again, and a station that knows it.
fn two() -> (Store, Store, [TempDir; 2]) {
    let ((host, host_dir), (guest, guest_dir)) = (station(1), station(2));
    trust(&host, &guest);
    trust(&guest, &host);
    for n in 0..60 {
        write(&host, n, &format!("{n}").repeat(500));
    }
    let choose = |n: u32, times: usize| {
        let text = format!("{ONLY_HERE} {n} ").repeat(times);
        host.set_setting(&format!("choice {n}"), &json!(text))
            .unwrap();
    };
    // More free pages than one part of the free list names.
    choose(0, 300_000);
    choose(0, 1);
    for n in 1..400 {
        choose(n, 20 + usize::from(n % 50 == 0) * 1_000);
    }
    guest
        .set_setting("mine", &json!("of the guest's own"))
        .unwrap();
    (host, guest, [host_dir, guest_dir])
}

/// Every part, in order.
fn parts(image: &Image, most: u32) -> Vec<(u32, Vec<u8>)> {
    let firsts = (1..=image.pages()).step_by(most as usize);
    firsts
        .map(|first| (first, image.part(first, most).unwrap()))
        .collect()
}

fn holds(pages: &[u8], text: &str) -> bool {
    pages.windows(text.len()).any(|at| at == text.as_bytes())
}

#[test]
fn what_is_of_this_workstation_alone_is_in_no_page_and_the_store_is_whole() {
    let (host, guest, _dirs) = two();
    let image = host.image().unwrap();
    let parts = parts(&image, 100);
    assert!(parts.iter().any(|(_, part)| holds(part, "5959595959")));
    for (_, part) in &parts {
        assert!(!holds(part, ONLY_HERE));
    }
    let mut arriving = guest.begin_image().unwrap();
    for (_, part) in &parts {
        arriving.put(part).unwrap();
    }
    drop(image);
    guest.adopt(arriving, NOW).unwrap();
    assert_eq!(guest.verify().unwrap(), []);
    assert_eq!(guest.digest().unwrap(), host.digest().unwrap());
    let settings = |key: &str| guest.read(|r| r.setting(key)).unwrap();
    assert_eq!(settings("mine"), Some(json!("of the guest's own")));
    assert_eq!(settings("choice 7"), None);
    // It goes on: what was free is used.
    for n in 0..200 {
        write(&guest, 1_000 + n, &"x".repeat(10_000));
    }
    assert_eq!(guest.verify().unwrap(), []);
    assert_eq!(host.verify().unwrap(), []);
}

/// A choice that was deleted leaves its words in the page, and pages change
/// their owner.
#[test]
fn what_was_deleted_is_in_no_page_either() {
    let (host, _guest, _dirs) = two();
    let long = format!("{ONLY_HERE} ").repeat(150);
    for n in 0..50 {
        host.set_setting(&format!("short {n}"), &json!(long))
            .unwrap();
    }
    for n in 0..50 {
        host.set_setting(&format!("short {n}"), &json!(0)).unwrap();
    }
    for n in 500..700 {
        write(&host, n, "后来的");
    }
    let image = host.image().unwrap();
    for (_, part) in parts(&image, 100) {
        assert!(!holds(&part, ONLY_HERE));
    }
}

#[test]
fn an_image_is_of_one_moment() {
    let (host, guest, _dirs) = two();
    let image = host.image().unwrap();
    let before = host.heads().unwrap();
    let mut arriving = guest.begin_image().unwrap();
    let mut first = 1;
    while first <= image.pages() {
        write(&host, u128::from(first), "later");
        arriving.put(&image.part(first, 50).unwrap()).unwrap();
        first += 50;
    }
    drop(image);
    assert_eq!(guest.adopt(arriving, NOW).unwrap(), before);
    assert_eq!(guest.verify().unwrap(), []);
}

#[test]
fn what_are_no_pages_is_refused_and_leaves_the_store_as_it_was() {
    let (host, guest, _dirs) = two();
    let before = guest.digest().unwrap();
    let mut arriving = guest.begin_image().unwrap();
    let refused = arriving.put(&[0; PAGE + 1]);
    assert!(matches!(refused, Err(Fault::Damaged { .. })), "{refused:?}");
    // Only the first half of it, and pages that hold anything but a store's.
    let image = host.image().unwrap();
    arriving
        .put(&image.part(1, image.pages() / 2).unwrap())
        .unwrap();
    assert!(guest.adopt(arriving, NOW).is_err());
    let mut arriving = guest.begin_image().unwrap();
    arriving.put(&[7; 8 * PAGE]).unwrap();
    assert!(guest.adopt(arriving, NOW).is_err());
    // No first page at all.
    let arriving = guest.begin_image().unwrap();
    assert!(guest.adopt(arriving, NOW).is_err());
    assert_eq!(guest.digest().unwrap(), before);
    assert_eq!(guest.verify().unwrap(), []);
}
