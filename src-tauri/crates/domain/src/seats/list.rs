//! A list of people, as a table of words: which column is what, which rows are
//! people, and why the others are none.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Attendee, SeatSide};
use crate::ids::AttendeeId;

/// How far down the head of a list is looked for: lists begin with a title.
pub(crate) const HEAD_WITHIN: usize = 15;
/// Longest word of a list, characters.
const LONGEST: usize = 300;

/// What a column holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum ListColumn {
    /// 姓名.
    Name,
    /// 职务.
    Title,
    /// 单位.
    Unit,
    /// 排序.
    Rank,
    /// 主客, 甲乙方.
    Side,
    /// 饮品 (S-44).
    Drink,
    /// 备注.
    Wishes,
}

/// The words that head each column, in lower case and without blanks.
const HEADS: [(ListColumn, &[&str]); 7] = [
    (
        ListColumn::Name,
        &[
            "姓名",
            "名字",
            "名称",
            "人员",
            "领导",
            "参会人",
            "参会人员",
            "参会领导",
            "嘉宾",
            "name",
            "fullname",
            "attendee",
            "guest",
        ],
    ),
    (
        ListColumn::Title,
        &[
            "职务",
            "职位",
            "职称",
            "职务职称",
            "头衔",
            "title",
            "position",
            "post",
            "role",
        ],
    ),
    (
        ListColumn::Unit,
        &[
            "单位",
            "工作单位",
            "所在单位",
            "部门",
            "公司",
            "机构",
            "单位名称",
            "unit",
            "organisation",
            "organization",
            "company",
            "department",
            "affiliation",
        ],
    ),
    (
        ListColumn::Rank,
        &[
            "排序",
            "排名",
            "位次",
            "顺位",
            "级别",
            "座次",
            "排位",
            "rank",
            "order",
            "precedence",
        ],
    ),
    (
        ListColumn::Side,
        &[
            "主客",
            "主宾",
            "主客方",
            "甲乙方",
            "方别",
            "身份",
            "side",
            "party",
        ],
    ),
    (
        ListColumn::Drink,
        &[
            "饮品",
            "饮料",
            "茶水",
            "饮品偏好",
            "茶饮",
            "饮用",
            "drink",
            "tea",
            "beverage",
            "preference",
        ],
    ),
    (
        ListColumn::Wishes,
        &[
            "要求",
            "特殊要求",
            "需求",
            "备注",
            "忌口",
            "wishes",
            "needs",
            "remarks",
            "remark",
            "note",
            "notes",
        ],
    ),
];

/// A column of a list and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ListHead {
    /// As the list heads it.
    pub head: String,
    /// What it was taken for; passed over for none.
    pub column: Option<ListColumn>,
}

/// A person of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default)]
pub struct ListPerson {
    /// Name.
    pub name: String,
    /// Position.
    pub title: String,
    /// Where from.
    pub unit: String,
    /// 1 is the highest.
    pub rank: Option<u32>,
    /// Whose side.
    pub side: SeatSide,
    /// What they like to drink.
    pub drink: String,
    /// What else they wish.
    pub wishes: String,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// A new person.
    Added,
    /// Known, with something new about them.
    Changed,
    /// Known as they are.
    Same,
    /// Passed over: the list has them before.
    Twice,
    /// Passed over: no name stands there.
    NoName,
}

/// What is odd about a row that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum RowOddity {
    /// The rank is no number.
    RankUnclear,
    /// The side is none that is known.
    SideUnclear,
    /// Something was longer than a line and was cut.
    Cut,
    /// Another person of that name is on the list or was entered before.
    SameName,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct ListRow {
    /// Its number in the file, from 1.
    pub row: u32,
    /// Who.
    pub person: ListPerson,
    /// What becomes of it.
    pub fate: RowFate,
    /// Whom it was taken for.
    pub known: Option<AttendeeId>,
    /// What is odd about it.
    pub odd: Vec<RowOddity>,
}

