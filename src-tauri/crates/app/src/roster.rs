//! The roster (S-01, S-72, S-74, S-75, S-76): who works which shift, what is
//! wanted, what is broken.

mod absence;
mod book;
mod day;
mod fill;
mod hours;
mod meetings;
mod paper;
mod publish;
mod setup;
mod swaps;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use steward_domain::ids::{FixedPostId, StaffId};
use steward_domain::plan::Department;
use steward_domain::record::Record as _;
use steward_domain::roster::check::{Breach, check};
use steward_domain::roster::demand::cover;
use steward_domain::roster::rules::Force;
use steward_domain::roster::version::{self, Told};
use steward_domain::roster::{CellWork, RosterCell, Turn, each, month_of, read_work};
use steward_domain::staff::{Days, StaffMember};
use steward_store::{Reader, Writer};
use uuid::Uuid;

pub(crate) use book::{Book, Said, is_of, kinds};
pub(crate) use fill::Filling;

use crate::Desk;
use crate::house::House;
use crate::texts::{LINE, line};
use crate::views::{
    Refusal, RosterCellDraft, RosterCellView, RosterDay, RosterPublished, RosterRow, RosterView,
};

/// Most cells that are written at once: a year of three hundred people.
const MOST_CELLS: u32 = 120_000;

impl Desk {
    /// The roster of a month: the one that a day lies in, of one department or
    /// all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roster(
        &self,
        month: Option<NaiveDate>,
        department: Option<Department>,
    ) -> Result<RosterView, Refusal> {
        self.house(|r, house| {
            let days = month_of(month.unwrap_or_else(|| self.today(house)));
            let book = Book::read(r, self.now(), days)?;
            view(r, house, &book, department)
        })
    }

    /// Writes cells. What is typed is read against the codes that are given
    /// out.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a person, a code or a post that there is not;
    /// [`Refusal::TooLong`]; [`Refusal::NothingChanged`].
    pub fn set_roster_cells(&self, drafts: &[RosterCellDraft]) -> Result<(), Refusal> {
        let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
        crate::texts::in_range("cells", count, 1, MOST_CELLS)?;
        self.act("roster_cells", |w, _| {
            let kinds = book::kinds(w)?;
            let posts: BTreeSet<FixedPostId> =
                book::posts(w)?.into_iter().map(|post| post.id).collect();
            let people: BTreeSet<StaffId> = w
                .all::<StaffMember>()?
                .into_iter()
                .map(|one| one.id)
                .collect();
            let mut changed = false;
            for draft in drafts {
                if !people.contains(&draft.staff) {
                    return Err(Refusal::Unknown(draft.staff.to_string()));
                }
                if let Some(post) = draft.post.filter(|post| !posts.contains(post)) {
                    return Err(Refusal::Unknown(post.to_string()));
                }
                let mut cell = cell_of(w, draft.staff, draft.day)?;
                let before = cell.clone();
                if let Some(said) = &draft.text {
                    let said = line("shift", said, 60)?;
                    cell.work = at_post(
                        read_work(&said, &kinds).map_err(Refusal::Unknown)?,
                        draft.post,
                    );
                }
                if let Some(pinned) = draft.pinned {
                    cell.pinned = pinned;
                }
                if let Some(note) = &draft.note {
                    cell.note = line("note", note, LINE)?;
                }
                if cell != before {
                    w.save(&cell)?;
                    changed = true;
                }
            }
            match changed {
                true => Ok(()),
                false => Err(Refusal::NothingChanged),
            }
        })
    }

    /// The fixed post that a name or an id names.
    ///
    /// # Errors
    /// [`Refusal::Unknown`].
    pub fn find_fixed_post(&self, word: &str) -> Result<FixedPostId, Refusal> {
        let all = self.read(book::posts)?;
        let is_it = |id: FixedPostId| id.to_string() == word.trim();
        all.iter()
            .filter(|post| !post.retired)
            .find(|post| post.name.is_called(word.trim()) || is_it(post.id))
            .map(|post| post.id)
            .ok_or_else(|| Refusal::Unknown(word.to_owned()))
    }
}

