//! Finding on a bare store: nearest first, moved, emptied, and how fast.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a test says what it expects by failing"
)]

use std::time::Instant;

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use steward_domain::find::How;
use steward_domain::meeting::Meeting;
use steward_domain::record::from_fields;

use super::*;
use crate::open;

/// 22 November 2026, 14:00 in Shanghai.
const NOW: i64 = 1_795_327_200_000;

fn meeting(n: usize, start: DateTime<Utc>, words: [&str; 3]) -> Meeting {
    let [title, organiser, contact] = words;
    let fields = json!({
        "number": format!("{}-A{:02}", start.format("%m%d"), n % 100),
        "title": title,
        "slot": {
            "room": null, "also": [], "layout": null,
            "start": start, "end": start + Duration::hours(2), "all_day": false,
        },
        "headcount": 20, "organiser": organiser, "contact": contact,
        "phone": format!("139{:08}", n * 7_919 % 100_000_000),
        "service": "none", "leader": false, "needs": "",
        "standing": {"state": "confirmed", "by": "林晓", "why": ""},
        "template": null, "series": null, "source": null,
        "taken": {"by": "林晓", "at": start},
    });
    let fields = fields.as_object().unwrap().clone();
    from_fields(Uuid::from_u128(n as u128 + 1), fields).unwrap()
}

/// Ten years of meetings around now.
fn laid(connection: &Connection, count: usize) {
    let topics = [
        "教育系统骨干培训",
        "水利工程调研",
        "消防演练总结",
        "经济工作座谈",
        "安全生产动员",
        "乡村振兴推进",
        "招商引资签约",
        "老干部通报",
        "青年志愿者表彰",
        "城市更新论证",
    ];
    let clients = [
        "市教育局",
        "市水利局",
        "市消防支队",
        "发改委",
        "应急管理局",
        "农业农村局",
    ];
    let people = ["单主任", "曾工", "解老师", "张处长", "王科长", "欧阳秘书"];
    let begin = DateTime::from_timestamp_millis(NOW).unwrap() - Duration::days(3_285);
    for n in 0..count {
        let minutes = i64::try_from(n * 3_650 * 24 * 60 / count).unwrap();
        let title = format!("{}第{}次会", topics[n * 7 % topics.len()], n % 500);
        let words = [
            title.as_str(),
            clients[n * 5 % clients.len()],
            people[n * 11 % people.len()],
        ];
        search::set(
            connection,
            &meeting(n, begin + Duration::minutes(minutes), words),
        )
        .unwrap();
    }
}

fn ask(connection: &Connection, words: &str) -> Vec<Hit> {
    meetings(connection, None, &Question::of(words, NOW, 51)).unwrap()
}

#[test]
fn what_is_near_is_met_first_whatever_the_order_it_came_in() {
    let connection = open::in_memory().unwrap();
    laid(&connection, 300);
    let hits = ask(&connection, "教育局");
    assert_eq!(hits.len(), 50);
    let start = |hit: &Hit| -> i64 {
        let sql = "SELECT start_ms FROM search WHERE meeting = ?1";
        connection
            .query_row(sql, [hit.meeting.0], |row| row.get(0))
            .unwrap()
    };
    let far: Vec<u64> = hits.iter().map(|hit| start(hit).abs_diff(NOW)).collect();
    assert!(far.is_sorted(), "{far:?}");
    // Put off by years, it is found where it is now; taken away, nowhere.
    let moved = meeting(
        0,
        DateTime::from_timestamp_millis(NOW).unwrap(),
        ["教育局年会", "", ""],
    );
    search::set(&connection, &moved).unwrap();
    assert_eq!(
        ask(&connection, "教育局").first().map(|hit| hit.meeting),
        Some(moved.id)
    );
    search::remove(&connection, moved.id.0).unwrap();
    assert!(
        ask(&connection, "教育局年会")
            .iter()
            .all(|hit| hit.rank == How::Nearly.rank())
    );
}

#[test]
fn the_index_is_emptied_whole() {
    let connection = open::in_memory().unwrap();
    laid(&connection, 20);
    search::clear(&connection).unwrap();
    assert_eq!(ask(&connection, "教育"), []);
    laid(&connection, 20);
    assert!(!ask(&connection, "教育").is_empty());
}

/// `cargo test --lib -- --ignored --nocapture in_no_time`
#[test]
#[ignore = "a measure: it lays two hundred thousand meetings"]
#[allow(clippy::print_stdout, reason = "a measure says what it found")]
fn two_hundred_thousand_are_searched_in_no_time() {
    let connection = open::in_memory().unwrap();
    let begun = Instant::now();
    laid(&connection, 200_000);
    println!("laid in {:?}", begun.elapsed());
    let mut took = Vec::new();
    for words in [
        "教育",
        "会",
        "次",
        "jyj",
        "jiaoyuju",
        "jiaoyj",
        "shan",
        "shanzhuren",
        "szr",
        "1122-A03",
        "1122",
        "139",
        "5678",
        "消防演习总结",
        "xiaofnag",
        "xianfangyanlian",
        "没有这样的会",
        "第99次",
        "张处长 水利",
        "zcz 水利",
        "欧阳",
        "ouyang",
        "oy",
        "z",
        "abcdefgh",
        "zhuangzhuang",
        "教育系统骨干培训第499次会",
        "gugan 教育",
        "jiaoyuiu 培训",
    ] {
        let begun = Instant::now();
        let found = ask(&connection, words).len();
        let ms = begun.elapsed().as_secs_f64() * 1_000.0;
        println!("{ms:8.1} ms  {found:3}  {words}");
        took.push(ms);
    }
    took.sort_by(f64::total_cmp);
    println!(
        "worst {:.1} ms, median {:.1} ms",
        took[took.len() - 1],
        took[took.len() / 2]
    );
}
