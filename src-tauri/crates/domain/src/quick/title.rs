//! What the meeting is called: quoted, labelled, by its last word, or the one
//! thing left.

use super::entry::{Assumption, ChipKind, Problem};
use super::organiser;
use super::scan::{Line, is_han, is_hard_separator};

/// What names of meetings end with.
const ENDINGS: &[&str] = &[
    "会",
    "会议",
    "培训",
    "培训班",
    "论坛",
    "讲座",
    "座谈",
    "会见",
    "评审",
    "仪式",
    "典礼",
    "课",
    "班",
    "答辩",
    "面试",
    "考试",
    "笔试",
    "演练",
    "彩排",
    "发布",
    "签约",
    "宣讲",
    "研讨",
    "交流",
    "汇报",
    "报告",
    "调研",
    "谈判",
    "接待",
    "晚宴",
    "宴会",
    "午宴",
    "酒会",
    "沙龙",
    "大赛",
    "比赛",
    "竞赛",
    "活动",
    "展览",
    "演出",
    "协调",
    "协商",
    "听证",
    "招标",
    "开标",
    "评标",
    "验收",
    "学习",
    "讨论",
    "会谈",
    "会商",
    "会晤",
    "会诊",
    "动员",
    "启动",
    "揭牌",
    "揭幕",
    "开幕",
    "闭幕",
    "开幕式",
    "闭幕式",
    "启动仪式",
    "路演",
    "直播",
    "访谈",
    "采访",
    "团建",
    "联谊",
    "党课",
    "宣誓",
    "选举",
    "述职",
    "考核",
    "推介",
    "洽谈",
    "复盘",
    "总结",
    "表彰",
    "颁奖",
    "拍摄",
    "录制",
    "接见",
    "约谈",
    "测评",
    "决赛",
    "初赛",
    "周年庆",
    "茶歇",
    "讲评",
    "集训",
    "研修",
];
/// Words that end so and are no meeting.
const NOT: &[&str] = &[
    "社会",
    "机会",
    "协会",
    "学会",
    "工会",
    "商会",
    "委员会",
    "联合会",
    "基金会",
    "开会",
    "不会",
];

const ENGLISH: &[&str] = &[
    "meeting",
    "meetings",
    "review",
    "training",
    "seminar",
    "workshop",
    "forum",
    "conference",
    "lecture",
    "briefing",
    "interview",
    "interviews",
    "ceremony",
    "sync",
    "standup",
    "stand-up",
    "rehearsal",
    "dinner",
    "lunch",
    "banquet",
    "reception",
    "talk",
    "talks",
    "session",
    "summit",
    "symposium",
    "congress",
    "hearing",
    "party",
    "party.",
    "gala",
    "concert",
    "exhibition",
    "launch",
    "kickoff",
    "kick-off",
    "retrospective",
    "demo",
    "presentation",
    "assembly",
    "gathering",
    "course",
    "class",
    "exam",
    "celebration",
    "signing",
    "panel",
    "debate",
    "visit",
    "discussion",
    "tour",
    "planning",
    "webinar",
    "webcast",
    "hackathon",
    "drill",
    "agm",
    "board",
    "opening",
    "closing",
];

const LABELS: &[&str] = &[
    "会议名称",
    "会议主题",
    "会议内容",
    "活动名称",
    "主题",
    "议题",
    "名称",
    "题目",
    "会标",
    "事由",
    "内容",
    "title",
    "subject",
    "topic",
    "event",
    "re",
];
/// What asks for a thing rather than names a meeting.
const REQUESTS: &[&str] = &[
    "要", "需", "备", "请", "带", "不", "先", "待", "另", "注意", "提供", "准备", "摆", "有", "无",
    "加", "自", "含", "或", "尽量", "最好", "可能", "暂", "改", "谢", "辛苦", "收到", "好的",
    "尽快",
];

/// A quoted name, claimed before anything else is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    chip: usize,
    inner: (usize, usize),
}