/// A cell as it is kept; an open one where nothing was written.
pub(crate) fn cell_of(
    r: &Reader<'_>,
    staff: StaffId,
    day: NaiveDate,
) -> Result<RosterCell, Refusal> {
    let kept = r.get::<RosterCell>(RosterCell::name_of(staff, day).0)?;
    Ok(kept.unwrap_or_else(|| RosterCell::open(staff, day)))
}

/// Puts something else in a cell.
pub(crate) fn put(
    w: &mut Writer<'_>,
    staff: StaffId,
    day: NaiveDate,
    work: CellWork,
) -> Result<bool, Refusal> {
    let mut cell = cell_of(w, staff, day)?;
    if cell.work == work {
        return Ok(false);
    }
    cell.work = work;
    w.save(&cell)?;
    Ok(true)
}

fn at_post(work: CellWork, post: Option<FixedPostId>) -> CellWork {
    match work {
        CellWork::Shifts { turns } => CellWork::Shifts {
            turns: turns
                .into_iter()
                .map(|turn| Turn { post, ..turn })
                .collect(),
        },
        other => other,
    }
}

/// What people do as it would be published: by the day of the month.
pub(crate) fn told(book: &Book, month: Days, departments: &[Department]) -> Told {
    let people = book.people.iter().filter(|one| is_of(one, departments));
    people
        .map(|person| {
            let days = (1..).zip(each(month)).filter_map(|(nth, day)| {
                let work = book.cells.get(&(person.id, day))?;
                let told = told_with_post(work, book);
                (!told.is_empty()).then_some((nth, told))
            });
            (person.id, days.collect())
        })
        .collect()
}

/// `A1`, `A1 · 服务热线`: a cell as it is published.
fn told_with_post(work: &CellWork, book: &Book) -> String {
    let post = work
        .turns()
        .iter()
        .find_map(|turn| book.posts.get(&turn.post?));
    match post {
        Some(post) => format!("{} · {}", work.told(), post.name.zh),
        None => work.told(),
    }
}

fn view(
    r: &Reader<'_>,
    house: &House,
    book: &Book,
    department: Option<Department>,
) -> Result<RosterView, Refusal> {
    let said = Said::read(r, book.days.from)?;
    let holding = version::holding(&said.versions);
    let breaches = check(&book.plan());
    let mut conflicts: BTreeSet<Uuid> = BTreeSet::new();
    for conflict in r.conflicts()? {
        if conflict.kind == RosterCell::KIND {
            conflicts.insert(conflict.id);
        }
    }
    let unseen = version::unseen(&said.versions, &said.seen);
    let wanted: Vec<Department> = department.into_iter().collect();
    let mut by_cell: BTreeMap<StaffId, Vec<Breach>> = BTreeMap::new();
    let (mut hard, mut cost) = (0_u32, 0_u32);
    let shown: BTreeSet<StaffId> = book
        .people
        .iter()
        .filter(|one| is_of(one, &wanted))
        .map(|one| one.id)
        .collect();
    for one in breaches {
        if !shown.contains(&one.staff) {
            continue;
        }
        hard += u32::from(one.force == Force::Hard);
        cost = cost.saturating_add(one.price);
        by_cell.entry(one.staff).or_default().push(one);
    }
    let mut changes = 0;
    let mut rows = Vec::new();
    for person in book.people.iter().filter(|one| shown.contains(&one.id)) {
        let breaches = by_cell.remove(&person.id).unwrap_or_default();
        let published = holding.get(&person.id);
        let row = row(book, person, breaches, published, &conflicts);
        changes += u32::try_from(
            row.cells
                .iter()
                .filter(|one| one.published.is_some())
                .count(),
        )
        .unwrap_or(0);
        rows.push(RosterRow {
            unseen: unseen.contains(&person.id),
            ..row
        });
    }
    let days = days(r, house, book, department)?;
    let mut kinds: Vec<_> = book
        .kinds
        .values()
        .filter(|kind| !kind.retired)
        .cloned()
        .collect();
    kinds.sort_by_key(|kind| (kind.place, kind.code.clone()));
    let mut posts: Vec<_> = book
        .posts
        .values()
        .filter(|post| post.manned && !post.retired)
        .cloned()
        .collect();
    posts.sort_by_key(|post| (post.place, post.name.clone()));
    Ok(RosterView {
        month: book.days.from,
        short: days.iter().map(|day| day.short).sum(),
        days,
        rows,
        kinds,
        posts,
        published: published(&said, unseen),
        changes,
        hard,
        cost,
    })
}

