//! How many people, and whom to ask.

use super::clock::counts;
use super::entry::{Assumption, ChipKind, Problem};
use super::numerals::{Number, english, number, with_thousands};
use super::room_names::Names;
use super::scan::{Line, is_han};
use super::{organiser, title};

mod names;

const LABELS: &[&str] = &[
    "参会人数",
    "与会人数",
    "人数",
    "headcount",
    "attendance",
    "people",
    "pax",
];
const ABOUT: &[&str] = &[
    "大约",
    "大概",
    "差不多",
    "将近",
    "不超过",
    "不到",
    "最多",
    "至多",
    "至少",
    "约",
    "近",
    "about",
    "around",
    "approximately",
    "approx.",
    "approx",
    "roughly",
    "nearly",
    "some",
    "up to",
    "at most",
    "at least",
    "max",
    "~",
    "for about",
    "for around",
    "for up to",
];
const EXACTLY: &[&str] = &[
    "预计",
    "一共",
    "总共",
    "共计",
    "共",
    "有",
    "for",
    "with",
    "expecting",
];
const UNITS: &[&str] = &[
    "个人",
    "人次",
    "人",
    "位",
    "名",
    "people",
    "persons",
    "person",
    "ppl",
    "pax",
    "guests",
    "attendees",
    "participants",
    "delegates",
    "seats",
    "heads",
    "staff",
    "students",
    "visitors",
    "members",
];

/// Claims the number of people; further ones stay as text.
pub(super) fn claim_headcount(line: &mut Line, names: &Names<'_>) -> Option<u32> {
    let mut headcount = None;
    let mut i = 0;
    while i < line.len() {
        let Some(counted) = counted(line, i) else {
            i += 1;
            continue;
        };
        let end = counted.end;
        if !counted.unit && !names.numbered(&counted.value.to_string()).is_empty() {
            line.unread(i, end, Problem::RoomOrHeadcount);
        } else if headcount.is_some() {
            line.unread(i, end, Problem::Second);
        } else {
            let chip = line.claim(ChipKind::Headcount, i, end);
            if let Some(assumption) = counted.assumption {
                line.assume(chip, assumption);
            }
            headcount = Some(counted.value);
        }
        i = end;
    }
    headcount
}

struct Counted {
    value: u32,
    assumption: Option<Assumption>,
    unit: bool,
    end: usize,
}

fn counted(line: &Line, i: usize) -> Option<Counted> {
    let colon = |at: usize| {
        if line.at(line.skip(at)) == ':' {
            line.skip(line.skip(at) + 1)
        } else {
            line.skip(at)
        }
    };
    let label = line.ends(i, LABELS).map(colon);
    let at = label.unwrap_or(i);
    let exactly = line.ends(at, EXACTLY).map(|end| line.skip(end));
    let for_so_many = line.word(at, "for").is_some();
    let at = exactly.unwrap_or(at);
    let about = line.ends(at, ABOUT).map(|end| line.skip(end));
    let at = about.unwrap_or(at);
    let first = amount(line, at, label.is_some())?;
    let mut about = about.is_some();
    let (mut last, mut range) = (first, None);
    let mut end = first.end;
    if let Some(second) = range_end(line, first) {
        (last, range, end) = (second, Some(first.value), second.end);
    } else if matches!(line.at(end), '来' | '多' | '余' | '+') {
        (about, end) = (true, end + 1);
    }
    let unit = line
        .ends(line.skip(end), UNITS)
        .filter(|&behind| !is_longer_word(line, behind));
    let unit_end = match unit {
        Some(end) => end,
        None if label.is_some()
            || for_so_many && !counts(line, end) && !line.at(end).is_ascii_alphabetic() =>
        {
            end
        }
        None => return None,
    };
    end = who(line, unit_end);
    if let Some(behind) = line.ends(end, &["左右", "上下", "以内", "以上", " or so"]) {
        (about, end) = (true, behind);
    }
    let assumption = range
        .map(Assumption::UpperOfRange)
        .or(about.then_some(Assumption::Approximate));
    let value = (1..=99_999).contains(&last.value).then_some(last.value)?;
    Some(Counted {
        value,
        assumption,
        unit: unit.is_some() || label.is_some(),
        end,
    })
}

