//! What the sample complex keeps: all that its templates lay out, counted in
//! the morning, and one thing below its minimum.

use chrono::Duration;
use steward_domain::ids::{MovementId, StockItemId};
use steward_domain::names::Name;
use steward_domain::stock::{MOVED, Move, Movement, StockItem};
use steward_store::Writer;

use super::meetings::Day;
use crate::facts::say;
use crate::views::Refusal;

/// Name, unit, place, minimum, whether it returns, how many there are.
struct Row(
    (&'static str, &'static str),
    (&'static str, &'static str),
    &'static str,
    u32,
    bool,
    u32,
);

pub(super) fn save(w: &mut Writer<'_>, day: &Day<'_>) -> Result<(), Refusal> {
    for Row(name, unit, place, minimum, returns, counted) in rows() {
        let item = StockItem {
            id: StockItemId(w.new_id()),
            name: Name::new(name.0, name.1),
            unit: Name::new(unit.0, unit.1),
            location: place.to_owned(),
            minimum,
            returns,
            retired: false,
        };
        w.save(&item)?;
        let movement = Movement {
            id: MovementId(w.new_id()),
            what: Move::Counted,
            count: counted,
            meeting: None,
            purchase: None,
            delivery: None,
            expected: None,
            note: "月初盘点".to_owned(),
            by: "何静".to_owned(),
            at: day.now - Duration::days(7),
        };
        say(w, MOVED, item.id.0, &movement);
    }
    Ok(())
}

fn rows() -> Vec<Row> {
    let (pcs, each) = (("只", "pcs"), ("个", "pcs"));
    vec![
        Row(("茶杯", "Cups"), pcs, "茶具间", 200, true, 1_200),
        Row(("杯垫", "Coasters"), each, "茶具间", 200, true, 1_200),
        Row(("开水瓶", "Thermos flasks"), each, "茶具间", 20, true, 160),
        Row(("茶壶", "Teapots"), ("把", "pcs"), "茶具间", 10, true, 110),
        Row(("托盘", "Trays"), each, "茶具间", 10, true, 60),
        Row(("烟灰盅", "Ashtrays"), each, "茶具间", 30, true, 220),
        Row(
            ("白毛巾", "White hand towels"),
            ("条", "pcs"),
            "茶具间",
            20,
            true,
            90,
        ),
        Row(
            ("茶叶", "Tea leaves"),
            ("克", "g"),
            "物料库",
            3_000,
            false,
            6_500,
        ),
        Row(
            ("瓶装水", "Bottled water"),
            ("瓶", "bottles"),
            "物料库",
            480,
            false,
            3_600,
        ),
        Row(("纸杯", "Paper cups"), pcs, "物料库", 200, false, 900),
        Row(
            ("纸巾", "Tissues"),
            ("盒", "boxes"),
            "物料库",
            40,
            false,
            320,
        ),
        Row(("水桶", "Buckets"), each, "保洁间", 5, true, 40),
        Row(("垃圾篓", "Waste baskets"), each, "保洁间", 10, true, 80),
        Row(
            ("话筒电池", "Microphone batteries"),
            ("节", "pcs"),
            "设备库",
            48,
            false,
            36,
        ),
    ]
}
