//! The register as a workbook, and a month in the shape of a roster: both are
//! read back as what they say.

use chrono::{Datelike as _, Months, NaiveDate};
use steward_documents::{Cell, Sheet};
use steward_domain::ids::StaffId;
use steward_domain::names::Language;
use steward_domain::staff::hours::told as told_hours;
use steward_domain::staff::list::StaffColumn;
use steward_domain::staff::{LeaveKind, Skill, StaffMember};
use steward_exchange::weekday_head;
use steward_store::Reader;

use super::{Crew, place_of, skills_of};
use crate::Desk;
use crate::audit::left;
use crate::forms::Letter;
use crate::roster::{cell_of, kinds};
use crate::views::{ListAsk, ListForm, ListOf, Refusal};
use crate::words;
use crate::words::staff_terms as say;

/// Every kind of leave, in the order of the legend.
const LEAVE: [LeaveKind; 7] = [
    LeaveKind::Annual,
    LeaveKind::Sick,
    LeaveKind::Personal,
    LeaveKind::Parental,
    LeaveKind::Training,
    LeaveKind::InLieu,
    LeaveKind::Other,
];

impl Desk {
    /// Saves the register as a workbook, who left left out.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written.
    pub fn staff_workbook(&self, language: Language, path: &str) -> Result<(), Refusal> {
        self.may_read("staff_workbook")?;
        let ask = ListAsk {
            of: ListOf::Staff,
            from: None,
            to: None,
            only: None,
            language,
        };
        self.save_list(&ask, ListForm::Xlsx, path).map(drop)
    }

    /// Saves a month as a roster: a row a person, a column a day, shifts and
    /// leave by their codes.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written.
    pub fn staff_roster_workbook(
        &self,
        month: NaiveDate,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("staff_roster_workbook")?;
        self.save_workbook(language, path, |r, letter| {
            let crew = Crew::read(r)?;
            let days = days_of(month);
            let about = [
                (StaffColumn::Number, 8),
                (StaffColumn::Name, 10),
                (StaffColumn::Department, 14),
                (StaffColumn::Position, 12),
            ];
            let heads = about.map(|(column, width)| (letter.say(say::column(column)), width));
            let mut columns = heads.to_vec();
            columns.extend(days.iter().map(|day| (day.day().to_string(), 4)));
            let mut weekdays = vec![Cell::Empty; about.len()];
            weekdays.extend(days.iter().map(|day| Cell::text(weekday_head(*day))));
            let mut rows = vec![weekdays];
            for one in working(&crew) {
                let cells = about
                    .iter()
                    .map(|(column, _)| cell(letter, &[], &one, *column));
                let mut row: Vec<Cell> = cells.collect();
                for day in &days {
                    let text = match crew.away(one.id, *day) {
                        Some(kind) => say::leave_code(kind).to_owned(),
                        None => cell_of(r, one.id, *day)?.work.told(),
                    };
                    row.push(match text.is_empty() {
                        true => Cell::Empty,
                        false => Cell::Text(text),
                    });
                }
                rows.push(row);
            }
            let title = match language {
                Language::Zh => format!("{}年{}月", month.year(), month.month()),
                Language::En => format!("{}-{:02}", month.year(), month.month()),
            };
            let sheet = Sheet {
                name: letter.say(say::ROSTER),
                title: format!(
                    "{} {title} {}",
                    letter.name(&letter.house.venue.name),
                    letter.say(say::ROSTER)
                ),
                columns,
                rows,
            };
            let leave = LEAVE.map(|kind| {
                let code = Cell::text(say::leave_code(kind));
                vec![code, Cell::Text(letter.say(say::leave(kind)))]
            });
            let shifts = kinds(r)?;
            let shifts = shifts.values().filter(|kind| !kind.retired).map(|kind| {
                let name = letter.name(&kind.name);
                vec![Cell::text(&kind.code), Cell::Text(name)]
            });
            let legend = Sheet {
                name: letter.say(say::LEGEND),
                title: letter.say(say::LEGEND),
                columns: vec![(letter.say(say::CODE), 8), (letter.say(say::MEANING), 24)],
                rows: shifts.chain(leave).collect(),
            };
            let gone = left("roster", "xlsx", "", days.first().copied());
            Ok(letter.leaving(letter.say(say::ROSTER), vec![sheet, legend], gone))
        })
    }
}

