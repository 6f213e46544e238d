//! Who does not come, and who can step in: ranked, with what speaks for and
//! against each (S-76).

use chrono::NaiveDate;
use steward_domain::ids::{CallOffId, StaffId};
use steward_domain::plan::Department;
use steward_domain::roster::check::{Breach, check_person};
use steward_domain::roster::facts::{CALLED_OFF, COMES, CallOff, ComesAfterAll, STOOD_IN, StandIn};
use steward_domain::roster::rules::{Force, RuleAbout};
use steward_domain::roster::{CellWork, FixedPost, ShiftKind, Turn, each, month_name, month_of};
use steward_domain::secrecy::Level;
use steward_domain::staff::{Days, StaffMember};

use super::{Book, cell_of};
use crate::Desk;
use crate::facts::say;
use crate::texts::{TEXT, text};
use crate::views::{AbsenceView, Refusal, StandInQuery, StandInStanding, StandInView};

impl Desk {
    /// Writes down that somebody does not come to what they were to work.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when they work nothing
    /// on that day, or it was said before.
    pub fn call_off(
        &self,
        staff: StaffId,
        day: NaiveDate,
        no_show: bool,
        why: &str,
    ) -> Result<CallOffId, Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        let why = text("why", why, TEXT)?;
        self.act("call_off", |w, _| {
            let book = Book::read(w, self.now(), Days { from: day, to: day })?;
            book.person(staff)?;
            let work = cell_of(w, staff, day)?.work;
            if work.turns().is_empty() || book.absence(staff, day).is_some() {
                return Err(Refusal::NothingChanged);
            }
            let id = CallOffId(w.new_id());
            let one = CallOff {
                id,
                staff,
                day,
                work: work.told(),
                no_show,
                why,
                by,
                at: now,
            };
            say(w, CALLED_OFF, month_name(day), &one);
            Ok(id)
        })
    }

    /// Writes down that they come after all.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when nobody said they would not.
    pub fn comes_after_all(&self, staff: StaffId, day: NaiveDate) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        self.act("comes_after_all", |w, _| {
            let book = Book::read(w, self.now(), Days { from: day, to: day })?;
            let absence = book.absence(staff, day).ok_or(Refusal::NothingChanged)?;
            let said = ComesAfterAll {
                call_off: absence.id,
                by,
                at: now,
            };
            say(w, COMES, month_name(day), &said);
            Ok(())
        })
    }

    /// Who can step in, the best first. Those whom a rule that must not be
    /// broken bars stand at the end with the reason.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a code or a post that there is not;
    /// [`Refusal::ChoiceNeeded`] when neither a shift nor a time is named.
    pub fn stand_ins(&self, query: &StandInQuery) -> Result<Vec<StandInView>, Refusal> {
        self.may_read("stand_ins")?;
        // Rules of weeks and months look at the month around the day.
        let month = month_of(query.day);
        self.read(|r| {
            let mut book = Book::read(r, self.now(), month)?;
            let sought = Sought::read(&book, query)?;
            let people = book.people.clone();
            let mut found = Vec::new();
            for person in &people {
                if Some(person.id) == query.instead_of || person.retired {
                    continue;
                }
                found.push(sought.stands(&mut book, person));
            }
            found.sort_by_key(|one| {
                let price: u32 = one.breaches.iter().map(|breach| breach.price).sum();
                let of_department = one.department != sought.department;
                (
                    one.standing,
                    of_department,
                    price,
                    one.minutes,
                    one.name.clone(),
                )
            });
            Ok(found)
        })
    }

    /// Somebody steps in for who does not come: the shift is theirs from now
    /// on, with whatever stood in their cell before where both can be worked.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when they work that
    /// shift already.
    pub fn stand_in(
        &self,
        for_whom: StaffId,
        day: NaiveDate,
        staff: StaffId,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let by = self.whoever()?;
        self.act("stand_in", |w, _| {
            let book = Book::read(w, self.now(), Days { from: day, to: day })?;
            let absence = book.absence(for_whom, day);
            let absence = absence.ok_or_else(|| Refusal::Unknown(for_whom.to_string()))?;
            book.person(staff)?;
            let wanted = cell_of(w, for_whom, day)?.work;
            let mut cell = cell_of(w, staff, day)?;
            let work = joined(&book, &cell.work, &wanted);
            if work == cell.work || staff == for_whom {
                return Err(Refusal::NothingChanged);
            }
            cell.work = work;
            w.save(&cell)?;
            let said = StandIn {
                call_off: absence.id,
                staff,
                by,
                at: now,
            };
            say(w, STOOD_IN, month_name(day), &said);
            Ok(())
        })
    }

    /// Who does not come in the month of a day, by day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn absences(&self, month: NaiveDate) -> Result<Vec<AbsenceView>, Refusal> {
        self.may_read("absences")?;
        let days = month_of(month);
        self.read(|r| {
            let book = Book::read(r, self.now(), days)?;
            let all = book.absent.iter().filter(|one| days.contains(one.day));
            let mut found: Vec<AbsenceView> = all.map(|one| view(&book, one)).collect();
            found.sort_by_key(|one| (one.day, one.name.clone()));
            Ok(found)
        })
    }
}