fn published(said: &Said, unseen: Vec<StaffId>) -> Option<RosterPublished> {
    let last = said.versions.last()?;
    Some(RosterPublished {
        version: last.id,
        number: last.number.clone(),
        departments: last.departments.clone(),
        by: last.by.clone(),
        at: last.at,
        note: last.note.clone(),
        versions: u32::try_from(said.versions.len()).unwrap_or(u32::MAX),
        unseen,
    })
}

fn row(
    book: &Book,
    person: &StaffMember,
    breaches: Vec<Breach>,
    published: Option<&BTreeMap<u8, String>>,
    conflicts: &BTreeSet<Uuid>,
) -> RosterRow {
    let plan = book.plan();
    let (inside, whole): (Vec<Breach>, Vec<Breach>) =
        breaches.into_iter().partition(|one| one.day.is_some());
    let mut by_day: BTreeMap<NaiveDate, Vec<Breach>> = BTreeMap::new();
    for one in inside {
        by_day
            .entry(one.day.unwrap_or_default())
            .or_default()
            .push(one);
    }
    let mut cells = Vec::new();
    for (nth, day) in (1_u8..).zip(each(book.days)) {
        let kept = book.records.get(&(person.id, day));
        let work = kept.map(|cell| cell.work.clone()).unwrap_or_default();
        let was = published.map(|days| days.get(&nth).cloned().unwrap_or_default());
        let one = RosterCellView {
            day,
            text: work.told(),
            pinned: kept.is_some_and(|cell| cell.pinned),
            note: kept.map(|cell| cell.note.clone()).unwrap_or_default(),
            leave: plan.away(person.id, day).map(|leave| leave.kind),
            called_off: book.absence(person.id, day).map(|one| one.id),
            published: was.filter(|was| *was != told_with_post(&work, book)),
            breaches: by_day.remove(&day).unwrap_or_default(),
            in_conflict: conflicts.contains(&RosterCell::name_of(person.id, day).0),
            work,
        };
        let says = one.work != CellWork::Open
            || one.pinned
            || !one.note.is_empty()
            || one.leave.is_some()
            || one.published.is_some()
            || one.in_conflict
            || !one.breaches.is_empty();
        if says {
            cells.push(one);
        }
    }
    RosterRow {
        staff: person.id,
        number: person.number.clone(),
        name: person.name.clone(),
        department: person.departments.first().copied(),
        position: person.position.clone(),
        minutes: each(book.days).map(|day| plan.paid(person.id, day)).sum(),
        nights: plan.nights(person.id),
        weekends: plan.weekends(person.id),
        breaches: whole,
        cells,
        unseen: false,
    }
}

fn days(
    r: &Reader<'_>,
    house: &House,
    book: &Book,
    department: Option<Department>,
) -> Result<Vec<RosterDay>, Refusal> {
    let mut lines = book.demand(r, house)?;
    lines.retain(|line| department.is_none_or(|one| one == line.department));
    let covers = cover(&lines, &book.presences(), &book.people);
    let mut days: BTreeMap<NaiveDate, RosterDay> = each(book.days)
        .map(|day| {
            let one = RosterDay {
                day,
                free: book.is_free(day),
                holiday: book.calendar.get(&day).map(|one| one.name.clone()),
                wanted: 0,
                there: 0,
                short: 0,
            };
            (day, one)
        })
        .collect();
    for (line, cover) in lines.iter().zip(covers) {
        if let Some(day) = days.get_mut(&line.day) {
            day.wanted += line.count;
            day.there += cover.there.min(line.count);
            day.short += u32::from(cover.lacking > 0);
        }
    }
    Ok(days.into_values().collect())
}
