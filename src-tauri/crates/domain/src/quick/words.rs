//! Small words that say nothing by themselves (在, 订, `in the`) go with the
//! chip they stand at.

use super::entry::ChipKind;
use super::scan::{Line, is_han};

const BEFORE: &[&str] = &[
    "预订",
    "预定",
    "预约",
    "借用",
    "使用",
    "租用",
    "申请",
    "安排",
    "需要",
    "想要",
    "我要",
    "我想",
    "帮我",
    "帮忙",
    "麻烦",
    "请帮我",
    "请",
    "定于",
    "订于",
    "定在",
    "订在",
    "安排在",
    "拟于",
    "拟在",
    "时间:",
    "日期:",
    "地点:",
    "会场:",
    "会议室:",
    "场地:",
    "人数:",
    "时间",
    "地点",
    "在",
    "于",
    "订",
    "定",
    "借",
    "on",
    "on the",
    "at",
    "at the",
    "in",
    "in the",
    "the",
    "for",
    "for the",
    "with",
    "from",
    "by",
    "by the",
    "from the",
    "to",
    "book",
    "please",
    "please book",
    "pls",
    "reserve",
    "need",
    "i need",
    "we need",
    "schedule",
    "use",
    "using",
    "date:",
    "time:",
    "when:",
    "where:",
    "venue:",
    "room:",
    "place:",
    "host:",
    "and",
    "a",
];
const BEHIND: &[&str] = &[
    "左右",
    "参加",
    "出席",
    "参会",
    "与会",
    "开始",
    "开会",
    "举行",
    "召开",
    "举办",
    "进行",
    "使用",
    "的",
    "里",
    "内",
    "开",
    "起",
    "start",
    "starts",
    "sharp",
    "attending",
    "expected",
    "please",
    "pls",
];
/// 开 and 起 before these begin a word of their own.
const OWN: &str = "幕学题业工放发展班盘标庭会讲训草点播源拓设创";

/// Stretches chips over the small words beside them.
pub(super) fn attach_fillers(line: &mut Line) {
    let chips: Vec<usize> = line
        .drafts()
        .filter(|(_, draft)| draft.kind != ChipKind::Unread && draft.from < draft.to)
        .map(|(chip, _)| chip)
        .collect();
    for chip in chips {
        while let Some(from) = before(line, chip) {
            line.stretch(chip, from, from);
        }
        if let Some(to) = behind(line, chip) {
            line.stretch(chip, to, to);
        }
    }
}

fn before(line: &Line, chip: usize) -> Option<usize> {
    let draft = line.draft(chip)?;
    let at = line.skip_back(draft.from);
    let from = line.starts(at, BEFORE)?;
    let word_end = line.before(at);
    // A short Chinese word must touch what it belongs to or stand alone.
    let single = is_han(word_end) && at - from == 1;
    let alone = !is_han(line.before(from));
    let touches = at == draft.from && matches!(word_end, '在' | '于');
    let long = is_han(line.at(from)) && at - from > 1 && (alone || at == draft.from);
    let latin = !is_han(line.at(from)) && alone;
    // 请帮我订: small words all the way.
    let mut first = from;
    while let Some(more) = line.starts(first, BEFORE) {
        first = more;
    }
    if is_han(word_end) && first < from && !is_han(line.before(first)) {
        return Some(first);
    }
    ((single && (touches || alone)) || long || latin || word_end == ':').then_some(from)
}

fn behind(line: &Line, chip: usize) -> Option<usize> {
    let draft = line.draft(chip)?;
    if !matches!(
        draft.kind,
        ChipKind::Date | ChipKind::Time | ChipKind::Room | ChipKind::Headcount
    ) {
        return None;
    }
    let latin_at = line.skip(draft.to);
    let at = if line.at(latin_at).is_ascii() {
        latin_at
    } else {
        draft.to
    };
    let mut to = line.ends(at, BEHIND)?;
    let last = line.before(to);
    if to - at == 1
        && matches!(last, '开' | '起' | '内' | '里')
        && (OWN.contains(line.at(to)) || matches!(line.at(to), '部' | '容' | '程'))
    {
        return None;
    }
    if matches!(line.at(to), '的') {
        to += 1;
    }
    // 203的会: what follows 的 is a word of its own.
    (last != '的' || to - at == 1 || is_han(line.at(to))).then_some(to)
}