pub(super) fn view(book: &Book, one: &CallOff) -> AbsenceView {
    let stand_ins = book.stand_ins.iter().filter(|said| said.call_off == one.id);
    AbsenceView {
        id: one.id,
        staff: one.staff,
        name: book.called(one.staff),
        day: one.day,
        work: one.work.clone(),
        no_show: one.no_show,
        why: one.why.clone(),
        by: one.by.clone(),
        at: one.at,
        stand_ins: stand_ins.map(|said| book.called(said.staff)).collect(),
    }
}

/// What stands in a cell with what is to be worked besides: on call becomes
/// the shift itself.
fn joined(book: &Book, before: &CellWork, wanted: &CellWork) -> CellWork {
    let standby = |turn: &Turn| book.kinds.get(&turn.code).is_some_and(|kind| kind.standby);
    let start = |turn: &Turn| {
        let kind = book.kinds.get(&turn.code);
        kind.and_then(ShiftKind::span).map_or(0, |(from, _)| from)
    };
    let kept = before.turns().iter().filter(|turn| !standby(turn));
    let mut turns: Vec<Turn> = kept.chain(wanted.turns()).cloned().collect();
    turns.sort_by_key(|turn| (start(turn), turn.clone()));
    turns.dedup();
    CellWork::Shifts { turns }
}

/// What somebody is sought for.
struct Sought<'a> {
    query: &'a StandInQuery,
    post: Option<FixedPost>,
    department: Option<Department>,
    kind: ShiftKind,
    /// Minutes that must be covered.
    from: u32,
    to: u32,
}

impl<'a> Sought<'a> {
    fn read(book: &Book, query: &'a StandInQuery) -> Result<Self, Refusal> {
        let post = match query.post {
            Some(id) => {
                let found = book.posts.get(&id).cloned();
                Some(found.ok_or_else(|| Refusal::Unknown(id.to_string()))?)
            }
            None => None,
        };
        let instead = query.instead_of.and_then(|id| book.person(id).ok());
        let department = query
            .department
            .or(post.as_ref().map(|post| post.department))
            .or(instead.and_then(|one| one.departments.first().copied()));
        let covers = |kind: &&ShiftKind| {
            let is_for = department.is_none_or(|one| kind.is_for(one));
            let at = query.at;
            !kind.retired
                && !kind.standby
                && is_for
                && at.is_some_and(|at| {
                    let mut parts = kind.parts.iter();
                    parts.any(|part| part.from <= at && at < part.to)
                })
        };
        let code = query.code.trim();
        let instead_code = query
            .instead_of
            .and_then(|id| book.cells.get(&(id, query.day)))
            .and_then(|work| work.turns().first())
            .map(|turn| turn.code.clone());
        let kind = match (code, instead_code, query.at) {
            ("", Some(code), _) => book.kinds.get(&code),
            ("", None, Some(_)) => book
                .kinds
                .values()
                .filter(covers)
                .min_by_key(|kind| (kind.paid, kind.place)),
            ("", None, None) => return Err(Refusal::ChoiceNeeded),
            (code, ..) => book
                .kinds
                .values()
                .find(|kind| kind.code.eq_ignore_ascii_case(code)),
        };
        let kind = kind
            .ok_or_else(|| Refusal::Unknown(code.to_owned()))?
            .clone();
        let (from, to) = match query.at {
            Some(at) => (at, at + 1),
            None => kind.span().unwrap_or((0, 1_440)),
        };
        Ok(Self {
            query,
            post,
            department,
            kind,
            from,
            to,
        })
    }

