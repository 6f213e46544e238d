//! What to lay out, by headcount and what is served (S-40): the standard
//! figures, which a supervisor edits.

use steward_domain::goods::{Basis, GoodsRule};
use steward_domain::meeting::Refreshment;
use steward_domain::names::Name;

/// The rules that every standard template starts with.
pub(crate) fn rules() -> Vec<GoodsRule> {
    use Basis::{Heads, Meeting, Podium, Seats};
    use Refreshment::{PodiumTea, Tea, Water};
    vec![
        rule("茶杯", "Cups", "只", "pcs", &[Tea], Heads, 100, 4),
        rule("茶杯", "Cups", "只", "pcs", &[PodiumTea], Podium, 100, 2),
        rule("杯垫", "Coasters", "个", "pcs", &[Tea], Heads, 100, 4),
        rule(
            "杯垫",
            "Coasters",
            "个",
            "pcs",
            &[PodiumTea],
            Podium,
            100,
            2,
        ),
        rule(
            "开水瓶",
            "Thermos flasks",
            "个",
            "pcs",
            &[Tea],
            Heads,
            10,
            1,
        ),
        rule(
            "开水瓶",
            "Thermos flasks",
            "个",
            "pcs",
            &[PodiumTea],
            Podium,
            20,
            1,
        ),
        rule("茶壶", "Teapots", "把", "pcs", &[Tea], Heads, 8, 0),
        rule("茶壶", "Teapots", "把", "pcs", &[PodiumTea], Podium, 20, 0),
        rule("茶叶", "Tea leaves", "克", "g", &[Tea], Heads, 300, 0),
        rule(
            "茶叶",
            "Tea leaves",
            "克",
            "g",
            &[PodiumTea],
            Podium,
            300,
            0,
        ),
        rule(
            "瓶装水",
            "Bottled water",
            "瓶",
            "bottles",
            &[Water],
            Heads,
            100,
            6,
        ),
        rule(
            "瓶装水",
            "Bottled water",
            "瓶",
            "bottles",
            &[PodiumTea],
            Seats,
            100,
            6,
        ),
        rule(
            "纸杯",
            "Paper cups",
            "只",
            "pcs",
            &[Tea, PodiumTea],
            Heads,
            10,
            0,
        ),
        rule(
            "纸巾",
            "Tissues",
            "盒",
            "boxes",
            &[Tea, PodiumTea, Water],
            Heads,
            10,
            0,
        ),
        rule(
            "烟灰盅",
            "Ashtrays",
            "个",
            "pcs",
            &[Tea, PodiumTea],
            Heads,
            12,
            0,
        ),
        rule(
            "白毛巾",
            "White hand towels",
            "条",
            "pcs",
            &[Tea, PodiumTea],
            Meeting,
            200,
            0,
        ),
        rule(
            "托盘",
            "Trays",
            "个",
            "pcs",
            &[Tea, PodiumTea],
            Meeting,
            200,
            0,
        ),
        rule(
            "水桶",
            "Buckets",
            "个",
            "pcs",
            &[Tea, PodiumTea],
            Meeting,
            100,
            0,
        ),
        rule(
            "垃圾篓",
            "Waste baskets",
            "个",
            "pcs",
            &[Tea, PodiumTea, Water],
            Meeting,
            200,
            0,
        ),
    ]
}

#[allow(clippy::too_many_arguments, reason = "one line of a table")]
fn rule(
    zh: &str,
    en: &str,
    unit: &str,
    unit_en: &str,
    services: &[Refreshment],
    basis: Basis,
    per_hundred: u32,
    spare: u32,
) -> GoodsRule {
    GoodsRule {
        item: Name::new(zh, en),
        unit: Name::new(unit, unit_en),
        services: services.to_vec(),
        basis,
        per_hundred,
        spare,
    }
}