fn amount(line: &Line, i: usize, labelled: bool) -> Option<Number> {
    let before = line.before(i);
    if before.is_ascii_alphanumeric()
        || matches!(before, '第' | '.' | '几' | '/')
        || (before == ':' && !labelled)
    {
        return None;
    }
    with_thousands(line, i)
        .or_else(|| number(line, i))
        .or_else(|| english(line, i))
}

fn range_end(line: &Line, first: Number) -> Option<Number> {
    let at = line.skip(first.end);
    let at = match line.at(at) {
        '-' | '~' | '到' | '至' => at + 1,
        _ => line.word(at, "to")?,
    };
    let second = number(line, line.skip(at)).filter(|n| n.value > first.value)?;
    line.ends(line.skip(second.end), UNITS).map(|_| second)
}

/// Whether 人 and the like only begin another word: 人工智能, 名单.
fn is_longer_word(line: &Line, end: usize) -> bool {
    match line.before(end) {
        '人' => matches!(
            line.at(end),
            '数' | '民' | '才' | '口' | '事' | '力' | '物' | '类' | '工' | '均'
        ),
        '位' => matches!(line.at(end), '置' | '于'),
        '名' => matches!(line.at(end), '单' | '称' | '额' | '牌' | '片'),
        _ => false,
    }
}

/// 180名代表: whom is counted belongs to the count.
fn who(line: &Line, end: usize) -> usize {
    const WHO: &[&str] = &[
        "参会人员",
        "工作人员",
        "学员",
        "代表",
        "嘉宾",
        "来宾",
        "领导",
        "委员",
        "干部",
        "职工",
        "员工",
        "老师",
        "学生",
        "记者",
        "客人",
        "贵宾",
        "外宾",
        "专家",
        "家长",
        "观众",
    ];
    line.ends(end, WHO)
        .filter(|&behind| !title::is_meeting_ahead(line, behind))
        .unwrap_or(end)
}

/// Claims a contact that a label names: 联系人 张三, `contact Zhang San`.
pub(super) fn claim_labelled_contact(line: &mut Line) -> Option<String> {
    const SURE: &[&str] = &[
        "会务联系人",
        "联系人",
        "联络人",
        "经办人",
        "负责人",
        "对接人",
        "经手人",
        "contact person",
        "contact name",
        "contact",
        "attn",
    ];
    const LOOSE: &[&str] = &["联系", "经办", "对接", "找"];
    for i in 0..line.len() {
        let sure = line.ends(i, SURE);
        let Some(end) = sure.or_else(|| line.ends(i, LOOSE).filter(|_| !is_han(line.before(i))))
        else {
            continue;
        };
        let colon = line.at(line.skip(end)) == ':';
        let at = if colon {
            line.skip(line.skip(end) + 1)
        } else {
            line.skip(end)
        };
        let name =
            names::titled(line, at).or_else(|| names::plain(line, at, sure.is_some() || colon));
        if let Some(behind) = name {
            line.claim(ChipKind::Contact, i, behind);
            return Some(line.text(at, behind).trim().to_owned());
        }
    }
    None
}

/// Claims a name with a title: 张主任, `Mr Zhang`; 小王.
pub(super) fn claim_contact(line: &mut Line) -> Option<String> {
    for i in 0..line.len() {
        let found = names::titled(line, i).filter(|&end| names::stands_alone(line, i, end));
        if let Some(end) = found.or_else(|| names::familiar(line, i)) {
            line.claim(ChipKind::Contact, i, end);
            return Some(line.text(i, end));
        }
    }
    None
}

/// Claims the name that stands beside the telephone number.
pub(super) fn claim_left_name(line: &mut Line) -> Option<String> {
    let beside = |from: usize, to: usize| {
        line.kind_behind(to) == Some(ChipKind::Phone)
            || line.kind_before(from) == Some(ChipKind::Phone)
    };
    let words = line.free_words();
    let chinese = words.iter().copied().find(|&(from, to)| {
        let text = line.folded(from, to);
        beside(from, to)
            && names::is_name(&text)
            && !title::is_meeting(&text)
            && !organiser::is_organiser(&text)
    });
    let (from, to) = chinese.or_else(|| {
        let phone = line
            .drafts()
            .find(|(_, draft)| draft.kind == ChipKind::Phone)?
            .1
            .from;
        names::latin_before(line, &words, phone)
    })?;
    let chip = line.claim(ChipKind::Contact, from, to);
    line.assume(chip, Assumption::NameBesidePhone);
    Some(line.text(from, to))
}
