//! Names of people: surnames with a title, Mr and Ms, 小王.

use crate::quick::entry::ChipKind;
use crate::quick::scan::{Line, is_han};

const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊甄曲封芮储靳糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂付代岳帅佟";
const DOUBLE: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯",
    "端木", "南宫",
];
/// Rare as surnames, common as other words before a title.
const DOUBTFUL: &str = "国全公司都后那能通别向相从连应成经常时空双红居师代文广东平和明强";
const TITLES: &[&str] = &[
    "总经理",
    "董事长",
    "秘书长",
    "主任",
    "处长",
    "科长",
    "局长",
    "部长",
    "厅长",
    "司长",
    "院长",
    "校长",
    "会长",
    "所长",
    "站长",
    "队长",
    "组长",
    "班长",
    "馆长",
    "社长",
    "行长",
    "市长",
    "区长",
    "县长",
    "省长",
    "镇长",
    "乡长",
    "村长",
    "书记",
    "主席",
    "委员",
    "秘书",
    "老师",
    "教授",
    "博士",
    "医生",
    "大夫",
    "律师",
    "经理",
    "主管",
    "总监",
    "先生",
    "女士",
    "小姐",
    "同志",
    "助理",
    "干事",
    "警官",
    "法官",
    "师傅",
    "工程师",
    "总工",
    "政委",
    "参谋",
    "总",
    "工",
    "董",
    "导",
    "处",
    "科",
    "局",
    "姐",
    "哥",
];
const HONORIFICS: &[&str] = &[
    "mr.", "mr", "ms.", "ms", "mrs.", "mrs", "miss", "dr.", "dr", "prof.", "prof", "madam",
];

/// The end of a name with a title at `i`.
pub(super) fn titled(line: &Line, i: usize) -> Option<usize> {
    if let Some(end) = line.ends(i, HONORIFICS) {
        return capitalised(line, line.skip(end), 3);
    }
    let start = line.ends(i, &["小", "老"]).unwrap_or(i);
    let after = surname(line, start)?;
    (0..=2).find_map(|given| {
        let at = after + given;
        let letters = (after..at).all(|j| is_han(line.at(j)));
        let at = if letters { at } else { return None };
        let deputy = line.ends(at, &["常务副", "副"]).unwrap_or(at);
        let end = line.ends(deputy, TITLES)?;
        // 张总, 王工: the short titles follow the surname at once.
        let short = end - deputy == 1;
        let doubtful = DOUBTFUL.contains(line.at(start)) && after - start == 1;
        (!(short && given > 0) && !(doubtful && (short || given > 0))).then_some(end)
    })
}

/// Whether the name from `i` to `end` is a word of its own, or stands behind
/// its organisation.
pub(super) fn stands_alone(line: &Line, i: usize, end: usize) -> bool {
    if line.at(i).is_ascii() {
        return true;
    }
    const BEHIND: &[&str] = &[
        "电话", "手机", "联系", "负责", "参加", "主持", "接待", "预订", "预定", "订", "要", "来",
    ];
    let before = line.before(i);
    let house = matches!(
        before,
        '局' | '委'
            | '厅'
            | '处'
            | '部'
            | '院'
            | '校'
            | '司'
            | '会'
            | '所'
            | '队'
            | '团'
            | '社'
            | '室'
            | '科'
            | '办'
            | '心'
            | '行'
            | '府'
            | '学'
    );
    let open = !is_han(before) || house || matches!(before, '找' | '请' | '由' | '与');
    let closed = !is_han(line.at(end)) || line.ends(end, BEHIND).is_some();
    let short = end - i <= 2 && house;
    open && closed && !short
}

/// 小王, 老李: the end, if nothing else is glued to it.
pub(super) fn familiar(line: &Line, i: usize) -> Option<usize> {
    if !matches!(line.at(i), '小' | '老' | '阿') || is_han(line.before(i)) {
        return None;
    }
    let end = surname(line, i + 1)?;
    (!is_han(line.at(end)) && !DOUBTFUL.contains(line.at(i + 1))).then_some(end)
}

/// The end of the name a label announces at `i`: two to four characters, or
/// up to three words with capitals. Without a sure label it has a surname.
pub(super) fn plain(line: &Line, i: usize, sure: bool) -> Option<usize> {
    let mut end = i;
    while is_han(line.at(end)) {
        end += 1;
    }
    if end > i {
        let named = surname(line, i).is_some();
        return ((2..=4).contains(&(end - i)) && (sure || named)).then_some(end);
    }
    if !sure {
        return None;
    }
    capitalised(line, i, 3).or_else(|| {
        let end = latin_word(line, i);
        (end > i + 1).then_some(end)
    })
}

/// Whether a word is a Chinese name by its surname and length.
pub(super) fn is_name(word: &str) -> bool {
    const PLACES: [char; 10] = ['区', '市', '县', '镇', '村', '街', '路', '省', '厅', '室'];
    let count = word.chars().count();
    let double = DOUBLE.iter().any(|name| word.starts_with(name));
    let single = word.chars().next().is_some_and(|c| SURNAMES.contains(c));
    let length = if double {
        (3..=4).contains(&count)
    } else {
        single && (2..=3).contains(&count)
    };
    length && word.chars().all(is_han) && !word.ends_with(PLACES)
}

/// Two or three words with capitals that end before `phone`.
pub(super) fn latin_before(
    line: &Line,
    words: &[(usize, usize)],
    phone: usize,
) -> Option<(usize, usize)> {
    let last = words.iter().rposition(|&(_, to)| line.skip(to) == phone)?;
    let is_capital = |&(from, to): &(usize, usize)| {
        let text = line.text(from, to);
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text
                .chars()
                .skip(1)
                .all(|c| c.is_ascii_lowercase() || c == '-')
    };
    let mut first = last;
    while let Some(before) = first.checked_sub(1)
        && let (Some(left), Some(right)) = (words.get(before), words.get(first))
        && line.skip(left.1) == right.0
        && is_capital(left)
    {
        first = before;
    }
    let all = words.get(first..=last)?;
    let is_two_or_three = (2..=3).contains(&all.len()) && all.iter().all(is_capital);
    let text: String = line.folded(words.get(first)?.0, words.get(last)?.1);
    let meeting =
        crate::quick::title::is_meeting(&text) || crate::quick::organiser::is_organiser(&text);
    (is_two_or_three && !meeting && line.kind_behind(words.get(last)?.1) == Some(ChipKind::Phone))
        .then_some((words.get(first)?.0, words.get(last)?.1))
}

/// The end of the surname at `i`.
fn surname(line: &Line, i: usize) -> Option<usize> {
    line.ends(i, DOUBLE)
        .or_else(|| (line.is_free(i) && SURNAMES.contains(line.at(i))).then_some(i + 1))
}

/// The end of up to `most` words with capitals at `i`.
fn capitalised(line: &Line, i: usize, most: usize) -> Option<usize> {
    let (mut at, mut end) = (i, None);
    for _ in 0..most {
        let capital = line
            .text(at, at + 1)
            .starts_with(|c: char| c.is_ascii_uppercase());
        let behind = latin_word(line, at);
        let word = line.folded(at, behind);
        if !capital || behind == at || crate::quick::title::is_meeting(&word) {
            break;
        }
        end = Some(behind);
        at = line.skip(behind);
        if line.before(at) != ' ' {
            break;
        }
    }
    end
}

fn latin_word(line: &Line, i: usize) -> usize {
    let mut end = i;
    while line.at(end).is_ascii_alphabetic() || (end > i && matches!(line.at(end), '-' | '\'')) {
        end += 1;
    }
    end
}
