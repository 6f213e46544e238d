//! The roster and the hours sheet as PDF and as workbooks.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use steward_documents::{Cell, Column, Form, Part, Sheet};
use steward_domain::ids::StaffId;
use steward_domain::names::Language;
use steward_domain::plan::Department;
use steward_domain::roster::{CellWork, each, month_of};
use steward_domain::staff::StaffMember;
use steward_store::Reader;

use super::{Book, Said, is_of, told};
use crate::Desk;
use crate::audit::left;
use crate::forms::Letter;
use crate::views::{HoursRow, HoursView, PaperInfo, Refusal};
use crate::words;
use crate::words::roster as say;
use crate::words::roster_terms as terms;
use crate::words::terms::Term;

/// Days that stand side by side on a page.
const SIDE_BY_SIDE: usize = 16;

impl Desk {
    /// Lays out the roster of a month: a table for each department, in two
    /// halves of the month; or of one person, a line a day.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn roster_paper(
        &self,
        month: NaiveDate,
        departments: &[Department],
        staff: Option<StaffId>,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("roster_paper")?;
        let form = self.house(|r, house| {
            let letter = self.letter(house, language);
            let sheet = Month::read(r, &letter, month)?;
            match staff {
                Some(staff) => sheet.personal(staff),
                None => Ok(sheet.whole(departments)),
            }
        })?;
        self.lay_out_as("roster", &form, month_of(month).from)
    }

    /// Saves the roster of a month as a workbook: a row a person, a column a
    /// day.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written.
    pub fn roster_workbook(
        &self,
        month: NaiveDate,
        departments: &[Department],
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("roster_workbook")?;
        self.save_workbook(language, path, |r, letter| {
            let sheet = Month::read(r, letter, month)?;
            let sheets = vec![sheet.grid(departments), sheet.legend_sheet()];
            let gone = left("roster", "xlsx", sheet.number(), Some(sheet.book.days.from));
            Ok(letter.leaving(sheet.title(terms::ROSTER), sheets, gone))
        })
    }

    /// Lays out the hours of a month.
    ///
    /// # Errors
    /// [`Refusal::Document`].
    pub fn hours_paper(&self, month: NaiveDate, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("hours_paper")?;
        let form = self.house(|r, house| {
            let letter = self.letter(house, language);
            let view = super::hours::read(r, month, self.today(house), house.now)?;
            Ok(hours_form(&letter, &view))
        })?;
        self.lay_out_as("hours", &form, month_of(month).from)
    }

    /// Saves the hours of a month as a workbook.
    ///
    /// # Errors
    /// [`Refusal::File`] when the file cannot be written.
    pub fn hours_workbook(
        &self,
        month: NaiveDate,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("hours_workbook")?;
        self.save_workbook(language, path, |r, letter| {
            let house = letter.house;
            let view = super::hours::read(r, month, self.today(house), house.now)?;
            let title = month_title(letter, terms::HOURS_SHEET, view.month);
            let sheets = vec![hours_sheet(letter, &view, &title)];
            let gone = left("hours", "xlsx", "", Some(view.month));
            Ok(letter.leaving(title, sheets, gone))
        })
    }
}

struct Month<'a> {
    letter: &'a Letter<'a>,
    book: Book,
    /// The last version, and whether something was changed since.
    version: Option<(String, bool)>,
}

impl<'a> Month<'a> {
    fn read(r: &Reader<'_>, letter: &'a Letter<'a>, month: NaiveDate) -> Result<Self, Refusal> {
        let days = month_of(month);
        let book = Book::read(r, letter.house.now, days)?;
        let said = Said::read(r, days.from)?;
        let holding = steward_domain::roster::version::holding(&said.versions);
        let now = told(&book, days, &[]);
        let changed = now.iter().any(|(staff, days)| match holding.get(staff) {
            Some(was) => was != days,
            None => !days.is_empty(),
        });
        Ok(Self {
            letter,
            version: said
                .versions
                .last()
                .map(|last| (last.number.clone(), changed)),
            book,
        })
    }

