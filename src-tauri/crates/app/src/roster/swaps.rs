//! Swaps and offers 换班: asked for, taken, approved or refused.

use chrono::NaiveDate;
use steward_domain::ids::{StaffId, SwapId};
use steward_domain::roster::check::{Breach, check_person};
use steward_domain::roster::facts::{
    SWAP_ANSWERED, SWAP_ASKED, SwapAnswer, SwapAnswered, SwapAsked, SwapStanding,
};
use steward_domain::roster::rules::Force;
use steward_domain::roster::{month_name, month_of};
use steward_store::Reader;

use super::{Book, cell_of, put};
use crate::Desk;
use crate::facts::{of_kind, say};
use crate::texts::{TEXT, text};
use crate::views::{Refusal, SwapDraft, SwapView};

impl Desk {
    /// Asks for a swap, or offers a shift to whoever takes it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when there is nothing
    /// to give, or both cells say the same; [`Refusal::ChoiceNeeded`] for a
    /// day of another month.
    pub fn ask_swap(&self, draft: &SwapDraft) -> Result<SwapId, Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        let note = text("note", &draft.note, TEXT)?;
        let with_day = draft.with_day.unwrap_or(draft.day);
        if month_of(with_day) != month_of(draft.day) {
            return Err(Refusal::ChoiceNeeded);
        }
        self.act("ask_swap", |w, _| {
            let book = Book::read(w, self.now(), month_of(draft.day))?;
            book.person(draft.staff)?;
            let gives = cell_of(w, draft.staff, draft.day)?.work;
            let same = match draft.with {
                Some(with) => {
                    book.person(with)?;
                    with == draft.staff || gives == cell_of(w, with, with_day)?.work
                }
                None => gives.turns().is_empty(),
            };
            if same {
                return Err(Refusal::NothingChanged);
            }
            let id = SwapId(w.new_id());
            let asked = SwapAsked {
                id,
                staff: draft.staff,
                day: draft.day,
                with: draft.with,
                with_day: draft.with_day,
                note,
                by,
                at: now,
            };
            say(w, SWAP_ASKED, month_name(draft.day), &asked);
            Ok(id)
        })
    }

    /// Somebody takes a shift on offer, or a swap is approved or refused. What
    /// is approved stands in the cells at once.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when it is settled;
    /// [`Refusal::ChoiceNeeded`] to approve what nobody took;
    /// [`Refusal::ReasonNeeded`] to refuse without one, or to approve what
    /// breaks a rule that must not be broken.
    pub fn answer_swap(
        &self,
        month: NaiveDate,
        swap: SwapId,
        answer: SwapAnswer,
        why: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        let why = text("why", why, TEXT)?;
        self.act("answer_swap", |w, _| {
            let mut book = Book::read(w, self.now(), month_of(month))?;
            let (asked, answers) = read(w, month)?;
            let asked = asked.into_iter().find(|one| one.id == swap);
            let asked = asked.ok_or_else(|| Refusal::Unknown(swap.to_string()))?;
            let (standing, with) = asked.standing(&answers);
            match (standing, answer) {
                (SwapStanding::Approved | SwapStanding::Refused, _) => {
                    return Err(Refusal::NothingChanged);
                }
                (SwapStanding::Waiting, SwapAnswer::Taken { .. }) => {
                    return Err(Refusal::NothingChanged);
                }
                (SwapStanding::Offered, SwapAnswer::Approved) => {
                    return Err(Refusal::ChoiceNeeded);
                }
                (_, SwapAnswer::Refused) if why.is_empty() => return Err(Refusal::ReasonNeeded),
                _ => {}
            }
            if let SwapAnswer::Taken { staff } = answer {
                book.person(staff)?;
                if staff == asked.staff {
                    return Err(Refusal::NothingChanged);
                }
            }
            if let (SwapAnswer::Approved, Some(with)) = (answer, with) {
                let breaks = broken(&mut book, &asked, with)?;
                if why.is_empty() && breaks.iter().any(|one| one.force == Force::Hard) {
                    return Err(Refusal::ReasonNeeded);
                }
                for (staff, day, work) in exchanged(&book, &asked, with) {
                    put(w, staff, day, work)?;
                }
            }
            let said = SwapAnswered {
                swap,
                answer,
                why,
                by,
                at: now,
            };
            say(w, SWAP_ANSWERED, month_name(asked.day), &said);
            Ok(())
        })
    }

    /// Swaps and offers of a month: those that wait first, then by day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn swaps(&self, month: NaiveDate) -> Result<Vec<SwapView>, Refusal> {
        self.may_read("swaps")?;
        self.read(|r| {
            let mut book = Book::read(r, self.now(), month_of(month))?;
            let (asked, answers) = read(r, month)?;
            let mut found = Vec::new();
            for one in &asked {
                found.push(view(&mut book, one, &answers)?);
            }
            found.sort_by_key(|one| (one.standing > SwapStanding::Waiting, one.day, one.at));
            Ok(found)
        })
    }
}