/// Claims the first 《…》 or quotation; further ones stay as text.
pub(super) fn claim_quoted(line: &mut Line) -> Option<Quoted> {
    let mut quoted = None;
    let mut i = 0;
    while i < line.len() {
        let close = match line.at(i) {
            '《' => '》',
            '“' => '”',
            '「' => '」',
            '『' => '』',
            '"' => '"',
            _ => {
                i += 1;
                continue;
            }
        };
        let Some(end) = (i + 1..line.len()).find(|&j| line.at(j) == close) else {
            i += 1;
            continue;
        };
        if line.skip(i + 1) < end {
            if quoted.is_none() {
                let chip = line.claim(ChipKind::Title, i, end + 1);
                quoted = Some(Quoted {
                    chip,
                    inner: (i + 1, end),
                });
            } else {
                line.unread(i, end + 1, Problem::Second);
            }
        }
        i = end + 1;
    }
    quoted
}

/// Claims the title that a label names.
pub(super) fn claim_labelled(line: &mut Line) -> Option<String> {
    for i in 0..line.len() {
        let Some(end) = line.ends(i, LABELS).filter(|_| !is_han(line.before(i))) else {
            continue;
        };
        if line.at(line.skip(end)) != ':' {
            continue;
        }
        let from = line.skip(line.skip(end) + 1);
        let to = value_end(line, from);
        if to > from {
            line.claim(ChipKind::Title, i, to);
            return Some(line.text(from, to));
        }
    }
    None
}

/// Claims the title among what is left.
pub(super) fn claim(
    line: &mut Line,
    quoted: Option<Quoted>,
    labelled: Option<String>,
) -> Option<String> {
    if let Some(quoted) = quoted {
        if let Some(title) = labelled {
            line.reject(quoted.chip, Problem::Second);
            return Some(title);
        }
        return Some(stretch_quoted(line, quoted));
    }
    if labelled.is_some() {
        return labelled;
    }
    let (from, to, assumed) = named(line)
        .map(|(from, to)| (from, to, false))
        .or_else(|| only_left(line).map(|(from, to)| (from, to, true)))?;
    let chip = line.claim(ChipKind::Title, from, to);
    if assumed {
        line.assume(chip, Assumption::OnlyWordsLeft);
    }
    Some(line.text(from, to))
}

/// Whether a word (or its last word) is the name of a meeting.
pub(super) fn is_meeting(word: &str) -> bool {
    if word.chars().any(is_han) {
        let ends = ENDINGS.iter().any(|ending| word.ends_with(ending));
        return ends && word.chars().count() >= 2 && !NOT.iter().any(|not| word.ends_with(not));
    }
    word.rsplit(' ')
        .next()
        .is_some_and(|last| ENGLISH.contains(&last))
}

/// Whether the characters glued on at `i` name a meeting.
pub(super) fn is_meeting_ahead(line: &Line, i: usize) -> bool {
    let mut end = i;
    while is_han(line.at(end)) {
        end += 1;
    }
    is_meeting(&line.folded(i, end)) || (end == i + 1 && line.at(i) == '会')
}

/// The end of a label's value at `from`: one Chinese word, or words in Latin
/// letters up to a separator or a chip.
pub(super) fn value_end(line: &Line, from: usize) -> usize {
    let words = line.free_words();
    let Some(first) = words
        .iter()
        .position(|&(start, end)| start <= from && from < end)
    else {
        return from;
    };
    let mut end = words.get(first).map_or(from, |word| word.1);
    if !line.folded(from, end).chars().any(is_han) {
        for &(start, behind) in words.iter().skip(first + 1) {
            if line.skip(end) != start || line.folded(start, behind).chars().any(is_han) {
                break;
            }
            end = behind;
        }
    }
    end
}

/// Runs of free words in Latin letters with only blanks between them.
pub(super) fn latin_runs(line: &Line) -> Vec<Vec<(usize, usize)>> {
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut open = false;
    for (from, to) in line.free_words() {
        let latin = !line.folded(from, to).chars().any(is_han);
        let next = runs
            .last()
            .and_then(|run| run.last())
            .is_some_and(|last| line.skip(last.1) == from);
        match runs.last_mut() {
            Some(run) if open && next && latin => run.push((from, to)),
            _ if latin => runs.push(vec![(from, to)]),
            _ => {}
        }
        open = latin;
    }
    runs
}

