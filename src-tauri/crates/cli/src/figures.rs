//! Commands about the figures of a period.

use chrono::NaiveDate;
use steward_app::call::{Call, FiguresAct};
use steward_app::domain::figures::Span;
use steward_app::views::{FiguresView, Refusal};

use crate::arguments::{BriefOf, FiguresOf, PeriodOf};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{date_of, whole_path};

/// The figures of a period.
pub(crate) fn figures(front: &Front, asked: &FiguresOf, say: Printed) -> Result<String, Refusal> {
    let (from, to) = days(front, &asked.period)?;
    let act = FiguresAct::Show;
    let mut view: FiguresView = front.call(Call::Figures { from, to, act })?;
    if let Some(word) = &asked.table {
        view.tables.retain(|table| table.code == *word);
        if view.tables.is_empty() {
            return Err(Refusal::Unknown(word.clone()));
        }
    }
    Ok(say.figures(&view, asked.table.is_none(), asked.meetings))
}

/// The brief of a period as a file.
pub(crate) fn brief(front: &Front, asked: &BriefOf, say: Printed) -> Result<String, Refusal> {
    let (from, to) = days(front, &asked.period)?;
    let act = FiguresAct::Save {
        language: say.tongue.into(),
        path: whole_path(&asked.output),
    };
    let path: String = front.call(Call::Figures { from, to, act })?;
    Ok(say.word("path", &path))
}

type Days = (Option<NaiveDate>, Option<NaiveDate>);

fn days(front: &Front, period: &PeriodOf) -> Result<Days, Refusal> {
    let date = |word: &Option<String>| word.as_deref().map(|one| date_of(front, one)).transpose();
    if let Some(month) = &period.month {
        let first: Result<NaiveDate, _> = format!("{month}-01").parse();
        let first = first.map_err(|_| Refusal::NotSuch {
            field: "month".to_owned(),
            text: month.clone(),
        })?;
        let span = Span::month_of(first);
        return Ok((Some(span.from), Some(span.to)));
    }
    if let Some(day) = date(&period.week)? {
        let span = Span::week_of(day);
        return Ok((Some(span.from), Some(span.to)));
    }
    Ok((date(&period.from)?, date(&period.to)?))
}