    fn title(&self, title: Term) -> String {
        month_title(self.letter, title, self.book.days.from)
    }

    /// The version's number; empty before the first.
    fn number(&self) -> &str {
        let version = self.version.as_ref();
        version.map_or("", |(number, _)| number)
    }

    fn form(&self, title: Term, subject: &str) -> Form {
        let mut form = self.letter.form(title, self.number(), subject);
        form.notice = match &self.version {
            None => self.letter.say(terms::NOT_PUBLISHED),
            Some((number, true)) => {
                format!("{number} {}", self.letter.say(terms::CHANGED_SINCE))
            }
            Some((_, false)) => String::new(),
        };
        form
    }

    fn whole(&self, departments: &[Department]) -> Form {
        let letter = self.letter;
        let mut form = self.form(terms::ROSTER, &month_told(self.book.days.from));
        let mut groups: BTreeMap<Option<Department>, Vec<&StaffMember>> = BTreeMap::new();
        for person in self
            .book
            .people
            .iter()
            .filter(|one| is_of(one, departments))
        {
            groups
                .entry(person.departments.first().copied())
                .or_default()
                .push(person);
        }
        let days: Vec<NaiveDate> = each(self.book.days).collect();
        for (department, people) in groups {
            let name = department
                .map(|one| letter.name(&words::department(one)))
                .unwrap_or_default();
            for part in days.chunks(SIDE_BY_SIDE) {
                let first = part.first().map_or(1, NaiveDate::day);
                let last = part.last().map_or(1, NaiveDate::day);
                let mut columns = vec![Column::words(&letter.say(terms::NAME), 5)];
                columns.extend(part.iter().map(|day| {
                    Column::words(&format!("{}\n{}", day.day(), weekday(letter, *day)), 2)
                }));
                let rows = people.iter().map(|person| {
                    let mut row = vec![person.name.clone()];
                    row.extend(part.iter().map(|day| self.cell(person.id, *day)));
                    row
                });
                form.parts.push(Part::Table {
                    heading: format!("{name}  {first}–{last}"),
                    columns,
                    rows: rows.collect(),
                    sums: Vec::new(),
                    none: letter.say(terms::NOBODY),
                });
            }
        }
        if form.parts.is_empty() {
            form.parts.push(Part::Text {
                heading: String::new(),
                text: letter.say(terms::NOBODY),
            });
        }
        form.parts.push(self.legend());
        form.signs = letter.signs(&[terms::SIGN_SUPERVISOR]);
        form
    }

    fn personal(&self, staff: StaffId) -> Result<Form, Refusal> {
        let letter = self.letter;
        let person = self.book.person(staff)?;
        let subject = format!("{} {}", person.name, month_told(self.book.days.from));
        let mut form = self.form(terms::MY_ROSTER, &subject);
        let plan = self.book.plan();
        let department = person.departments.first();
        let minutes: u32 = each(self.book.days).map(|day| plan.paid(staff, day)).sum();
        form.facts = letter.facts(vec![
            (terms::BADGE, person.number.clone()),
            (
                terms::DEPARTMENT,
                department
                    .map(|one| letter.name(&words::department(*one)))
                    .unwrap_or_default(),
            ),
            (terms::POSITION, person.position.clone()),
            (terms::TOTAL_HOURS, hours(minutes)),
        ]);
        let rows = each(self.book.days).map(|day| {
            let shifts: Vec<_> = plan.shifts(staff, day).collect();
            let posts: Vec<String> = shifts
                .iter()
                .filter_map(|(turn, _)| self.book.posts.get(&turn.post?))
                .map(|post| letter.name(&post.name))
                .collect();
            let times: Vec<String> = shifts.iter().map(|(_, kind)| say::parts(kind)).collect();
            let record = self.book.records.get(&(staff, day));
            vec![
                format!(
                    "{} {}",
                    day.format("%m-%d"),
                    letter.say(words::weekday(day))
                ),
                self.cell(staff, day),
                times.join(" "),
                posts.join(words::comma(letter.language)),
                record.map(|cell| cell.note.clone()).unwrap_or_default(),
            ]
        });
        form.parts.push(Part::Table {
            heading: String::new(),
            columns: letter.columns(&[
                (terms::DAY, 4),
                (terms::SHIFT, 2),
                (terms::HOURS, 6),
                (terms::POST, 4),
                (terms::NOTE, 5),
            ]),
            rows: rows.collect(),
            sums: Vec::new(),
            none: letter.say(terms::NOBODY),
        });
        form.signs = letter.signs(&[terms::SIGN_SUPERVISOR, terms::SIGN_PERSON]);
        Ok(form)
    }

