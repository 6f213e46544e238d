//! The brief of a period as PDF, as a workbook with charts, and as text to
//! paste into a mail or a chat.

use chrono::{NaiveDate, NaiveDateTime};
use steward_documents::{
    self as documents, Bar, Brief, BriefSection, BriefTile, Cell, Chart, Column, Picture, Plot,
    Sheet,
};
use steward_domain::figures::Span;
use steward_domain::names::{Language, Name};

use super::say::told;
use super::{Scope, span_of};
use crate::Desk;
use crate::audit::left;
use crate::bulletin::printed_language;
use crate::editions::Title;
use crate::forms::Letter;
use crate::views::{
    FigureHeat, FigurePlot, FigureRow, FigureTable, FigureTile, FigureValue, FiguresView,
    PaperInfo, Refusal,
};
use crate::words::figures_terms as terms;
use crate::words::{self, terms as common};

/// Most rows of a table, and most bars, on paper: the workbook has all.
const MOST_ROWS: usize = 31;
/// How many are named in a sentence.
const NAMED: usize = 3;

impl Desk {
    /// Lays out the brief of some days; of this week when none are named.
    ///
    /// # Errors
    /// As [`Desk::figures`]; [`Refusal::Document`].
    pub fn brief_paper(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("brief_paper")?;
        let (brief, date) = self.briefed(from, to, language, |letter, view| {
            (brief(letter, view), view.from)
        })?;
        let title = Title {
            kind: "brief",
            intent: "brief",
            date,
            number: brief.number.clone(),
        };
        let paper = documents::brief(&brief, self.fonts()?)?;
        Ok(self.keep_copy(title, paper))
    }

    /// Saves the figures of some days as a workbook.
    ///
    /// # Errors
    /// As [`Desk::figures`]; [`Refusal::File`] when the file cannot be written.
    pub fn brief_workbook(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("brief_workbook")?;
        let (bytes, day) = self.briefed(from, to, language, |letter, view| {
            (workbook(letter, view), view.from)
        })?;
        self.take_out(path, &bytes?, left("brief", "xlsx", "", Some(day)))
    }

    /// The brief in a few sentences.
    ///
    /// # Errors
    /// As [`Desk::figures`].
    pub fn brief_text(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        language: Language,
    ) -> Result<String, Refusal> {
        self.may_read("brief_text")?;
        self.briefed(from, to, language, |letter, view| {
            let mut text = format!("{}\n", letter.say(title(view)));
            for sentence in summary(letter, view) {
                text.push_str(&sentence);
                text.push('\n');
            }
            text.push_str(&letter.name(&letter.house.venue.issuer));
            text.push('\n');
            documents::in_words(&text, printed_language(language))
        })
    }