/// A list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Reading {
    /// Its columns; empty when it has no head: then name, position, unit were
    /// taken to stand in that order.
    pub columns: Vec<ListHead>,
    /// Its rows, empty ones left out.
    pub rows: Vec<ListRow>,
}

/// Reads a list beside the people who are entered already: a person is known
/// by name and unit.
#[must_use]
pub fn read(table: &[(u32, Vec<String>)], known: &[Attendee]) -> Reading {
    let (mut reading, begin, columns) = head(table);
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut taken: BTreeSet<AttendeeId> = BTreeSet::new();
    let mut there: BTreeMap<String, Vec<(String, &Attendee)>> = BTreeMap::new();
    for one in known.iter().filter(|one| !one.gone) {
        let called = there.entry(squeezed(&one.name)).or_default();
        called.push((squeezed(&one.unit), one));
    }
    for (number, cells) in table.iter().skip(begin) {
        if cells.iter().all(|cell| clean(cell).0.is_empty()) {
            continue;
        }
        let (person, mut odd) = person(cells, &columns);
        let key = (squeezed(&person.name), squeezed(&person.unit));
        let alike = there.get(&key.0);
        // Each person is one row's: two of one name are not made one.
        let mut free = alike
            .into_iter()
            .flatten()
            .filter(|(_, one)| !taken.contains(&one.id));
        let same = |unit: &str| key.1.is_empty() || unit.is_empty();
        let before = free
            .clone()
            .find(|(unit, _)| *unit == key.1)
            .or_else(|| free.find(|(unit, _)| same(unit)));
        let before = before.map(|(_, one)| *one);
        let fate = match before {
            _ if person.name.is_empty() => RowFate::NoName,
            _ if !seen.insert(key.clone()) => RowFate::Twice,
            None => RowFate::Added,
            Some(before) if person.adds_to(before) => RowFate::Changed,
            Some(_) => RowFate::Same,
        };
        if fate == RowFate::Added && (!names.insert(key.0.clone()) || alike.is_some()) {
            odd.push(RowOddity::SameName);
        }
        if matches!(fate, RowFate::Changed | RowFate::Same) {
            taken.extend(before.map(|one| one.id));
        }
        reading.rows.push(ListRow {
            row: *number,
            person,
            fate,
            known: before.map(|one| one.id),
            odd,
        });
    }
    reading
}

impl ListPerson {
    /// Whether it says something that is not known.
    fn adds_to(&self, known: &Attendee) -> bool {
        let mut after = known.clone();
        self.put_on(&mut after);
        after != *known
    }

    /// Puts what it says on somebody; what it leaves open stays.
    pub fn put_on(&self, one: &mut Attendee) {
        let put = |to: &mut String, from: &String| {
            if !from.is_empty() {
                to.clone_from(from);
            }
        };
        put(&mut one.name, &self.name);
        put(&mut one.title, &self.title);
        put(&mut one.unit, &self.unit);
        put(&mut one.drink, &self.drink);
        put(&mut one.wishes, &self.wishes);
        one.rank = self.rank.or(one.rank);
        if self.side != SeatSide::None {
            one.side = self.side;
        }
    }
}

/// The head of a list: what its columns hold, and where its people begin.
fn head(table: &[(u32, Vec<String>)]) -> (Reading, usize, Vec<Option<ListColumn>>) {
    for (at, (_, cells)) in table.iter().take(HEAD_WITHIN).enumerate() {
        let columns = columns(cells, &HEADS);
        // A row of one word may be a title.
        let heads = columns.iter().flatten().count();
        if columns.contains(&Some(ListColumn::Name)) && (heads > 1 || cells.len() == 1) {
            let headed = cells.iter().zip(&columns).map(|(head, column)| ListHead {
                head: clean(head).0,
                column: *column,
            });
            let headed = headed.filter(|one| !one.head.is_empty()).collect();
            let reading = Reading {
                columns: headed,
                rows: Vec::new(),
            };
            return (reading, at + 1, columns);
        }
    }
    let usual = [ListColumn::Name, ListColumn::Title, ListColumn::Unit];
    (Reading::default(), 0, usual.map(Some).to_vec())
}