    /// What stands in a cell on paper: leave before what is planned.
    fn cell(&self, staff: StaffId, day: NaiveDate) -> String {
        let work = self.book.cells.get(&(staff, day));
        match self.book.plan().away(staff, day) {
            Some(leave) => self.letter.say(say::leave(leave.kind).0),
            None => match work {
                Some(CellWork::Off) => self.letter.say(terms::FREE),
                Some(work) => work.told(),
                None => String::new(),
            },
        }
    }

    /// The kinds of shifts that stand on it.
    fn kinds(&self) -> Vec<&steward_domain::roster::ShiftKind> {
        let mut kinds: Vec<_> = self
            .book
            .kinds
            .values()
            .filter(|kind| !kind.retired)
            .collect();
        kinds.sort_by_key(|kind| (kind.place, kind.code.clone()));
        kinds
    }

    fn legend(&self) -> Part {
        let letter = self.letter;
        let told = self.kinds().into_iter().map(|kind| {
            format!(
                "{} {} {}",
                kind.code,
                letter.name(&kind.name),
                say::parts(kind)
            )
        });
        let told: Vec<String> = told.collect();
        Part::Text {
            heading: letter.say(terms::LEGEND),
            text: told.join("\n"),
        }
    }

    fn legend_sheet(&self) -> Sheet {
        let letter = self.letter;
        let columns = [
            (terms::SHIFT, 8),
            (terms::NAME, 18),
            (terms::HOURS, 30),
            (terms::TOTAL_HOURS, 10),
        ];
        let rows = self.kinds().into_iter().map(|kind| {
            vec![
                Cell::text(&kind.code),
                Cell::text(&letter.name(&kind.name)),
                Cell::text(&say::parts(kind)),
                Cell::text(&hours(kind.paid)),
            ]
        });
        Sheet {
            name: letter.say(terms::LEGEND),
            title: String::new(),
            columns: columns
                .iter()
                .map(|(term, width)| (letter.say(*term), *width))
                .collect(),
            rows: rows.collect(),
        }
    }

    fn grid(&self, departments: &[Department]) -> Sheet {
        let letter = self.letter;
        let mut columns = vec![
            (letter.say(terms::DEPARTMENT), 18),
            (letter.say(terms::BADGE), 8),
            (letter.say(terms::NAME), 12),
        ];
        columns.extend(
            each(self.book.days).map(|day| (format!("{}\n{}", day.day(), weekday(letter, day)), 5)),
        );
        columns.push((letter.say(terms::TOTAL_HOURS), 8));
        columns.push((letter.say(terms::NIGHTS), 8));
        let plan = self.book.plan();
        let rows = self
            .book
            .people
            .iter()
            .filter(|one| is_of(one, departments))
            .map(|person| {
                let department = person.departments.first();
                let mut row = vec![
                    Cell::text(
                        &department
                            .map(|one| letter.name(&words::department(*one)))
                            .unwrap_or_default(),
                    ),
                    Cell::text(&person.number),
                    Cell::text(&person.name),
                ];
                row.extend(each(self.book.days).map(|day| Cell::text(&self.cell(person.id, day))));
                let minutes: u32 = each(self.book.days)
                    .map(|day| plan.paid(person.id, day))
                    .sum();
                row.push(Cell::text(&hours(minutes)));
                row.push(Cell::Count(plan.nights(person.id).into()));
                row
            });
        Sheet {
            name: letter.say(terms::ROSTER),
            title: self.title(terms::ROSTER),
            columns,
            rows: rows.collect(),
        }
    }
}