    fn briefed<T>(
        &self,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        language: Language,
        make: impl FnOnce(&Letter<'_>, &FiguresView) -> T,
    ) -> Result<T, Refusal> {
        let now = self.now();
        self.house(|r, house| {
            let span = span_of(self.today(house), from, to)?;
            let view = Scope::read(r, house, span, now)?.told();
            Ok(make(&self.letter(house, language), &view))
        })
    }
}

fn span(view: &FiguresView) -> Span {
    Span::new(view.from, view.to)
}

fn title(view: &FiguresView) -> common::Term {
    match (span(view).is_week(), span(view).is_month()) {
        (true, _) => terms::WEEKLY_BRIEF,
        (_, true) => terms::MONTHLY_BRIEF,
        _ => terms::BRIEF,
    }
}

/// `2026-11-23 周一 – 2026-11-29 周日`.
fn days(letter: &Letter<'_>, view: &FiguresView) -> String {
    let day = |day: NaiveDate| format!("{day} {}", letter.say(words::weekday(day)));
    match view.from == view.to {
        true => day(view.from),
        false => format!("{} – {}", day(view.from), day(view.to)),
    }
}

fn brief(letter: &Letter<'_>, view: &FiguresView) -> Brief {
    let mut sections: Vec<BriefSection> = Vec::new();
    for table in view.tables.iter().filter(|table| !table.rows.is_empty()) {
        sections.push(section(letter, table));
        if table.code == "days" && !view.meetings.is_empty() {
            sections.extend(view.heats.iter().map(|heat| heat_section(letter, heat)));
        }
    }
    // What is empty is said once, so that nobody takes it for forgotten.
    let empty = view.tables.iter().filter(|table| table.rows.is_empty());
    let empty: Vec<Name> = empty.map(|table| table.name.clone()).collect();
    let mut summary = summary(letter, view);
    if !empty.is_empty() {
        let names = letter.names(&empty);
        summary.push(match letter.language {
            Language::Zh => format!("本期没有：{names}。"),
            Language::En => format!("None in this period: {names}."),
        });
    }
    Brief {
        title: letter.say(title(view)),
        subject: days(letter, view),
        number: view.code.clone(),
        issuer: letter.name(&letter.house.venue.issuer),
        venue: letter.name(&letter.house.venue.name),
        station: letter.station.clone(),
        made_at: letter.house.venue.local(letter.now),
        language: printed_language(letter.language),
        summary,
        tiles: view.tiles.iter().map(|one| tile(letter, one)).collect(),
        sections,
    }
}

fn tile(letter: &Letter<'_>, one: &FigureTile) -> BriefTile {
    let say = |value| told(value, letter.language);
    let difference = match (one.value, one.before) {
        (FigureValue::Count { n }, FigureValue::Count { n: before }) if n != before => {
            let difference = n.saturating_sub(before);
            let sign = if difference > 0 { "+" } else { "" };
            format!(" ({sign}{})", say(FigureValue::Count { n: difference }))
        }
        _ => String::new(),
    };
    let before = match one.before {
        FigureValue::None => String::new(),
        before => format!("{} {}{difference}", letter.say(terms::BEFORE), say(before)),
    };
    BriefTile {
        name: letter.name(&one.name),
        value: match one.value {
            FigureValue::None => "—".to_owned(),
            value => say(value),
        },
        change: before,
    }
}

fn section(letter: &Letter<'_>, table: &FigureTable) -> BriefSection {
    let say = |value| told(value, letter.language);
    let bar = |row: &FigureRow| {
        let value = row.cells.first().map(|cell| cell.value);
        Bar {
            name: letter.name(&row.name),
            value: match value {
                Some(FigureValue::Count { n }) => i64::from(n),
                _ => 0,
            },
            told: value.map(say).unwrap_or_default(),
        }
    };
    let drawn = || table.rows.iter().filter(|row| !row.within).map(bar);
    let chart = table.plot.map(|plot| match plot {
        FigurePlot::Columns => Chart::Columns(drawn().collect()),
        FigurePlot::Bars => Chart::Bars(drawn().take(MOST_ROWS).collect()),
    });
    let named = std::iter::once(Column::words(&letter.name(&table.head), 9));
    let figures = table.columns.iter();
    let figures = figures.map(|column| Column::figures(&letter.name(&column.name), 4));
    // A day is never left out.
    let most = match table.plot {
        Some(FigurePlot::Columns) => usize::MAX,
        _ => MOST_ROWS,
    };
    let rows = table.rows.iter().take(most).map(|row| {
        let name = std::iter::once(letter.name(&row.name));
        name.chain(row.cells.iter().map(|cell| say(cell.value)))
            .collect()
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    let left_out = table.rows.len().saturating_sub(most);
    if left_out > 0 {
        rows.push(vec![match letter.language {
            Language::Zh => format!("其余 {left_out} 行见工作簿"),
            Language::En => format!("{left_out} more in the workbook"),
        }]);
    }
    BriefSection {
        heading: letter.name(&table.name),
        about: letter.name(&table.about),
        chart,
        columns: named.chain(figures).collect(),
        rows,
        none: letter.say(terms::NONE),
    }
}

fn heat_section(letter: &Letter<'_>, heat: &FigureHeat) -> BriefSection {
    let share = |used: u32, open: u32| {
        let share = u64::from(used) * 1_000 / u64::from(open.max(1));
        (open > 0).then(|| u32::try_from(share).unwrap_or(u32::MAX))
    };
    let rows = heat.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| share(cell.used, cell.open));
        (letter.name(&row.name), cells.collect())
    });
    BriefSection {
        heading: letter.name(&heat.name),
        about: letter.say(terms::HEAT_ABOUT),
        chart: Some(Chart::Heat {
            columns: heat.hours.iter().map(u32::to_string).collect(),
            rows: rows.collect(),
        }),
        columns: Vec::new(),
        rows: Vec::new(),
        none: String::new(),
    }
}

