//! A confidential meeting full of words that must not be seen, and everything
//! that a desk shows, prints and exports, as text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::io::Read as _;
use std::process::Command;

use serde_json::{Value, json};
use steward_app::Told;
use steward_app::call::Call;
use steward_app::domain::ids::MeetingId;
use steward_app::domain::secrecy::Level;
use steward_app::views::Draft;
use steward_tests::Station;

/// The day of the meeting, a moment while it runs.
pub(crate) const NOW: &str = "2026-11-25 09:30";

/// Words of a confidential meeting; each stands in one place.
pub(crate) const MARKERS: [&str; 22] = [
    "密标题甲",
    "密单位乙",
    "密联系丙",
    "13911112222",
    "密需求丁",
    "密来宾戊",
    "密职务己",
    "密来处庚",
    "密饮品辛",
    "密愿望壬",
    "密横幅癸",
    "密备注子",
    "密事件丑",
    "密措施寅",
    "密来电卯",
    "密来电人辰",
    "密失物巳",
    "密复盘午",
    "密评价未",
    "密评人申",
    "密折扣酉",
    "密原因戌",
];

/// Those that a level below confidential hides of every meeting (S-44).
pub(crate) const PREFERENCES: [&str; 2] = ["密饮品辛", "密愿望壬"];

fn call(station: &Station, call: Value) -> Result<Value, String> {
    let call: Call = serde_json::from_value(call.clone()).unwrap_or_else(|e| panic!("{call}: {e}"));
    station
        .call(call)
        .map_err(|refusal| format!("{refusal:?} {refusal} {}", json!(refusal)))
}

fn must(station: &Station, what: Value) -> Value {
    call(station, what.clone()).unwrap_or_else(|refused| panic!("{what}: {refused}"))
}

/// A station with one such meeting, while it runs, with a trace of it in every
/// register.
pub(crate) fn full() -> (Station, MeetingId, String) {
    let station = Station::quiet("2026-11-20 09:00");
    let draft = station.draft("203").heads(12).draft;
    let id = station
        .book(&Draft {
            title: "密标题甲".into(),
            organiser: "密单位乙".into(),
            contact: "密联系丙".into(),
            phone: "13911112222".into(),
            needs: "密需求丁".into(),
            level: Level::Confidential,
            ..draft
        })
        .unwrap();
    let number = station.detail(id).meeting.number.0;
    let m = json!(number);
    let person = json!({ "name": "密来宾戊", "title": "密职务己", "unit": "密来处庚", "rank": 1, "drink": "密饮品辛", "wishes": "密愿望壬" });
    must(
        &station,
        json!({ "call": "seats", "meeting": m, "act": { "act": "add", "draft": person } }),
    );
    must(
        &station,
        json!({ "call": "seats", "meeting": m, "act": { "act": "auto", "afresh": false } }),
    );
    let banner = json!({ "state": "needed", "note": "密横幅癸" });
    must(
        &station,
        json!({ "call": "notice", "meeting": m, "act": { "act": "answer", "kind": "会标", "answer": banner } }),
    );
    must(
        &station,
        json!({ "call": "notice", "meeting": m, "act": { "act": "issue", "reason": "密原因戌" } }),
    );
    let duty = json!({ "kind": "person", "name": "林晓", "task": "茶水", "note": "密备注子" });
    must(
        &station,
        json!({ "call": "add_duty", "meeting": m, "draft": duty }),
    );
    station
        .make_client_report(Some(steward_tests::date("2026-11-25")))
        .unwrap();
    station.at(NOW);
    let incident = json!({ "what": "密事件丑", "place": "", "room": null, "meeting": null, "gravity": "serious", "reported_by": "密来宾戊", "found": null });
    must(
        &station,
        json!({ "call": "during", "act": { "act": "add_incident", "meeting": m, "room": null, "draft": incident } }),
    );
    must(
        &station,
        json!({ "call": "during", "act": { "act": "incident", "number": "I1125-A01", "what": { "act": "measure", "what": "密措施寅", "by": "周敏" } } }),
    );
    let heard = json!({ "heard": "hotline", "line": "密来电卯", "caller": "密来电人辰", "phone": "13911112222", "meeting": null, "department": null, "minutes": null });
    must(
        &station,
        json!({ "call": "during", "act": { "act": "take_call", "meeting": m, "draft": heard } }),
    );
    must(
        &station,
        json!({ "call": "during", "act": { "act": "give_shift", "by": "周敏", "to": "陈洁", "note": "" } }),
    );
    let lost = json!({ "what": "密失物巳", "found_by": "林晓", "note": "密标题甲" });
    must(
        &station,
        json!({ "call": "lost", "act": { "act": "enter", "meeting": m, "draft": lost } }),
    );
    station.at("2026-11-25 11:30");
    let review =
        json!({ "act": "review", "wrong": "密复盘午", "change": "密复盘午", "by": "周敏" });
    must(
        &station,
        json!({ "call": "after", "meeting": m, "act": { "what": "do", "done": review } }),
    );
    let rate = json!({ "act": "rate", "stars": 5, "said": "密评价未", "by": "密评人申" });
    must(
        &station,
        json!({ "call": "after", "meeting": m, "act": { "what": "do", "done": rate } }),
    );
    must(
        &station,
        json!({ "call": "fee", "meeting": m, "act": { "act": "write_proposed", "discount": "1", "discount_why": "密折扣酉" } }),
    );
    (station, id, number)
}

