//! What stands in the cells of a list, as values.

use chrono::{Days, NaiveDate};

use super::{ListedStaff, StaffColumn, StaffOddity};
use crate::ids::SkillId;
use crate::plan::Department;
use crate::seats::list::{clean, squeezed};
use crate::secrecy::Level;
use crate::staff::{LeaveKind, Skill, Skilled, hours};

/// Most hours that a cell may say.
const MOST_HOURS: f64 = 10_000.0;
/// How well somebody can who is said to have a skill and no more.
const USUAL_LEVEL: u8 = 2;

/// A row as a person, and what is odd about it.
pub(super) fn person(
    cells: &[String],
    columns: &[Option<StaffColumn>],
    skills: &[Skill],
) -> (ListedStaff, Vec<StaffOddity>) {
    let mut one = ListedStaff::default();
    let mut odd = Vec::new();
    for (cell, column) in cells.iter().zip(columns) {
        let (text, cut) = clean(cell);
        let Some(column) = column.filter(|_| !text.is_empty()) else {
            continue;
        };
        if cut {
            odd.push(StaffOddity::Cut);
        }
        match column {
            StaffColumn::Number => one.number = number(&text),
            StaffColumn::Name => one.name = text,
            StaffColumn::Latin => one.latin = text,
            StaffColumn::Team => one.team = text,
            StaffColumn::Position => one.position = text,
            StaffColumn::Uniform => one.uniform = text,
            StaffColumn::Phone => one.phone = number(&text),
            StaffColumn::Note => one.note = text,
            StaffColumn::Languages => one.languages = parts(&text),
            StaffColumn::Department => {
                for part in parts(&text) {
                    match department(&part) {
                        Some(known) if one.departments.contains(&known) => {}
                        Some(known) => one.departments.push(known),
                        None => odd.push(StaffOddity::DepartmentUnclear),
                    }
                }
            }
            StaffColumn::Skills => {
                for part in parts(&text) {
                    match skilled(&part, skills) {
                        Ok(known) => {
                            one.skills.retain(|had| had.skill != known.skill);
                            one.skills.push(known);
                        }
                        Err(why) => odd.push(why),
                    }
                }
            }
            StaffColumn::Clearance => match level(&text) {
                Some(known) => one.level = Some(known),
                None => odd.push(StaffOddity::ClearanceUnclear),
            },
            StaffColumn::ClearedUntil => dated(&text, &mut one.cleared_until, &mut odd),
            StaffColumn::TrainedUntil => dated(&text, &mut one.trained_until, &mut odd),
            StaffColumn::WeeklyHours => match minutes(&text) {
                Some(known) => one.weekly_minutes = u32::try_from(known).ok(),
                None => odd.push(StaffOddity::HoursUnclear),
            },
            StaffColumn::OwedHours => match minutes(&text) {
                Some(known) => one.owed_minutes = Some(known),
                None => odd.push(StaffOddity::HoursUnclear),
            },
            StaffColumn::Available => match hours::read(&text) {
                Some(known) => one.available = known,
                None => odd.push(StaffOddity::AvailableUnclear),
            },
        }
    }
    (one, odd)
}

fn dated(text: &str, day: &mut Option<NaiveDate>, odd: &mut Vec<StaffOddity>) {
    match date(text) {
        Some(known) => *day = Some(known),
        None => odd.push(StaffOddity::DateUnclear),
    }
}