/// 《条例》 in 学习《条例》座谈会: the whole is the title.
fn stretch_quoted(line: &mut Line, quoted: Quoted) -> String {
    let Some(draft) = line.draft(quoted.chip).cloned() else {
        return String::new();
    };
    let joined = |i: usize| line.is_free(i) && !line.at(i).is_whitespace() && is_han(line.at(i));
    let (mut from, mut to) = (draft.from, draft.to);
    while from > 0 && joined(from - 1) {
        from -= 1;
    }
    while joined(to) {
        to += 1;
    }
    if (from, to) == (draft.from, draft.to) {
        return line.text(quoted.inner.0, quoted.inner.1).trim().to_owned();
    }
    line.stretch(quoted.chip, from, to);
    line.text(from, to)
}

/// The first thing left that is clearly the name of a meeting.
fn named(line: &Line) -> Option<(usize, usize)> {
    let words = line.free_words();
    let chinese = words.iter().enumerate().find_map(|(at, &(from, to))| {
        let text = line.folded(from, to);
        if !text.chars().any(is_han)
            || !is_meeting(&text)
            || organiser::is_organiser(&text)
            || asks(&text)
        {
            return None;
        }
        // AI 论坛, 2027 年会: what stands before it in Latin letters belongs to it.
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
        let start = before.filter(|&(start, end)| {
            let text = line.folded(start, end);
            line.skip(end) == from
                && !text.chars().any(is_han)
                && text.chars().any(char::is_alphabetic)
        });
        Some((start.map_or(from, |(start, _)| start), to))
    });
    chinese.or_else(|| {
        latin_runs(line).into_iter().find_map(|run| {
            let meeting = |&(from, to): &(usize, usize)| is_meeting(&line.folded(from, to));
            let last = run.iter().rposition(meeting)?;
            let first = run
                .iter()
                .position(|&(from, to)| !small(&line.folded(from, to)))?;
            // review of the budget: what follows belongs to the name.
            let follows = run.get(last + 1).is_some_and(|&(from, to)| {
                matches!(line.folded(from, to).as_str(), "of" | "on" | "about")
            });
            let end = if follows {
                run.last()?.1
            } else {
                run.get(last)?.1
            };
            (first <= last).then_some((run.get(first)?.0, end))
        })
    })
}

/// The one word left (a run of words in Latin letters counts as one when they
/// begin with capitals).
fn only_left(line: &Line) -> Option<(usize, usize)> {
    let mut words = line.free_words();
    let runs = latin_runs(line);
    if let [run] = runs.as_slice()
        && run.len() == words.len()
        && run.len() > 1
    {
        let capital = run.iter().all(|&(from, to)| {
            line.text(from, to).starts_with(char::is_uppercase) || small(&line.folded(from, to))
        });
        let (first, last) = (run.first()?, run.last()?);
        return (capital
            && run.len() <= 6
            && !organiser::is_organiser(&line.folded(first.0, last.1)))
        .then_some((first.0, last.1));
    }
    words.retain(|&(from, to)| line.is_free(from) && !small(&line.folded(from, to)));
    let [(from, to)] = words.as_slice() else {
        return None;
    };
    let text = line.folded(*from, *to);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let tidy = !text.chars().any(|c| c.is_control() || is_hard_separator(c) || matches!(c, '?' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    let counted = text.ends_with(['人', '位', '名', '点', '分', '号', '日'])
        || text.starts_with(|c: char| c.is_ascii_digit());
    (!counted
        && letters >= 2
        && letters * 2 > text.chars().count()
        && tidy
        && !asks(&text)
        && !organiser::is_organiser(&text))
    .then_some((*from, *to))
}

fn asks(word: &str) -> bool {
    REQUESTS.iter().any(|request| word.starts_with(request))
}

fn small(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "for"
            | "with"
            | "on"
            | "in"
            | "at"
            | "by"
            | "from"
            | "to"
            | "of"
            | "and"
            | "please"
            | "pls"
            | "book"
            | "need"
            | "we"
            | "i"
            | "our"
            | "thanks"
            | "thank"
            | "you"
            | "tea"
            | "room"
    )
}
