//! What fits a word and what does not, and that the index answers it.

use super::*;

fn fit(word: &str, text: &str) -> Option<How> {
    Asked::new(word).fit(&[folded(text)], How::Nearly)
}

/// What the index would answer: whether one of the pieces asked for, of every
/// way, is among the text's.
fn is_answered(word: &str, text: &str, how: How) -> bool {
    let held = pieces(&[text.to_owned()], &[]);
    let held: Vec<&str> = held.split(' ').collect();
    let Some(expression) = Asked::new(word).expression(how) else {
        return false;
    };
    let flat = expression.replace(['(', ')'], "");
    flat.split(" OR ").any(|way| {
        way.split(" AND ")
            .all(|piece| match piece.strip_suffix(" *") {
                Some(begun) => held
                    .iter()
                    .any(|one| one.starts_with(begun.trim_matches('"'))),
                None => held.contains(&piece.trim_matches('"')),
            })
    })
}

#[test]
fn words_fit_by_text_by_sound_and_but_for_one_slip() {
    for (word, text, how) in [
        ("教育", "教育", How::Exact),
        ("市教", "市教育局", How::Begins),
        ("育", "市教育局", How::Holds),
        ("jyj", "市教育局", How::Sounds),
        ("jiaoyuju", "市教育局", How::Sounds),
        ("jiaoyj", "市教育局", How::Sounds),
        ("教yuj", "市教育局", How::Sounds),
        ("jiaoyuj", "市教育局", How::Sounds),
        ("shan", "单主任", How::Sounds),
        ("dan", "单主任", How::Sounds),
        ("szr", "单主任", How::Sounds),
        ("zeng", "曾工", How::Sounds),
        ("xie", "解老师", How::Sounds),
        ("qiu", "仇处", How::Sounds),
        ("ou", "区先生", How::Sounds),
        ("zha", "查女士", How::Sounds),
        ("ge", "盖教授", How::Sounds),
        ("xi'an", "西安路小学", How::Sounds),
        ("nvlang", "女郎", How::Sounds),
        ("yinhang", "银行联络处", How::Sounds),
        ("jioayuju", "市教育局", How::Nearly),
        ("jiaoyiju", "市教育局", How::Nearly),
        ("jiaoyyuju", "市教育局", How::Nearly),
        ("教学局", "市教育局", How::Nearly),
        ("briefng", "Press Briefing", How::Nearly),
        ("brieffing", "Press Briefing", How::Nearly),
        ("PRESS", "Press Briefing", How::Begins),
        ("5678", "13912345678", How::Holds),
        ("1122-a02", "1122-A02", How::Exact),
        ("ＡＢＣ", "abc 公司", How::Begins),
    ] {
        assert_eq!(fit(word, text), Some(how), "{word} in {text}");
        // Whatever fits so well is answered by the index too.
        assert!(is_answered(word, text, how), "{word} in {text}, asked");
    }
    for (word, text) in [
        ("育教", "市教育局"),
        ("教局", "市教育局"),
        ("jyjj", "市教育局"),
        ("5679", "13912345678"),
        ("slgc", "许参谋"),
        ("", "市教育局"),
        ("不存在的会", "存在"),
    ] {
        assert_eq!(fit(word, text), None, "{word} in {text}");
    }
}

#[test]
fn the_index_answers_whatever_fits() {
    let texts = [
        "全市教育系统骨干教师培训会",
        "长安银行重庆分行座谈会",
        "单主任",
        "Press Briefing 2026",
        "13912345678",
        "1122-A02",
        "曾工 解老师",
    ];
    let words = [
        "教育",
        "师",
        "ggjs",
        "gugan",
        "peixun",
        "cqfh",
        "chongqing",
        "zhongqing",
        "shanzhuren",
        "szr",
        "dzr",
        "brief",
        "139",
        "3912345",
        "a02",
        "1122-a",
        "zenggong",
        "xls",
        "jieoshi",
        "peixunhui",
        "zuotanhu",
        "骨千教师",
        "tuanjie",
    ];
    for text in texts {
        for word in words {
            if let Some(how) = fit(word, text) {
                assert!(is_answered(word, text, how), "{word} in {text}: {how:?}");
            }
        }
    }
}

#[test]
fn a_sign_between_words_need_not_be_found() {
    let words = |question| -> Vec<String> {
        let all = Asked::all(question);
        all.iter().map(|one| one.word().to_owned()).collect()
    };
    assert_eq!(words("Bees & bytes"), ["bees", "bytes"]);
    assert_eq!(words("教育 · 培训 —"), ["教育", "培训"]);
    assert_eq!(words("R&D 11-27"), ["r&d", "11-27"]);
    assert_eq!(words("& -"), ["&", "-"]);
    assert!(words("  ").is_empty());
}

#[test]
fn strange_questions_ask_for_nothing() {
    for word in ["\"", "*", "()", "-", "、", "%", "\0", "'", "''"] {
        let asked = Asked::new(word);
        assert_eq!(asked.expression(How::Holds), None, "{word}");
        assert_eq!(asked.expression(How::Sounds), None, "{word}");
    }
    let long = "zhuang".repeat(200);
    assert!(Asked::new(&long).expression(How::Sounds).is_some());
    assert!(!Asked::new(&long).word().is_empty());
}

proptest::proptest! {
    #[test]
    fn nothing_typed_breaks_it(word in "\\PC{0,60}", text in "\\PC{0,80}") {
        for how in How::ALL {
            let _ = Asked::new(&word).expression(how);
        }
        let _ = fit(&word, &text);
        let _ = pieces(&[text], &[]);
    }

    #[test]
    fn a_part_of_a_text_is_found(text in "[a-z0-9教育局培训会议单曾]{1,20}", from in 0usize..20, length in 1usize..8) {
        let chars: Vec<char> = text.chars().collect();
        let word: String = chars.iter().skip(from).take(length).collect();
        if !word.is_empty() {
            let how = fit(&word, &text);
            proptest::prop_assert!(how.is_some_and(|how| how <= How::Holds));
        }
    }
}