/// What each cell of a row says its column holds, by the words that head
/// columns; of two that say the same the first counts.
pub(crate) fn columns<C: Copy + PartialEq>(
    cells: &[String],
    heads: &[(C, &[&str])],
) -> Vec<Option<C>> {
    let mut columns: Vec<Option<C>> = Vec::with_capacity(cells.len());
    for cell in cells {
        let word = squeezed(cell);
        // 姓名（必填）, Name *.
        let word = word
            .split(['(', '（', '*', '/', '['])
            .next()
            .unwrap_or_default();
        let found = heads.iter().find(|(_, heads)| heads.contains(&word));
        let column = found.map(|(column, _)| *column);
        columns.push(column.filter(|one| !columns.contains(&Some(*one))));
    }
    columns
}

fn person(cells: &[String], columns: &[Option<ListColumn>]) -> (ListPerson, Vec<RowOddity>) {
    let mut person = ListPerson::default();
    let mut odd = Vec::new();
    for (cell, column) in cells.iter().zip(columns) {
        let (text, cut) = clean(cell);
        let Some(column) = column.filter(|_| !text.is_empty()) else {
            continue;
        };
        if cut {
            odd.push(RowOddity::Cut);
        }
        match column {
            ListColumn::Name => person.name = text,
            ListColumn::Title => person.title = text,
            ListColumn::Unit => person.unit = text,
            ListColumn::Drink => person.drink = text,
            ListColumn::Wishes => person.wishes = text,
            ListColumn::Rank => match rank(&text) {
                Some(rank) => person.rank = Some(rank),
                None => odd.push(RowOddity::RankUnclear),
            },
            ListColumn::Side => match side(&text) {
                Some(side) => person.side = side,
                None => odd.push(RowOddity::SideUnclear),
            },
        }
    }
    odd.dedup();
    (person, odd)
}

/// `1`, `１`, `第1位`, `1.0`.
fn rank(text: &str) -> Option<u32> {
    let narrow = text.chars().map(|c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    });
    let text: String = narrow.collect();
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let text = text
        .trim_start_matches('第')
        .trim_end_matches(['位', '名', '号', '.']);
    let rank: u32 = text.trim().parse().ok()?;
    (1..=9_999).contains(&rank).then_some(rank)
}

/// The side that a word names.
#[must_use]
pub fn side(text: &str) -> Option<SeatSide> {
    Some(match squeezed(text).as_str() {
        "主" | "主方" | "主人" | "主办方" | "我方" | "host" | "hosts" => SeatSide::Host,
        "客" | "客方" | "客人" | "来宾" | "宾" | "嘉宾" | "外宾" | "来访" | "guest" | "guests"
        | "visitor" => SeatSide::Guest,
        "甲" | "甲方" | "partya" | "a" => SeatSide::PartyA,
        "乙" | "乙方" | "partyb" | "b" => SeatSide::PartyB,
        "无" | "-" | "none" => SeatSide::None,
        _ => return None,
    })
}

/// One line without what cannot be seen, and whether it had to be cut.
pub(crate) fn clean(cell: &str) -> (String, bool) {
    let mut text = String::new();
    let mut cut = false;
    for (at, c) in cell.trim().chars().enumerate() {
        if at >= LONGEST {
            cut = true;
            break;
        }
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if c.is_whitespace() || c.is_control() {
            if !text.ends_with(' ') {
                text.push(' ');
            }
        } else if !turns {
            text.push(c);
        }
    }
    (text.trim().to_owned(), cut)
}

/// Without blanks, in lower case: names of two ideographs are often spread.
pub(crate) fn squeezed(text: &str) -> String {
    let (text, _) = clean(text);
    let seen = text.chars().filter(|c| !c.is_whitespace());
    seen.flat_map(char::to_lowercase).collect()
}