/// The period in a few sentences.
fn summary(letter: &Letter<'_>, view: &FiguresView) -> Vec<String> {
    let zh = letter.language == Language::Zh;
    let tile = |code: &str| {
        let found = view.tiles.iter().find(|one| one.code == code);
        found.map_or(FigureValue::None, |one| one.value)
    };
    let say = |code: &str| told(tile(code), letter.language);
    let is_any = |code: &str| match tile(code) {
        FigureValue::Count { n } => n > 0,
        FigureValue::Money { fen } => fen.0 != 0,
        FigureValue::Share { of, .. } => of > 0,
        _ => false,
    };
    let when = match (span(view).is_week(), span(view).is_month()) {
        (true, _) => "本周",
        (_, true) => "本月",
        _ => "本期",
    };
    let (meetings, people, hours) = (say("meetings"), say("people"), say("hours"));
    let days = days(letter, view);
    let mut said = vec![match zh {
        true => format!(
            "{when}（{days}）共保障会议 {meetings} 场，{people} 人次，合计 {hours} 小时；取消 {} 场。",
            say("cancelled")
        ),
        false => format!(
            "{days}: {meetings} meetings, {people} people, {hours} hours; {} cancelled.",
            say("cancelled")
        ),
    }];
    let (rooms, organisers) = (
        first_of(letter, view, "rooms"),
        first_of(letter, view, "organisers"),
    );
    if !rooms.is_empty() {
        said.push(match zh {
            true => format!("使用最多的会场：{rooms}；主办单位：{organisers}。"),
            false => format!("Most used: {rooms}. Organisers: {organisers}."),
        });
    }
    if is_any("checked") || is_any("acknowledged") {
        let (has, checked, escalated) = (say("acknowledged"), say("checked"), say("escalated"));
        said.push(match zh {
            true => format!("通知单按时确认 {has}，三级检查按时 {checked}，升级 {escalated} 次。"),
            false => format!(
                "Acknowledged on time {has}, checked on time {checked}, escalated {escalated}."
            ),
        });
    }
    if is_any("charged") || is_any("found") {
        let (charged, found) = (say("charged"), say("found"));
        said.push(match zh {
            true => format!("会议费用应收 {charged} 元；拾遗物品 {found} 件。"),
            false => format!("Charged {charged} yuan; things found: {found}."),
        });
    }
    said
}

/// The rows with the most meetings: `主会场 5 场、报告厅 3 场`.
fn first_of(letter: &Letter<'_>, view: &FiguresView, code: &str) -> String {
    let table = view.tables.iter().find(|one| one.code == code);
    let mut rows: Vec<&FigureRow> = table
        .into_iter()
        .flat_map(|table| &table.rows)
        .filter(|row| !row.meetings.is_empty())
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.meetings.len()));
    let said: Vec<String> = rows
        .into_iter()
        .take(NAMED)
        .map(|row| match letter.language {
            Language::Zh => format!("{}（{} 场）", letter.name(&row.name), row.meetings.len()),
            Language::En => format!("{} ({})", letter.name(&row.name), row.meetings.len()),
        })
        .collect();
    said.join(words::comma(letter.language))
}

fn workbook(letter: &Letter<'_>, view: &FiguresView) -> Result<Vec<u8>, Refusal> {
    let mut sheets: Vec<(Sheet, Vec<Picture>)> = vec![(overview(letter, view), Vec::new())];
    for table in &view.tables {
        sheets.push((table_sheet(letter, table), pictures(table)));
    }
    for heat in &view.heats {
        let to = u16::try_from(heat.hours.len()).unwrap_or(u16::MAX);
        let shades = Picture::Shades { from: 1, to };
        sheets.push((heat_sheet(letter, heat), vec![shades]));
    }
    sheets.push((meetings_sheet(letter, view), Vec::new()));
    for (sheet, _) in &mut sheets {
        *sheet = sheet.in_words(printed_language(letter.language));
    }
    let laid: Vec<(&Sheet, &[Picture])> = sheets
        .iter()
        .map(|(sheet, pictures)| (sheet, pictures.as_slice()))
        .collect();
    let made: NaiveDateTime = letter.house.venue.local(letter.now);
    let title = format!("{} {}", letter.say(title(view)), view.code);
    Ok(documents::workbook_with(&title, made, &laid)?)
}