fn read(r: &Reader<'_>, month: NaiveDate) -> Result<(Vec<SwapAsked>, Vec<SwapAnswered>), Refusal> {
    let facts = r.facts_about(&[month_name(month)])?;
    Ok((of_kind(&facts, SWAP_ASKED), of_kind(&facts, SWAP_ANSWERED)))
}

type Cell = (StaffId, NaiveDate, steward_domain::roster::CellWork);

/// What stands in the cells after it. Cells of one day change hands; of two
/// days each gives theirs to the other and takes the other's.
fn exchanged(book: &Book, asked: &SwapAsked, with: StaffId) -> Vec<Cell> {
    let work = |staff, day| book.cells.get(&(staff, day)).cloned().unwrap_or_default();
    let days = [asked.day, asked.with_day.unwrap_or(asked.day)];
    let mut found = Vec::new();
    for day in days {
        found.push((asked.staff, day, work(with, day)));
        found.push((with, day, work(asked.staff, day)));
    }
    found
}

/// What it would break that is not broken now.
fn broken(book: &mut Book, asked: &SwapAsked, with: StaffId) -> Result<Vec<Breach>, Refusal> {
    let people = [
        book.person(asked.staff)?.clone(),
        book.person(with)?.clone(),
    ];
    let look = |book: &Book| -> Vec<Breach> {
        let plan = book.plan();
        people
            .iter()
            .flat_map(|one| check_person(&plan, one))
            .collect()
    };
    let was = look(book);
    let kept = book.cells.clone();
    for (staff, day, work) in exchanged(book, asked, with) {
        book.cells.insert((staff, day), work);
    }
    let now = look(book);
    book.cells = kept;
    Ok(now.into_iter().filter(|one| !was.contains(one)).collect())
}

fn view(book: &mut Book, asked: &SwapAsked, answers: &[SwapAnswered]) -> Result<SwapView, Refusal> {
    let (standing, with) = asked.standing(answers);
    let with_day = asked.with_day.unwrap_or(asked.day);
    let breaches = match (standing, with) {
        (SwapStanding::Waiting, Some(with)) => broken(book, asked, with)?,
        _ => Vec::new(),
    };
    let said = answers
        .iter()
        .rfind(|one| one.swap == asked.id && !one.why.is_empty());
    Ok(SwapView {
        id: asked.id,
        staff: asked.staff,
        name: book.called(asked.staff),
        day: asked.day,
        work: book.told(asked.staff, asked.day),
        with,
        with_name: with.map(|with| book.called(with)).unwrap_or_default(),
        with_day,
        with_work: with
            .map(|with| book.told(with, with_day))
            .unwrap_or_default(),
        standing,
        note: crate::texts::dotted([asked.note.as_str(), said.map_or("", |one| &one.why)]),
        by: asked.by.clone(),
        at: asked.at,
        breaches,
    })
}
