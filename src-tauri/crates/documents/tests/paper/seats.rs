//! Seat maps and name plates, read back from their PDF.

use chrono::NaiveDate;
use steward_documents::{
    Language, MapHead, MapSeat, MapTable, Plate, PlateSheet, Plates, SeatMap, name_plates, seat_map,
};

use crate::pdf::{fonts, pages, read, solid};

fn plates(sheet: PlateSheet, names: &[&str]) -> Plates {
    Plates {
        title: "党组会".into(),
        number: "1122-A03-N".into(),
        made_at: NaiveDate::from_ymd_opt(2026, 11, 22)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap(),
        language: Language::Zh,
        sheet,
        plates: names
            .iter()
            .map(|name| Plate {
                name: (*name).into(),
                above: "市政府".into(),
                below: String::new(),
            })
            .collect(),
    }
}

fn map(seats: i32, large: bool) -> SeatMap {
    let seat = |n: i32| MapSeat {
        x: 110 + n % 40 * 100,
        y: 110 + n / 40 * 120,
        facing: 180,
        label: format!("R{}-{}", n / 40 + 1, n % 40 + 1),
        names: match n {
            0 => vec!["欧阳文博".into()],
            1 => vec!["甲".into(), "乙".into()],
            _ => vec![],
        },
        title: "市委书记".into(),
        pour: (n == 0).then_some((1, 1)),
    };
    SeatMap {
        head: MapHead {
            title: "座位图".into(),
            subject: "全市经济工作会议".into(),
            facts: "2026-11-22 09:00".into(),
            number: "1122-A03-S".into(),
            issuer: "客户服务中心".into(),
            station: "总台".into(),
            made_at: NaiveDate::from_ymd_opt(2026, 11, 22)
                .unwrap()
                .and_hms_opt(9, 0, 0)
                .unwrap(),
            language: Language::Zh,
        },
        large,
        width: 220 + (seats - 1).min(39) * 100,
        height: 220 + (seats - 1) / 40 * 120,
        seats: (0..seats).map(seat).collect(),
        tables: vec![MapTable {
            x: 60,
            y: 160,
            width: 300,
            height: 40,
            round: false,
            number: 0,
        }],
        door: "门".into(),
        door_above: false,
        standing: "未入座: 丙".into(),
    }
}

#[test]
fn each_name_stands_twice_and_plates_share_a_sheet_as_asked() {
    let long = "亚历山大·谢尔盖耶维奇·普希金公爵阁下代表团团长";
    let names = [
        "张伟",
        "欧阳文博",
        "Alexandra Wolkenstein-Trostburg",
        long,
        "李娜",
    ];
    for (sheet, expected) in [
        (PlateSheet::One, 5),
        (PlateSheet::Two, 3),
        (PlateSheet::Three, 2),
    ] {
        let paper = name_plates(&plates(sheet, &names), fonts()).unwrap();
        assert_eq!(paper.pages(), expected, "{sheet:?}");
        let Some(pages) = pages(&paper.pdf().unwrap()) else {
            return;
        };
        let text = solid(&pages.concat());
        for name in names {
            assert_eq!(
                text.matches(&solid(name)).count(),
                2,
                "{name} on {sheet:?}: {text}"
            );
        }
        assert_eq!(text.matches("市政府").count(), 10);
    }
}

#[test]
fn a_map_is_one_sheet_laid_across_however_many_seats_there_are() {
    for (seats, large) in [(1, false), (7, false), (1_200, true), (1_200, false)] {
        let paper = seat_map(&map(seats, large), fonts()).unwrap();
        assert_eq!(paper.pages(), 1, "{seats}");
        let pdf = paper.pdf().unwrap();
        let Some(info) = read("pdfinfo", &[], &pdf) else {
            return;
        };
        let size = if large { "1190.5" } else { "841.89" };
        assert!(info.contains(size), "{info}");
        let text = solid(&pages(&pdf).unwrap().concat());
        for word in ["全市经济工作会议", "欧阳文博", "未入座:丙", "门"] {
            assert!(text.contains(word), "{word} with {seats}");
        }
    }
}