fn pictures(table: &FigureTable) -> Vec<Picture> {
    let plot = table.plot.map(|plot| match plot {
        FigurePlot::Columns if table.rows.len() > 45 => Plot::Line,
        FigurePlot::Columns => Plot::Columns,
        FigurePlot::Bars => Plot::Bars,
    });
    let drawn = plot.map(|plot| Picture::Plot {
        plot,
        names: 0,
        values: 1,
    });
    drawn.into_iter().collect()
}

fn overview(letter: &Letter<'_>, view: &FiguresView) -> Sheet {
    let heads = [
        (terms::WHAT, 28),
        (terms::HOW_MUCH, 18),
        (terms::BEFORE, 18),
    ];
    let rows = view.tiles.iter().map(|one| {
        vec![
            Cell::text(&letter.name(&one.name)),
            cell(letter, one.value),
            cell(letter, one.before),
        ]
    });
    Sheet {
        name: letter.say(title(view)),
        title: format!("{} {}", letter.say(title(view)), days(letter, view)),
        columns: heads
            .map(|(name, width)| (letter.say(name), width))
            .to_vec(),
        rows: rows.collect(),
    }
}

fn table_sheet(letter: &Letter<'_>, table: &FigureTable) -> Sheet {
    let figures = table.columns.iter();
    let figures = figures.map(|column| (letter.name(&column.name), 14));
    Sheet {
        name: letter.name(&table.name),
        title: letter.name(&table.name),
        columns: std::iter::once((letter.name(&table.head), 32))
            .chain(figures)
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| {
                let name = std::iter::once(Cell::text(&letter.name(&row.name)));
                name.chain(row.cells.iter().map(|one| cell(letter, one.value)))
                    .collect()
            })
            .collect(),
    }
}

fn heat_sheet(letter: &Letter<'_>, heat: &FigureHeat) -> Sheet {
    let hours = heat.hours.iter().map(|hour| (format!("{hour}:00"), 8));
    Sheet {
        name: letter.name(&heat.name),
        title: letter.name(&heat.name),
        columns: std::iter::once((letter.say(terms::ROOM), 28))
            .chain(hours)
            .collect(),
        rows: heat
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|one| match one.open {
                    0 => Cell::Empty,
                    open => Cell::Share(f64::from(one.used) / f64::from(open)),
                });
                std::iter::once(Cell::text(&letter.name(&row.name)))
                    .chain(cells)
                    .collect()
            })
            .collect(),
    }
}

fn meetings_sheet(letter: &Letter<'_>, view: &FiguresView) -> Sheet {
    let heads = [
        (common::NUMBER, 12),
        (common::TIME, 18),
        (common::TITLE, 44),
        (common::ROOMS, 22),
        (common::ORGANISER, 28),
        (common::HEADCOUNT, 8),
        (common::STATE, 12),
    ];
    let rows = view.meetings.iter().map(|one| {
        vec![
            Cell::text(&one.number.0),
            Cell::Time(letter.house.venue.local(one.when.start)),
            Cell::text(&one.title),
            Cell::text(
                &one.room
                    .as_ref()
                    .map(|room| letter.name(room))
                    .unwrap_or_default(),
            ),
            Cell::text(&one.organiser),
            one.headcount
                .map_or(Cell::Empty, |heads| Cell::Count(i64::from(heads))),
            Cell::text(&letter.say(words::state(one.state))),
        ]
    });
    Sheet {
        name: letter.say(common::MEETINGS),
        title: letter.say(common::MEETINGS),
        columns: heads
            .map(|(name, width)| (letter.say(name), width))
            .to_vec(),
        rows: rows.collect(),
    }
}

/// A figure as a workbook reckons on with it.
fn cell(letter: &Letter<'_>, value: FigureValue) -> Cell {
    let hundredths = |part: u32, of: u32| Cell::Money(i64::from(part) * 100 / i64::from(of));
    match value {
        FigureValue::None | FigureValue::Share { of: 0, .. } | FigureValue::Each { of: 0, .. } => {
            Cell::Empty
        }
        FigureValue::Count { n } => Cell::Count(i64::from(n)),
        FigureValue::Share { part, of } => Cell::Share(f64::from(part) / f64::from(of)),
        FigureValue::Each { part, of } => hundredths(part, of),
        FigureValue::Hours { minutes } => hundredths(minutes, 60),
        FigureValue::Length { .. } => Cell::text(&told(value, letter.language)),
        FigureValue::Money { fen } => Cell::Money(fen.0),
    }
}