const HOURS_COLUMNS: [(Term, u32, u32); 8] = [
    (terms::BADGE, 3, 8),
    (terms::NAME, 4, 12),
    (terms::CONTRACT, 3, 10),
    (terms::PLANNED, 3, 10),
    (terms::ACTUAL, 3, 10),
    (terms::DIFFERENCE, 3, 10),
    (terms::OWED, 3, 10),
    (terms::REMARKS, 8, 50),
];

fn hours_cells(one: &HoursRow) -> Vec<String> {
    let signed = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let sum = one.sum;
    let remarks: Vec<String> = one
        .differing
        .iter()
        .map(|day| {
            let said = format!(
                "{} {}→{} {}",
                day.day.format("%m-%d"),
                hours(day.planned),
                hours(day.actual),
                day.note
            );
            said.trim_end().to_owned()
        })
        .collect();
    vec![
        one.number.clone(),
        one.name.clone(),
        sum.contract.map(hours).unwrap_or_default(),
        hours(sum.planned),
        hours(sum.actual),
        say::hours_figure(signed(sum.actual) - signed(sum.planned_so_far)),
        say::hours_figure(sum.owed),
        remarks.join("\n"),
    ]
}

fn hours_form(letter: &Letter<'_>, view: &HoursView) -> Form {
    let mut form = letter.form(terms::HOURS_SHEET, "", &month_told(view.month));
    let mut groups: BTreeMap<Option<Department>, Vec<&HoursRow>> = BTreeMap::new();
    for row in &view.rows {
        groups.entry(row.department).or_default().push(row);
    }
    for (department, rows) in groups {
        form.parts.push(Part::Table {
            heading: department
                .map(|one| letter.name(&words::department(one)))
                .unwrap_or_default(),
            columns: HOURS_COLUMNS
                .iter()
                .enumerate()
                .map(|(nth, (term, share, _))| match nth {
                    2..=6 => Column::figures(&letter.say(*term), *share),
                    _ => Column::words(&letter.say(*term), *share),
                })
                .collect(),
            rows: rows.into_iter().map(hours_cells).collect(),
            sums: Vec::new(),
            none: letter.say(terms::NOBODY),
        });
    }
    form.signs = letter.signs(&[terms::SIGN_SUPERVISOR, terms::SIGN_HR]);
    form
}

fn hours_sheet(letter: &Letter<'_>, view: &HoursView, title: &str) -> Sheet {
    let rows = view.rows.iter().map(|row| {
        let said = hours_cells(row);
        said.iter().map(|cell| Cell::text(cell)).collect()
    });
    Sheet {
        name: letter.say(terms::HOURS_SHEET),
        title: title.to_owned(),
        columns: HOURS_COLUMNS
            .iter()
            .map(|(term, _, width)| (letter.say(*term), *width))
            .collect(),
        rows: rows.collect(),
    }
}

fn month_title(letter: &Letter<'_>, title: Term, month: NaiveDate) -> String {
    format!("{} {}", letter.say(title), month_told(month))
}

fn month_told(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

fn hours(minutes: u32) -> String {
    say::hours_figure(i32::try_from(minutes).unwrap_or(i32::MAX))
}

/// `一`, `Mo`: a day of the week in a narrow column.
fn weekday(letter: &Letter<'_>, day: NaiveDate) -> String {
    let said = letter.say(words::weekday(day));
    match letter.language {
        Language::Zh => said.chars().last().map(String::from).unwrap_or_default(),
        Language::En => said.chars().take(2).collect(),
    }
}
