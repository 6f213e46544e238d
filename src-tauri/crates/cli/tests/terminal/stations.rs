//! Two headless stations on one machine: paired by a code, equal, parted,
//! equal again, one shut out.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::desk::{Desk, ran};

/// A `serve` that is stopped when the test ends.
pub(crate) struct Serving {
    child: Child,
    /// Where it takes connections on this machine.
    at: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn serve(desk: &Desk, words: &[&str]) -> Serving {
    let words = [
        &[
            "--json",
            "serve",
            "--no-discovery",
            "--listen",
            "127.0.0.1:0",
        ],
        words,
    ]
    .concat();
    let mut child = desk
        .command(&words)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It says where it listens as soon as it does, one JSON document.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut text = String::new();
    let started: Value = loop {
        text.push_str(&lines.next().unwrap().unwrap());
        if let Ok(value) = serde_json::from_str(&text) {
            break value;
        }
    };
    // What it says later is read so that it never waits for us.
    std::thread::spawn(move || lines.for_each(drop));
    let at = started["listening"][0].as_str().unwrap().to_owned();
    Serving { child, at }
}

/// Lets `guest` in at `host`, where a `serve` runs.
pub(crate) fn pair(host: &Desk, guest: &Desk, name: &str) -> Value {
    let offer = host.json(&["pair", "--offer"]);
    let code = offer["code"].as_str().unwrap();
    let at = offer["addresses"][0].as_str().unwrap();
    guest.json(&["pair", "--code", code, "--to", at, "--station", name])
}

#[test]
fn two_stations_pair_agree_part_and_agree_again() {
    let (front, east) = (Desk::sample(), Desk::empty());
    let running = serve(&front, &[]);
    let stations = pair(&front, &east, "东楼");
    assert_eq!(stations["in_step"], 1, "{stations}");
    assert_eq!(east.json(&["digest"]), front.json(&["digest"]));

    // While they are apart, each goes on; both of one slot live.
    front.ok(&["book", "11月25日 14:00-15:00 203 20人 甲会"]);
    east.ok(&["book", "11月25日 14:00-15:00 203 20人 乙会"]);
    let met = east.json(&["sync", "--once", "--no-discovery", "--peer", &running.at]);
    assert_eq!(met["in_step"], 1, "{met}");
    assert_eq!(east.json(&["digest"]), front.json(&["digest"]));
    for desk in [&front, &east] {
        let clashes = desk.json(&["clashes"]);
        assert!(
            clashes.to_string().contains("甲会") && clashes.to_string().contains("乙会"),
            "{clashes}"
        );
        desk.is_sound();
    }

    // Shut out, it is not let in again, and learns nothing new.
    front.ok(&["station", "revoke", "东楼", "--why", "电脑丢失"]);
    front.ok(&["book", "11月26日 14:00-15:00 203 20人 丙会"]);
    let words = [
        "--json",
        "sync",
        "--once",
        "--no-discovery",
        "--seconds",
        "3",
        "--peer",
        &running.at,
    ];
    assert_eq!(east.run(&words).status, 1);
    assert!(!east.ok(&["search", "丙会"]).contains("11-26"));
}

#[test]
fn a_wrong_code_is_refused_and_leaves_nothing_behind() {
    let (front, east) = (Desk::sample(), Desk::empty());
    let _running = serve(&front, &[]);
    let offer = front.json(&["pair", "--offer"]);
    let at = offer["addresses"][0].as_str().unwrap();
    let wrong = if offer["code"] == "000 000" {
        "000 001"
    } else {
        "000 000"
    };
    let words = ["pair", "--code", wrong, "--to", at, "--station", "东楼"];
    east.refused(&words, 1, "配对码不对", "The code is wrong");
    assert!(!east.data.join("steward.db").exists());
    let words = ["pair", "--code", "12", "--to", at, "--station", "东楼"];
    east.refused(&words, 1, "六位数字", "six digits");
}

#[test]
fn what_two_decided_differently_is_listed_and_decided() {
    let (front, east) = (Desk::sample(), Desk::empty());
    let running = serve(&front, &[]);
    pair(&front, &east, "东楼");
    front.ok(&["station", "rename", "B", "东厅"]);
    east.ok(&["station", "rename", "B", "东门"]);
    east.json(&["sync", "--once", "--no-discovery", "--peer", &running.at]);
    let inbox = front.json(&["conflicts"]);
    assert_eq!(fields(&inbox), 1, "{inbox}");
    let second = inbox[0]["field"]["versions"][1]["text"]
        .as_str()
        .unwrap()
        .to_owned();
    let left = front.json(&["conflicts", "--resolve", "1", "--take", "2"]);
    assert_eq!(fields(&left), 0, "{left}");
    assert!(front.ok(&["peers"]).contains(&second));
}

/// Whether nothing is open but the lounge that two halls of the sample count on.
fn has_only_the_lounge(inbox: &serde_json::Value) -> bool {
    let mut entries = inbox.as_array().unwrap().iter();
    entries.all(|entry| entry["clash"]["key"]["kind"] == "companion")
}

/// How many fields written apart are open.
fn fields(inbox: &serde_json::Value) -> usize {
    let entries = inbox.as_array().unwrap().iter();
    entries.filter(|entry| entry["kind"] == "field").count()
}

#[test]
fn a_third_value_many_at_once_and_a_clash_are_decided_from_the_terminal() {
    let (front, east) = (Desk::sample(), Desk::empty());
    let running = serve(&front, &[]);
    pair(&front, &east, "东楼");
    let meet = || east.json(&["sync", "--once", "--no-discovery", "--peer", &running.at]);
    let apart = || {
        front.ok(&["station", "rename", "B", "东厅"]);
        east.ok(&["station", "rename", "B", "东门"]);
        meet();
    };
    apart();
    front.ok(&["conflicts", "--resolve", "1", "--write", "东楼大厅"]);
    assert!(front.ok(&["peers"]).contains("东楼大厅"));
    meet();
    apart();
    let decided = front.json(&["conflicts", "--all-of", "西门"]);
    assert_eq!(decided["decided"], 0, "nobody is called so");
    let decided = front.json(&["conflicts", "--all-newest"]);
    assert_eq!(decided["decided"], 1);

    front.ok(&["book", "11月25日 9:00-11:00 203 20人 甲会"]);
    east.ok(&["book", "11月25日 9:00-11:00 203 20人 乙会"]);
    meet();
    let open = front.json(&["conflicts"]);
    assert_eq!(open[0]["kind"], "clash", "{open}");
    assert!(open[0]["remedies"].as_array().unwrap().len() > 2, "{open}");
    front.refused(&["conflicts", "--resolve", "1"], 1, "--take", "--take");
    front.refused(&["conflicts", "--resolve", "7", "--take", "1"], 1, "7", "7");
    let told = front.ok(&["--lang", "zh", "conflicts"]);
    assert!(told.contains("换会场"), "{told}");
    let left = front.json(&[
        "conflicts",
        "--resolve",
        "1",
        "--take",
        "1",
        "--why",
        "商定",
    ]);
    assert!(has_only_the_lounge(&left), "{left}");
    meet();
    let there = east.json(&["conflicts"]);
    assert!(has_only_the_lounge(&there), "{there}");
    assert_eq!(front.ok(&["digest"]), east.ok(&["digest"]));
}

#[test]
fn people_and_vehicles_are_put_on_listed_and_taken_off() {
    let desk = Desk::sample();
    desk.ok(&["book", "11月25日 9:00-11:00 203 20人 甲会"]);
    desk.ok(&["book", "11月25日 9:00-11:00 204 20人 乙会"]);
    let words = ["duty", "add", "甲会", "林晓", "--task", "茶水"];
    assert!(desk.ok(&words).contains("08:40–11:10"));
    desk.refused(&["duty", "add", "乙会", "林　晓"], 1, "甲会", "甲会");
    let words = ["--from", "8:00", "--to", "8:30", "--vehicle"];
    let car = ["duty", "add", "乙会", "浙A·12345"];
    desk.ok(&[&car[..], &words].concat());
    assert!(desk.ok(&["duty", "list", "乙会"]).contains("08:00–08:30"));
    let off = ["duty", "remove", "乙会", "浙A12345", "--why", "送修"];
    assert_eq!(desk.json(&off), serde_json::json!([]));
    assert!(desk.ok(&["history", "乙会"]).contains("送修"));
}

#[test]
fn without_a_network_a_station_says_what_to_do() {
    let front = Desk::sample();
    let ran = ran(front
        .command(&["sync", "--once", "--no-discovery", "--seconds", "1"])
        .output()
        .unwrap());
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("this station"), "{ran:?}");
    front.refused(
        &["station", "revoke", "A", "--why", "x"],
        1,
        "另一台",
        "at another one",
    );
    front.refused(&["station", "retire", "Q", "--why", "x"], 1, "Q", "Q");
}

