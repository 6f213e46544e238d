//! Distribution maps, read back from their PDF.

use chrono::NaiveDate;
use steward_documents::{Language, MapHead, PlanLegend, PlanMark, PlanShape, PostMap, post_map};

use crate::pdf::{fonts, pages, solid};

const KINDS: [&str; 5] = ["etiquette", "ordinary", "gallery", "security", "technical"];

fn shape(kind: &str, x: i32, y: i32, width: u32, height: u32) -> PlanShape {
    PlanShape {
        kind: kind.into(),
        x,
        y,
        width,
        height,
        turn: 30,
        rows: 4,
        text: "主席台".into(),
    }
}

fn map(marks: u32) -> PostMap {
    let mark = |n: u32| PlanMark {
        kind: KINDS[n as usize % KINDS.len()].into(),
        x: (20 + n * 37 % 360) as i32,
        y: (30 + n * 53 % 220) as i32,
        number: n + 1,
        name: if n.is_multiple_of(3) {
            String::new()
        } else {
            format!("林晓{n}")
        },
    };
    PostMap {
        head: MapHead {
            title: "会务员分布图".into(),
            subject: "智慧城市论坛开幕式".into(),
            facts: "2026-11-22 15:00–17:30 · 主会场".into(),
            number: "1122-A03-D".into(),
            issuer: "客户服务中心".into(),
            station: "总台".into(),
            made_at: NaiveDate::from_ymd_opt(2026, 11, 22)
                .unwrap()
                .and_hms_opt(9, 0, 0)
                .unwrap(),
            language: Language::Zh,
        },
        width: 400,
        height: 260,
        shapes: [
            "stage",
            "seats",
            "table",
            "round_table",
            "door",
            "wall",
            "gallery",
            "text",
        ]
        .iter()
        .zip(0..)
        .map(|(kind, n)| shape(kind, n * 40, n * 20, 60, 30))
        .collect(),
        marks: (0..marks).map(mark).collect(),
        legend: KINDS
            .iter()
            .map(|kind| PlanLegend {
                kind: (*kind).into(),
                text: format!("{kind} 3"),
            })
            .collect(),
        picture: None,
    }
}

#[test]
fn s_35_a_map_says_who_stands_where_on_one_sheet_and_what_each_mark_means() {
    for marks in [0, 1, 60] {
        let paper = post_map(&map(marks), fonts()).unwrap();
        assert_eq!(paper.pages(), 1);
        let Some(pages) = pages(&paper.pdf().unwrap()) else {
            return;
        };
        let text = solid(&pages.concat());
        assert!(text.contains("会务员分布图"), "{text}");
        assert_eq!(text.contains("林晓1"), marks > 1, "{text}");
        for kind in KINDS {
            assert!(text.contains(kind), "{text}");
        }
    }
}

#[test]
fn a_picture_that_cannot_be_read_is_said_to_be_one() {
    let mut data = map(3);
    data.picture = Some(("png".into(), b"\x89PNG\r\n\x1a\nno".to_vec()));
    assert!(post_map(&data, fonts()).is_err());
}