/// Everything that the desk says, each with the question; refusals too.
pub(crate) fn everything(station: &Station, id: MeetingId, number: &str) -> Vec<(String, String)> {
    let m = json!(number);
    let day = "2026-11-25";
    let mut found: Vec<(String, String)> = Vec::new();
    let mut asks: Vec<Value> = [
        json!({ "call": "status" }),
        json!({ "call": "board", "date": day }),
        json!({ "call": "board_at", "at": "2026-11-25T09:40", "station": null, "date": null }),
        json!({ "call": "due", "department": null, "limit": 200 }),
        json!({ "call": "sheets" }),
        json!({ "call": "sheet", "word": m }),
        json!({ "call": "meeting", "meeting": m }),
        json!({ "call": "clashes" }),
        json!({ "call": "duties", "meeting": m }),
        json!({ "call": "notice", "meeting": m, "act": { "act": "show" } }),
        json!({ "call": "notices_awaited" }),
        json!({ "call": "ready", "meeting": m, "act": { "act": "show" } }),
        json!({ "call": "seats", "meeting": m, "act": { "act": "show" } }),
        json!({ "call": "seats", "meeting": m, "act": { "act": "preferences" } }),
        json!({ "call": "not_ready" }),
        json!({ "call": "approval", "meeting": m, "act": { "act": "show" } }),
        json!({ "call": "approvals_awaited" }),
        json!({ "call": "client_report", "act": { "act": "show" } }),
        json!({ "call": "during", "act": { "act": "meeting", "meeting": m } }),
        json!({ "call": "during", "act": { "act": "incidents", "all": true } }),
        json!({ "call": "during", "act": { "act": "incident", "number": "I1125-A01", "what": null } }),
        json!({ "call": "during", "act": { "act": "calls", "all": true } }),
        json!({ "call": "during", "act": { "act": "shift" } }),
        json!({ "call": "figures", "from": day, "to": day, "act": { "act": "show" } }),
        json!({ "call": "figures", "from": day, "to": day, "act": { "act": "text", "language": "zh" } }),
        json!({ "call": "after", "meeting": m, "act": { "what": "show" } }),
        json!({ "call": "not_settled", "days": 30 }),
        json!({ "call": "lost", "act": { "act": "list", "all": true } }),
        json!({ "call": "fee", "meeting": m, "act": { "act": "show" } }),
        json!({ "call": "fees_open" }),
        json!({ "call": "pick_list", "date": day, "act": { "act": "show" } }),
        json!({ "call": "buying", "act": { "act": "list" } }),
        json!({ "call": "stock", "act": { "act": "list" } }),
        json!({ "call": "inbox" }),
        json!({ "call": "audit", "act": "show", "asked": { "meeting": m } }),
        json!({ "call": "audit", "act": "show", "asked": {} }),
    ]
    .into();
    for marker in MARKERS {
        asks.push(json!({ "call": "search", "words": marker }));
        asks.push(json!({ "call": "meeting", "meeting": marker }));
    }
    for ask in asks {
        let answer = call(station, ask.clone());
        let mut text = answer.map_or_else(|refused| refused, |value| value.to_string());
        // A search tells what it was asked.
        if let Some(words) = ask
            .get("words")
            .or_else(|| ask.get("meeting"))
            .and_then(Value::as_str)
            && words != number
        {
            text = text.replace(&format!("\"words\":\"{words}\""), "");
            text = text
                .replace(&format!("Unknown(\"{words}\")"), "")
                .replace(&format!("called {words}"), "");
            text = text.replace(&format!("\"detail\":\"{words}\""), "");
        }
        found.push((ask.to_string(), text));
    }
    for (name, language) in [("zh", json!("zh")), ("en", json!("en"))] {
        let papers = [
            json!({ "call": "bulletin", "date": day, "language": language }),
            json!({ "call": "outage_pack", "hours": 24, "language": language }),
            json!({ "call": "record_sheet", "meeting": m, "language": language }),
            json!({ "call": "notice", "meeting": m, "act": { "act": "paper", "department": null, "language": language } }),
            json!({ "call": "seats", "meeting": m, "act": { "act": "map", "large": false, "pouring": true, "language": language } }),
            json!({ "call": "seats", "meeting": m, "act": { "act": "plates", "order": { "size": "usual", "title": true, "unit": true, "seated": false }, "language": language } }),
            json!({ "call": "seats", "meeting": m, "act": { "act": "pouring", "preferences": false, "language": language } }),
            json!({ "call": "client_report", "act": { "act": "save", "number": null, "language": language } }),
            json!({ "call": "during", "act": { "act": "print_shift", "number": null, "language": language } }),
            json!({ "call": "fee", "meeting": m, "act": { "act": "paper", "language": language } }),
            json!({ "call": "figures", "from": day, "to": day, "act": { "act": "save", "language": language } }),
            json!({ "call": "pick_list", "date": day, "act": { "act": "save", "language": language } }),
        ];
        for (at, mut ask) in papers.into_iter().enumerate() {
            for ending in ["pdf", "xlsx", "txt"] {
                let path = station.path(&format!("out-{name}-{at}.{ending}"));
                match ask.get_mut("act") {
                    Some(act) => act["path"] = json!(path),
                    None => ask["path"] = json!(path),
                }
                let Ok(call) = serde_json::from_value::<Call>(ask.clone()) else {
                    panic!("{ask}");
                };
                let answer = match station.call(call) {
                    Ok(value) => value.to_string(),
                    Err(refusal) => format!("{refusal:?}"),
                };
                found.push((format!("{ask} said"), answer));
                found.push((format!("{ask} wrote"), read(&path)));
            }
        }
    }
    let ics = station.path("out.ics");
    must(
        station,
        json!({ "call": "lists", "act": { "act": "calendar", "path": ics, "from": day, "to": day } }),
    );
    found.push(("calendar".into(), read(&ics)));
    for form in ["csv", "jsonl"] {
        let path = station.path(&format!("audit.{form}"));
        must(
            station,
            json!({ "call": "audit", "act": "export", "asked": {}, "path": path }),
        );
        found.push((format!("audit.{form}"), read(&path)));
    }
    let draft = station.draft_of(id).map(|draft| json!(draft).to_string());
    found.push((
        "draft".into(),
        draft.unwrap_or_else(|refused| format!("{refused:?}")),
    ));
    let clash = station.draft("203").draft;
    let refused = station.book(&clash);
    found.push(("booked over".into(), format!("{refused:?}")));
    let checked = station.check(&clash, None);
    found.push(("checked over".into(), format!("{checked:?}")));
    let mut told = Told::default();
    let reminders = station.reminders(&mut told);
    found.push(("reminders".into(), format!("{reminders:?}")));
    let period = station.period(steward_tests::date(day), steward_tests::date(day));
    found.push(("period".into(), format!("{period:?}")));
    let report = station.client_report_text(
        station.client_report().unwrap().reports[0].id,
        steward_app::domain::names::Language::Zh,
    );
    found.push(("mail".into(), report.unwrap_or_default()));
    found
}

/// What can be read in a file.
pub(crate) fn read(path: &str) -> String {
    let Ok(bytes) = std::fs::read(path) else {
        return String::new();
    };
    if bytes.starts_with(b"%PDF") {
        let out = Command::new("pdftotext")
            .args(["-layout", path, "-"])
            .output();
        let text = out.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
        return text.unwrap_or_default();
    }
    if bytes.starts_with(b"PK") {
        let out = Command::new("unzip").args(["-p", path]).output();
        let text = out.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
        return text.unwrap_or_default();
    }
    let mut text = String::new();
    let _ = bytes.as_slice().read_to_string(&mut text);
    // A calendar folds its lines.
    text.replace("\r\n ", "")
}