/// A number that a spreadsheet took for a figure: `1023.0`.
fn number(text: &str) -> String {
    let text = narrow(text);
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The members of a cell; what stands in brackets belongs to the one before.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '（' => depth = depth.saturating_add(1),
            ')' | '）' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | ';' | '；' | '|' | '\n' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    let parts = parts.iter().map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

/// `茶水`, `茶水2`, `茶水 2级`, `Tea service 3 (2026-12-31)`.
fn skilled(text: &str, skills: &[Skill]) -> Result<Skilled, StaffOddity> {
    let narrow = narrow(text);
    let (name, inside) = match narrow.split_once('(') {
        Some((name, rest)) => (name, rest.trim_end_matches(')')),
        None => (narrow.as_str(), ""),
    };
    let name = name.trim().trim_end_matches('级').trim();
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    let said = name.get(bare.len()..).unwrap_or_default().trim();
    let skill = skill(bare, skills).or_else(|| skill(name, skills));
    let skill = skill.ok_or(StaffOddity::SkillUnclear)?;
    let level = match said {
        "" => USUAL_LEVEL,
        said => said.parse().unwrap_or(0),
    };
    if !(1..=3).contains(&level) {
        return Err(StaffOddity::SkillUnclear);
    }
    let inside = inside.trim().trim_start_matches('至').trim();
    let until = match inside {
        "" => None,
        inside => Some(date(inside).ok_or(StaffOddity::DateUnclear)?),
    };
    Ok(Skilled {
        skill,
        level,
        until,
    })
}

fn skill(word: &str, skills: &[Skill]) -> Option<SkillId> {
    let word = squeezed(word);
    let called = |skill: &&Skill| {
        let names = [&skill.name.zh, &skill.name.en];
        names
            .into_iter()
            .any(|name| !name.is_empty() && squeezed(name) == word)
    };
    skills.iter().find(called).map(|skill| skill.id)
}

/// The department that a word names, in either language; a team's name that
/// begins with it counts.
#[must_use]
pub fn department(text: &str) -> Option<Department> {
    use Department as D;
    const WORDS: [(&str, Department); 34] = [
        ("客户服务中心", D::Centre),
        ("客服中心", D::Centre),
        ("信息中心", D::Centre),
        ("服务中心", D::Centre),
        ("指挥中心", D::Centre),
        ("前台", D::Centre),
        ("customerservicecentre", D::Centre),
        ("informationcentre", D::Centre),
        ("centre", D::Centre),
        ("会务", D::MeetingService),
        ("会议服务", D::MeetingService),
        ("meetingservice", D::MeetingService),
        ("meeting_service", D::MeetingService),
        ("技术", D::Technical),
        ("音控", D::Technical),
        ("工程", D::Technical),
        ("technical", D::Technical),
        ("soundcontrol", D::Technical),
        ("安全管理", D::Security),
        ("安保", D::Security),
        ("保安", D::Security),
        ("安全", D::Security),
        ("security", D::Security),
        ("环境", D::Environment),
        ("保洁", D::Environment),
        ("绿化", D::Environment),
        ("cleaning", D::Environment),
        ("environment", D::Environment),
        ("采购", D::Procurement),
        ("procurement", D::Procurement),
        ("楼栋", D::Building),
        ("大堂", D::Building),
        ("客服助理", D::Building),
        ("building", D::Building),
    ];
    let word = squeezed(text);
    let found = WORDS.iter().find(|(known, _)| word.starts_with(known));
    found.map(|(_, department)| *department)
}

/// The level that a word names.
#[must_use]
pub fn level(text: &str) -> Option<Level> {
    Some(match squeezed(text).as_str() {
        "公开" | "public" => Level::Public,
        "内部" | "internal" | "无" | "否" | "-" | "none" => Level::Internal,
        "保密" | "涉密" | "是" | "有" | "confidential" | "yes" => Level::Confidential,
        _ => return None,
    })
}

/// Why somebody is away by the code that rosters use; none for a code of a
/// shift, or a day off.
#[must_use]
pub fn leave_code(code: &str) -> Option<LeaveKind> {
    Some(match squeezed(code).as_str() {
        "年" | "年假" | "年休" | "al" | "annual" => LeaveKind::Annual,
        "病" | "病假" | "sl" | "sick" => LeaveKind::Sick,
        "事" | "事假" | "pl" | "personal" => LeaveKind::Personal,
        "产" | "产假" | "陪产" | "陪产假" | "ml" | "parental" => LeaveKind::Parental,
        "培" | "培训" | "学" | "training" => LeaveKind::Training,
        "调" | "调休" | "补" | "补休" | "til" => LeaveKind::InLieu,
        "假" | "其他" | "other" => LeaveKind::Other,
        _ => return None,
    })
}

/// A day as people and spreadsheets write it: `2026-11-30`, `2026/11/30`,
/// `2026年11月30日`, `20261130`, or the count of days since 1899-12-30.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = narrow(text);
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = |c: char| !c.is_ascii_digit();
    let parts: Vec<&str> = text.split(digits).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        [one] if one.len() == 8 && one.len() == text.len() => {
            NaiveDate::parse_from_str(one, "%Y%m%d").ok()
        }
        [one] if one.len() == 5 && one.len() == text.len() => {
            let since: u64 = one.parse().ok()?;
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(since))
        }
        _ => None,
    }
}

/// Hours as minutes: `40`, `37.5`, `40小时`, `-3.5h`.
fn minutes(text: &str) -> Option<i32> {
    let text = narrow(text).to_lowercase();
    let text = text.trim_end_matches("小时").trim_end_matches("hours");
    let text = text.trim_end_matches("时").trim_end_matches('h').trim();
    let hours: f64 = text.replace('−', "-").parse().ok()?;
    if !hours.is_finite() || hours.abs() > MOST_HOURS {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "bounded above")]
    Some((hours * 60.0).round() as i32)
}

/// Figures and brackets of the Chinese keyboard as plain ones.
fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    };
    text.trim().chars().map(narrow).collect()
}
