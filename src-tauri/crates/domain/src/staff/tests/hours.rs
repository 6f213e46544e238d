//! When somebody can work, as a cell of a list says it.

use proptest::prelude::*;

use crate::names::Language;
use crate::staff::Availability;
use crate::staff::hours::{read, told};

fn days(text: &str) -> Vec<(u8, u32, u32)> {
    let found = read(text).unwrap();
    let found = found
        .iter()
        .map(|one| (one.weekday, one.from / 60, one.to / 60));
    found.collect()
}

#[test]
fn what_people_write_is_read() {
    let week: Vec<_> = (1..=5).map(|day| (day, 8, 18)).collect();
    for text in [
        "周一至周五 08:00-18:00",
        "一至五08:00-18:00",
        "星期一到星期五 8：00～18：00",
        "一、二、三、四、五 08:00-18:00",
        "工作日 8:00-18:00",
        "Mon-Fri 8:00-18:00",
        "Monday - Friday 08:00–18:00",
        "1-5 08:00-18:00",
    ] {
        assert_eq!(days(text), week, "{text}");
    }
    assert_eq!(
        days("周六 09:00-12:00 14:00-18:00；周日"),
        [(6, 9, 12), (6, 14, 18), (7, 0, 24)]
    );
    assert_eq!(days("五至一 20:00-06:00").len(), 4);
    assert_eq!(days("Sat & Sun 20:00-06:00"), [(6, 20, 30), (7, 20, 30)]);
    assert_eq!(days("08:00-18:00").len(), 7);
    assert_eq!(days(""), []);
}

#[test]
fn what_is_no_time_is_none() {
    for text in [
        "随时",
        "周八 08:00-18:00",
        "周一 8-18:00",
        "周一至",
        "周一 08:70-09:00",
        "至五",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn days_of_like_hours_stand_together() {
    let all = read("一至五 08:00-18:00、日 08:00-18:00、六 09:00-13:00").unwrap();
    assert_eq!(
        told(&all, Language::Zh),
        "周一至周五和周日 08:00-18:00、周六 09:00-13:00"
    );
    assert_eq!(
        told(&all, Language::En),
        "Mon-Fri & Sun 08:00-18:00, Sat 09:00-13:00"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        all in prop::collection::vec((1_u8..=7, 0_u32..1_440, 1_u32..1_440), 0..12),
        zh: bool,
    ) {
        let mut all: Vec<Availability> = all
            .into_iter()
            .map(|(weekday, from, long)| Availability { weekday, from, to: from + long })
            .collect();
        all.sort_by_key(|one| (one.weekday, one.from, one.to));
        all.dedup();
        let language = if zh { Language::Zh } else { Language::En };
        prop_assert_eq!(read(&told(&all, language)), Some(all));
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(text in "\\PC{0,40}") {
        let _ = read(&text);
    }
}
