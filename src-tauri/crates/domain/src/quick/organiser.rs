//! Who holds the meeting: `市教育局`, `Education Bureau`, 主办: …

use super::entry::ChipKind;
use super::scan::{Line, is_han};
use super::title;

/// What names of organisations end with, and what may not follow since it
/// makes another word (部 but not 部署).
const SUFFIXES: &[(&str, &str)] = &[
    ("委员会", ""),
    ("协会", ""),
    ("学会", ""),
    ("商会", ""),
    ("工会", ""),
    ("联合会", ""),
    ("基金会", ""),
    ("管委会", ""),
    ("居委会", ""),
    ("村委会", ""),
    ("常委会", ""),
    ("研究会", ""),
    ("促进会", ""),
    ("红十字会", ""),
    ("联谊会", ""),
    ("残联", ""),
    ("妇联", ""),
    ("文联", ""),
    ("侨联", ""),
    ("社联", ""),
    ("工商联", ""),
    ("科协", ""),
    ("作协", ""),
    ("政协", ""),
    ("人大", "代"),
    ("纪委", ""),
    ("国资委", ""),
    ("政府", ""),
    ("公司", ""),
    ("集团", ""),
    ("中心", ""),
    ("学校", ""),
    ("大学", "生"),
    ("中学", "生"),
    ("小学", "生"),
    ("幼儿园", ""),
    ("银行", "业卡"),
    ("支行", ""),
    ("分行", ""),
    ("总行", ""),
    ("总队", ""),
    ("支队", ""),
    ("大队", ""),
    ("部队", ""),
    ("街道办", ""),
    ("街道", ""),
    ("社区", ""),
    ("报社", ""),
    ("杂志社", ""),
    ("出版社", ""),
    ("通讯社", ""),
    ("旅行社", ""),
    ("合作社", ""),
    ("电视台", ""),
    ("电台", ""),
    ("使馆", ""),
    ("领事馆", ""),
    ("博物馆", ""),
    ("图书馆", ""),
    ("文化馆", ""),
    ("研究所", ""),
    ("事务所", ""),
    ("派出所", ""),
    ("律所", ""),
    ("机关", ""),
    ("团委", "员"),
    ("市委", "员"),
    ("省委", "员"),
    ("办公室", ""),
    ("海关", ""),
    ("联盟", ""),
    ("局", "长部势限面"),
    ("委", "员托派任"),
    ("办", "公理法事学案"),
    ("厅", "长"),
    ("处", "长理置分罚方"),
    ("科", "长技学研普目"),
    ("部", "长署分门件队委"),
    ("院", "长士系"),
    ("校", "长园友庆对"),
    ("司", "长机法仪"),
    ("厂", "长"),
    ("社", "长会区"),
    ("所", "长有以在"),
    ("站", "长"),
    ("队", "长伍"),
];

/// Words that end like an organisation and are none.
const NOT: &[&str] = &[
    "干部",
    "全部",
    "内部",
    "外部",
    "局部",
    "到处",
    "好处",
    "各处",
    "用处",
    "学科",
    "本科",
    "百科",
    "专科",
    "结局",
    "布局",
    "格局",
    "全局",
    "大局",
    "开局",
    "大厅",
    "客厅",
    "餐厅",
    "会议厅",
    "宴会厅",
    "展厅",
    "举办",
    "主办",
    "承办",
    "协办",
    "停办",
    "开办",
    "督办",
    "招商会",
    "推介商会",
    "电影院",
    "剧院",
    "社区大学生",
    "会所",
    "厕所",
    "场所",
    "多处",
    "军队",
    "排队",
    "乐队",
];

const LABELS: &[&str] = &[
    "主办单位",
    "主办方",
    "主办",
    "承办单位",
    "承办",
    "组织单位",
    "组织方",
    "举办单位",
    "使用单位",
    "申请单位",
    "预订单位",
    "预定单位",
    "单位",
    "organiser",
    "organizer",
    "organised by",
    "organized by",
    "hosted by",
    "host",
    "org",
];

const ENGLISH: &[&str] = &[
    "bureau",
    "department",
    "dept",
    "dept.",
    "ministry",
    "commission",
    "committee",
    "university",
    "college",
    "institute",
    "association",
    "society",
    "council",
    "agency",
    "foundation",
    "embassy",
    "academy",
    "authority",
    "corporation",
    "corp",
    "corp.",
    "ltd",
    "ltd.",
    "inc",
    "inc.",
    "llc",
    "gmbh",
    "hospital",
];
/// Only with capitals, or behind "by" or "from".
const ENGLISH_WEAK: &[&str] = &[
    "office",
    "school",
    "bank",
    "group",
    "company",
    "co",
    "co.",
    "centre",
    "center",
    "club",
    "union",
    "press",
    "court",
    "federation",
    "partners",
];