#[test]
fn fixed_addresses_are_kept_and_tried_without_a_restart() {
    let (front, east) = (Desk::sample(), Desk::empty());
    let running = serve(&front, &[]);
    pair(&front, &east, "东楼");
    // It knows no address by which to find the other again.
    drop(running);
    let running = serve(&front, &[]);
    let _east = serve(&east, &[]);
    let kept = east.json(&["station", "address", "add", &running.at]);
    assert_eq!(kept["fixed"], serde_json::json!([running.at]));
    front.ok(&["book", "11月26日 14:00-15:00 203 20人 丁会"]);
    // Through the address alone they meet: the stations wait for each other.
    let equal = || {
        let (here, there) = (front.json(&["digest"]), east.json(&["digest"]));
        here == there
    };
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while !equal() {
        assert!(std::time::Instant::now() < until, "they never meet");
    }
    let gone = east.json(&["station", "address", "remove", &running.at]);
    assert_eq!(gone["fixed"], serde_json::json!([]));
    east.refused(
        &["station", "address", "add", "front.example"],
        1,
        "不是工作站的地址",
        "is no address of a station",
    );
    east.refused(
        &["station", "address", "remove", "10.0.0.1"],
        1,
        "10.0.0.1",
        "10.0.0.1",
    );
}

#[test]
fn discovery_that_is_switched_off_is_not_called_blocked() {
    let front = Desk::sample();
    let _running = serve(&front, &[]);
    let steps = front.json(&["doctor"]);
    let discovery = steps
        .as_array()
        .and_then(|steps| steps.iter().find(|step| step["step"] == "discovery"));
    assert_eq!(discovery.unwrap()["finding"], "off", "{steps}");
    assert!(front.ok(&["doctor"]).contains("switched off"));
}