    /// How somebody stands to it; their cell is changed for the look and put
    /// back.
    fn stands(&self, book: &mut Book, person: &StaffMember) -> StandInView {
        let day = self.query.day;
        let at = (person.id, day);
        let before = book.cells.get(&at).cloned().unwrap_or_default();
        let there = |code: &str| book.kinds.get(code);
        let spans = before.turns().iter().filter_map(|turn| {
            let kind = there(&turn.code)?;
            let (from, to) = kind.span()?;
            Some((turn, kind, from, to))
        });
        let mut standing = StandInStanding::Free;
        let mut is_here = false;
        for (turn, kind, from, to) in spans {
            let covers = from <= self.from && self.to <= to;
            if kind.standby {
                standing = StandInStanding::OnCall;
            } else if covers && turn.post.is_none() {
                is_here = true;
            } else if standing == StandInStanding::Free {
                standing = StandInStanding::Works;
            }
        }
        if is_here {
            standing = StandInStanding::Here;
        }
        let minutes = {
            let plan = book.plan();
            each(book.days).map(|day| plan.paid(person.id, day)).sum()
        };
        let mut breaches = self.lacks(book, person);
        if !is_here {
            let plan = book.plan();
            let was = check_person(&plan, person);
            let wanted = CellWork::Shifts {
                turns: vec![Turn {
                    code: self.kind.code.clone(),
                    post: self.query.post,
                }],
            };
            let work = joined(book, &before, &wanted);
            book.cells.insert(at, work);
            let now = check_person(&book.plan(), person);
            breaches.extend(now.into_iter().filter(|one| !was.contains(one)));
            match before {
                CellWork::Open => book.cells.remove(&at),
                before => book.cells.insert(at, before),
            };
        }
        if breaches.iter().any(|one| one.force == Force::Hard) {
            standing = StandInStanding::Barred;
        }
        breaches.sort_by_key(|one| (one.force, one.about));
        breaches.dedup_by_key(|one| (one.about, one.day));
        StandInView {
            staff: person.id,
            name: person.name.clone(),
            department: person.departments.first().copied(),
            phone: person.phone.clone(),
            standing,
            code: self.kind.code.clone(),
            minutes,
            breaches,
        }
    }

    /// What the place asks for and they have not; and whether they come at
    /// all.
    fn lacks(&self, book: &Book, person: &StaffMember) -> Vec<Breach> {
        let day = self.query.day;
        let lack = |about: RuleAbout| Breach {
            about,
            force: Force::Hard,
            price: 0,
            staff: person.id,
            day: Some(day),
            is: 0,
            limit: 0,
            with: None,
            what: String::new(),
        };
        let of_post = self.post.as_ref();
        let skills = [self.query.skill, of_post.and_then(|post| post.skill)];
        let able = skills
            .iter()
            .flatten()
            .all(|skill| person.can(*skill, 1, day));
        let belongs = self
            .department
            .is_none_or(|one| person.departments.contains(&one));
        let level = of_post
            .map_or(Level::Public, |post| post.level)
            .max(self.query.level);
        let mut found = Vec::new();
        if !able || !belongs {
            found.push(lack(RuleAbout::Skill));
        }
        if !person.may_serve(level, day) {
            found.push(lack(RuleAbout::Clearance));
        }
        if book.plan().away(person.id, day).is_some() || book.absence(person.id, day).is_some() {
            found.push(lack(RuleAbout::Leave));
        }
        found
    }
}