/// Claims the organiser that a label names.
pub(super) fn claim_labelled(line: &mut Line) -> Option<String> {
    for i in 0..line.len() {
        let Some(end) = line.ends(i, LABELS).filter(|_| !is_han(line.before(i))) else {
            continue;
        };
        let colon = line.at(line.skip(end)) == ':';
        let from = line.skip(if colon { line.skip(end) + 1 } else { end });
        // 主办单位 and 单位 begin other words too: a colon or a blank behind them.
        if !colon && from == end {
            continue;
        }
        let to = title::value_end(line, from);
        let word: Vec<char> = line.folded(from, to).chars().collect();
        let to = prefix(&word).map_or(to, |length| from + length);
        if to > from {
            line.claim(ChipKind::Organiser, i, to);
            return Some(line.text(from, to));
        }
    }
    None
}

/// Claims the first word that names an organisation.
pub(super) fn claim(line: &mut Line) -> Option<String> {
    for (from, to) in line.free_words() {
        let word: Vec<char> = line.folded(from, to).chars().collect();
        if word.iter().any(|&c| is_han(c))
            && let Some(length) = prefix(&word)
        {
            line.claim(ChipKind::Organiser, from, from + length);
            return Some(line.text(from, from + length));
        }
    }
    claim_english(line)
}

/// Whether the whole word names an organisation.
pub(super) fn is_organiser(word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    prefix(&word) == Some(word.len())
}

/// The characters at a word's beginning that name an organisation: all of
/// them, or those before the name of a meeting (市教育局骨干培训).
fn prefix(word: &[char]) -> Option<usize> {
    (2..=word.len()).rev().find(|&length| {
        let (Some(head), Some(rest)) = (word.get(..length), word.get(length..)) else {
            return false;
        };
        let head: String = head.iter().collect();
        let rest: String = rest.iter().collect();
        let named = SUFFIXES.iter().any(|(suffix, not)| {
            head.ends_with(suffix)
                && head.chars().count() >= 2
                && !rest.starts_with(|c: char| not.contains(c))
        });
        named
            && !NOT.iter().any(|not| head.ends_with(not))
            && (rest.is_empty() || (rest.chars().count() >= 2 && title::is_meeting(&rest)))
    })
}

fn claim_english(line: &mut Line) -> Option<String> {
    let found = title::latin_runs(line).into_iter().find_map(|words| {
        let text: Vec<String> = words
            .iter()
            .map(|&(from, to)| line.folded(from, to))
            .collect();
        let lead = text
            .iter()
            .take_while(|word| matches!(word.as_str(), "by" | "from" | "the" | "for" | "of"))
            .count();
        let by = text
            .iter()
            .take(lead)
            .any(|word| word == "by" || word == "from");
        let capital = |at: usize| {
            words
                .get(at)
                .is_some_and(|&(from, _)| line.text(from, from + 1).starts_with(char::is_uppercase))
        };
        let house = |at: usize, word: &str| {
            ENGLISH.contains(&word)
                || (ENGLISH_WEAK.contains(&word)
                    && (by || (capital(at) && at > 0 && capital(at - 1))))
        };
        let last = text
            .iter()
            .enumerate()
            .skip(lead)
            .filter(|(at, word)| house(*at, word))
            .map(|(at, _)| at)
            .next_back()?;
        let of = text.get(last + 1).is_some_and(|word| word == "of");
        let last_word = if of {
            (last + 2).min(text.len() - 1)
        } else {
            last
        };
        let after_meeting = text
            .iter()
            .take(last)
            .rposition(|word| title::is_meeting(word))
            .map_or(lead, |at| at + 1);
        let first = text
            .iter()
            .enumerate()
            .skip(after_meeting.max(lead))
            .find(|(_, word)| !matches!(word.as_str(), "by" | "from" | "the"))?
            .0;
        let enough = first < last || of || by;
        let (&(from, _), &(_, to)) = (words.get(first)?, words.get(last_word)?);
        let start = text
            .get(..first)?
            .iter()
            .rposition(|word| word == "by" || word == "from")
            .and_then(|at| words.get(at))
            .map_or(from, |w| w.0);
        (enough && first <= last).then_some((start, from, to))
    });
    let (start, from, to) = found?;
    line.claim(ChipKind::Organiser, start, to);
    Some(line.text(from, to))
}
