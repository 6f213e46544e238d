//! Amounts: read, grouped, and in capital figures against the hard cases of
//! the rules for filling in bills.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use proptest::prelude::*;

use super::*;

#[test]
fn capital_figures_of_the_hard_cases() {
    let table = [
        ("0", "零元整"),
        ("0.01", "壹分"),
        ("0.10", "壹角整"),
        ("0.15", "壹角伍分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("15", "壹拾伍元整"),
        ("100", "壹佰元整"),
        ("100.05", "壹佰元零伍分"),
        ("100.50", "壹佰元伍角整"),
        ("101", "壹佰零壹元整"),
        ("110", "壹佰壹拾元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1000", "壹仟元整"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10100", "壹万零壹佰元整"),
        ("11000", "壹万壹仟元整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100000", "壹拾万元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("1000000", "壹佰万元整"),
        ("10000000", "壹仟万元整"),
        ("10000001", "壹仟万零壹元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("100100000", "壹亿零壹拾万元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("2030405060.70", "贰拾亿叁仟零肆拾万伍仟零陆拾元柒角整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ];
    for (amount, capital) in table {
        assert_eq!(Fen::read(amount).unwrap().capital(), capital, "{amount}");
    }
}

#[test]
fn amounts_are_read_as_people_write_them() {
    let table = [
        ("1200", Some(120_000)),
        (" ￥１,２００．５ ", Some(120_050)),
        ("¥0.05", Some(5)),
        ("80元", Some(8_000)),
        ("-3.5", Some(-350)),
        ("1.234", None),
        ("十块", None),
        ("", None),
        (".5", None),
        ("9999999999999", None),
    ];
    for (text, fen) in table {
        assert_eq!(Fen::read(text), fen.map(Fen), "{text:?}");
    }
    assert_eq!(Fen(123_456_789).told(), "1,234,567.89");
    assert_eq!(Fen(-5).told(), "-0.05");
    assert_eq!(Fen(100_000).told(), "1,000.00");
}

#[test]
fn shares_are_rounded_to_the_fen() {
    assert_eq!(Fen(10_000).per_mille(60), Fen(600));
    assert_eq!(Fen(99).per_mille(5), Fen(0));
    assert_eq!(Fen(100).per_mille(5), Fen(1));
    assert_eq!(Fen(MOST).times(u32::MAX), Fen(MOST));
}

proptest! {
    #[test]
    fn what_is_told_is_read_again(fen in -MOST..=MOST) {
        prop_assert_eq!(Fen::read(&Fen(fen).told()), Some(Fen(fen)));
    }

    #[test]
    fn capital_figures_name_each_amount_once(fen in 0..2_000_000_i64) {
        let (one, next) = (Fen(fen).capital(), Fen(fen + 1).capital());
        prop_assert_ne!(&one, &next);
        // Never two noughts side by side, never one before a unit.
        for wrong in ["零零", "零万", "零亿", "零角", "零拾", "零佰", "零仟"] {
            prop_assert!(!one.contains(wrong), "{}", one);
        }
        prop_assert!(one == "零元整" || !one.contains("零元"), "{}", one);
    }
}