/// The register, a row for each who works here: whose it is, and a cell for every
/// column of [`StaffColumn::ALL`].
pub(crate) fn register(
    r: &Reader<'_>,
    letter: &Letter<'_>,
) -> Result<Vec<(StaffId, Vec<Cell>)>, Refusal> {
    let skills = skills_of(r)?;
    let rows = working(&Crew::read(r)?).into_iter().map(|one| {
        let cells = StaffColumn::ALL.iter();
        let cells = cells.map(|column| cell(letter, &skills, &one, *column));
        (one.id, cells.collect())
    });
    Ok(rows.collect())
}

/// How wide a column of the register is, in characters.
pub(crate) const fn width(column: StaffColumn) -> u32 {
    match column {
        StaffColumn::Skills | StaffColumn::Available | StaffColumn::Note => 32,
        StaffColumn::Department | StaffColumn::Position => 18,
        _ => 12,
    }
}

/// Who works here, in the order of lists.
fn working(crew: &Crew) -> Vec<StaffMember> {
    let mut all: Vec<StaffMember> = crew
        .all
        .iter()
        .filter(|one| !one.retired)
        .cloned()
        .collect();
    all.sort_by_cached_key(place_of);
    all
}

fn days_of(month: NaiveDate) -> Vec<NaiveDate> {
    let first = month.with_day(1).unwrap_or(month);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    first.iter_days().take_while(|day| *day < next).collect()
}

fn cell(letter: &Letter<'_>, skills: &[Skill], one: &StaffMember, column: StaffColumn) -> Cell {
    let comma = words::comma(letter.language);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let hours = |minutes: i64| {
        // As few figures as say it exactly to the minute and are read back.
        let hours = format!(
            "{}.{:04}",
            minutes.abs() / 60,
            minutes.abs() % 60 * 10_000 / 60
        );
        let hours = hours.trim_end_matches('0').trim_end_matches('.');
        let sign = if minutes < 0 { "-" } else { "" };
        format!("{sign}{hours}")
    };
    let text = match column {
        StaffColumn::Number => one.number.clone(),
        StaffColumn::Name => one.name.clone(),
        StaffColumn::Latin => one.latin.clone(),
        StaffColumn::Team => one.team.clone(),
        StaffColumn::Position => one.position.clone(),
        StaffColumn::Uniform => one.uniform.clone(),
        StaffColumn::Phone => one.phone.clone(),
        StaffColumn::Note => one.note.clone(),
        StaffColumn::Languages => one.languages.join(comma),
        StaffColumn::Clearance => letter.say(say::level(one.clearance.level)),
        StaffColumn::ClearedUntil => day(one.clearance.until),
        StaffColumn::TrainedUntil => day(one.trained_until),
        StaffColumn::Department => {
            let names = one.departments.iter();
            let names: Vec<_> = names.map(|one| words::department(*one)).collect();
            letter.names(&names)
        }
        StaffColumn::Skills => {
            let told = one.skills.iter().filter_map(|had| {
                let skill = skills.iter().find(|skill| skill.id == had.skill)?;
                let name = letter.name(&skill.name);
                let until = had.until.map(|until| format!("({until})"));
                Some(format!("{name}{}{}", had.level, until.unwrap_or_default()))
            });
            told.collect::<Vec<_>>().join(comma)
        }
        StaffColumn::WeeklyHours => match one.weekly_minutes {
            Some(minutes) => hours(i64::from(minutes)),
            None => String::new(),
        },
        StaffColumn::OwedHours => match one.owed_minutes {
            0 => String::new(),
            minutes => hours(i64::from(minutes)),
        },
        StaffColumn::Available => told_hours(&one.available, letter.language),
    };
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(text),
    }
}
