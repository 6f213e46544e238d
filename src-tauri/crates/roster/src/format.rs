//! The text format of the shift scheduling benchmark (Curtois and Qu,
//! schedulingbenchmarks.org), in and out.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::model::{Away, Demand, Person, Problem, Range, Request, Roster, Shift, Wish};

/// An instance: the problem, and what its shifts and people are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The problem.
    pub problem: Problem,
    /// Names of shifts, by their place.
    pub shifts: Vec<String>,
    /// Names of people, by their place.
    pub people: Vec<String>,
}

/// Why a file is not an instance, with the line it is seen in (from 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A line that does not say what its section wants.
    #[error("line {0} cannot be read in its section")]
    Line(usize),
    /// A shift or person that was not named before.
    #[error("line {0} names {1}, which no section before it does")]
    Unknown(usize, String),
    /// More than the engine takes.
    #[error("line {0} asks for more than can be worked with")]
    TooMuch(usize),
    /// No horizon, no shifts or no people.
    #[error("it has no horizon, no shifts or no people")]
    Empty,
}

/// Most days, people and kinds of shift.
const MOST_DAYS: usize = 1100;
const MOST_PEOPLE: usize = 2000;
const MOST_KINDS: usize = 250;

struct Reader {
    instance: Instance,
    shift_at: HashMap<String, usize>,
    person_at: HashMap<String, usize>,
    not_before: Vec<(usize, usize, String)>,
    line: usize,
}

/// Reads an instance.
///
/// # Errors
/// With the first line that cannot be read.
pub fn read(text: &str) -> Result<Instance, Unreadable> {
    let mut reader = Reader {
        instance: Instance {
            problem: Problem::default(),
            shifts: Vec::new(),
            people: Vec::new(),
        },
        shift_at: HashMap::new(),
        person_at: HashMap::new(),
        not_before: Vec::new(),
        line: 0,
    };
    let mut section = "";
    for (number, line) in text.lines().enumerate() {
        reader.line = number + 1;
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("SECTION_") {
            section = name;
            continue;
        }
        let parts: Vec<&str> = line.split(',').map(str::trim).collect();
        match section {
            "HORIZON" => reader.instance.problem.days = reader.number(&parts, 0)?,
            "SHIFTS" => reader.shift(&parts)?,
            "STAFF" => reader.person(&parts)?,
            "DAYS_OFF" => reader.days_off(&parts)?,
            "SHIFT_ON_REQUESTS" => reader.request(&parts, true)?,
            "SHIFT_OFF_REQUESTS" => reader.request(&parts, false)?,
            "COVER" => reader.cover(&parts)?,
            _ => {}
        }
    }
    for (line, shift, other) in std::mem::take(&mut reader.not_before) {
        reader.line = line;
        let other = reader.shift_named(&other)?;
        if let Some(shift) = reader.instance.problem.shifts.get_mut(shift) {
            shift.not_before.push(other);
        }
    }
    let problem = &reader.instance.problem;
    if problem.days == 0 || problem.shifts.is_empty() || problem.people.is_empty() {
        return Err(Unreadable::Empty);
    }
    if problem.days > MOST_DAYS {
        return Err(Unreadable::TooMuch(1));
    }
    Ok(reader.instance)
}

impl Reader {
    fn bad(&self) -> Unreadable {
        Unreadable::Line(self.line)
    }

    fn part<'a>(&self, parts: &[&'a str], at: usize) -> Result<&'a str, Unreadable> {
        parts.get(at).copied().ok_or_else(|| self.bad())
    }

    fn number<T: std::str::FromStr>(&self, parts: &[&str], at: usize) -> Result<T, Unreadable> {
        self.part(parts, at)?.parse().map_err(|_| self.bad())
    }

    fn day(&self, parts: &[&str], at: usize) -> Result<usize, Unreadable> {
        let day = self.number(parts, at)?;
        if day < self.instance.problem.days {
            Ok(day)
        } else {
            Err(self.bad())
        }
    }

    fn shift_named(&self, name: &str) -> Result<usize, Unreadable> {
        let found = self.shift_at.get(name).copied();
        found.ok_or_else(|| Unreadable::Unknown(self.line, name.to_owned()))
    }

    fn person_named(&self, name: &str) -> Result<usize, Unreadable> {
        let found = self.person_at.get(name).copied();
        found.ok_or_else(|| Unreadable::Unknown(self.line, name.to_owned()))
    }

    fn shift(&mut self, parts: &[&str]) -> Result<(), Unreadable> {
        let name = self.part(parts, 0)?.to_owned();
        let minutes = self.number(parts, 1)?;
        let at = self.instance.problem.shifts.len();
        if at >= MOST_KINDS {
            return Err(Unreadable::TooMuch(self.line));
        }
        for other in parts.get(2).unwrap_or(&"").split('|') {
            if !other.is_empty() {
                self.not_before.push((self.line, at, other.to_owned()));
            }
        }
        self.instance.problem.shifts.push(Shift {
            minutes,
            ..Shift::default()
        });
        self.shift_at.insert(name.clone(), at);
        self.instance.shifts.push(name);
        Ok(())
    }

    fn person(&mut self, parts: &[&str]) -> Result<(), Unreadable> {
        let name = self.part(parts, 0)?.to_owned();
        let at = self.instance.problem.people.len();
        if at >= MOST_PEOPLE {
            return Err(Unreadable::TooMuch(self.line));
        }
        let mut person = Person::anything(Vec::new());
        person.most_of = vec![u32::MAX; self.instance.problem.shifts.len()];
        for most in self.part(parts, 1)?.split('|').filter(|m| !m.is_empty()) {
            let (shift, most) = most.split_once('=').ok_or_else(|| self.bad())?;
            let shift = self.shift_named(shift)?;
            let most = most.parse().map_err(|_| self.bad())?;
            if let Some(there) = person.most_of.get_mut(shift) {
                *there = most;
            }
        }
        person.minutes = Range {
            least: self.number(parts, 3)?,
            most: self.number(parts, 2)?,
        };
        person.run = Range {
            least: self.number(parts, 5)?,
            most: self.number(parts, 4)?,
        };
        person.least_off = self.number(parts, 6)?;
        person.most_weekends = self.number(parts, 7)?;
        self.instance.problem.people.push(person);
        self.person_at.insert(name.clone(), at);
        self.instance.people.push(name);
        Ok(())
    }

    fn days_off(&mut self, parts: &[&str]) -> Result<(), Unreadable> {
        let person = self.person_named(self.part(parts, 0)?)?;
        for at in 1..parts.len() {
            let day = self.day(parts, at)?;
            if let Some(person) = self.instance.problem.people.get_mut(person) {
                person.away.push(Away { day, shift: None });
            }
        }
        Ok(())
    }

    fn request(&mut self, parts: &[&str], on: bool) -> Result<(), Unreadable> {
        let person = self.person_named(self.part(parts, 0)?)?;
        let shift = self.shift_named(self.part(parts, 2)?)?;
        let request = Request {
            person,
            day: self.day(parts, 1)?,
            wish: if on {
                Wish::On(shift)
            } else {
                Wish::Not(shift)
            },
            price: self.number(parts, 3)?,
        };
        self.instance.problem.requests.push(request);
        Ok(())
    }

    fn cover(&mut self, parts: &[&str]) -> Result<(), Unreadable> {
        let shift = self.shift_named(self.part(parts, 1)?)?;
        let demand = Demand {
            cells: vec![(self.day(parts, 0)?, shift)],
            group: None,
            wanted: self.number(parts, 2)?,
            least: 0,
            under: self.number(parts, 3)?,
            over: self.number(parts, 4)?,
        };
        self.instance.problem.demand.push(demand);
        Ok(())
    }
}

impl Instance {
    /// A roster as the benchmark's judge reads it: a line for each person, the
    /// name and a cell for each day, empty for off.
    #[must_use]
    pub fn write(&self, roster: &Roster) -> String {
        let mut text = String::new();
        for (at, name) in self.people.iter().enumerate() {
            text.push_str(name);
            for cell in roster.row(at) {
                let shift = cell.and_then(|s| self.shifts.get(s));
                let _ = write!(text, ",{}", shift.map_or("", String::as_str));
            }
            text.push('\n');
        }
        text
    }

    /// Reads what [`Self::write`] wrote; people it does not name are off.
    ///
    /// # Errors
    /// With the first line that names what is not in the instance.
    pub fn read_roster(&self, text: &str) -> Result<Roster, Unreadable> {
        let days = self.problem.days;
        let mut roster = Roster::all_off(self.people.len(), days);
        for (number, line) in text.lines().enumerate() {
            let unknown = |name: &str| Unreadable::Unknown(number + 1, name.to_owned());
            let mut parts = line.split(',').map(str::trim);
            let Some(name) = parts.next().filter(|n| !n.is_empty()) else {
                continue;
            };
            let person = self.people.iter().position(|p| p == name);
            let person = person.ok_or_else(|| unknown(name))?;
            for (day, cell) in parts.enumerate() {
                if day >= days {
                    return Err(Unreadable::Line(number + 1));
                }
                if !cell.is_empty() {
                    let shift = self.shifts.iter().position(|s| s == cell);
                    roster.set(person, day, Some(shift.ok_or_else(|| unknown(cell))?));
                }
            }
        }
        Ok(roster)
    }

    /// The instance in the benchmark's format; what the format cannot say is
    /// left out.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let p = &self.problem;
        let shift = |s: usize| self.shifts.get(s).map_or("", String::as_str);
        let _ = writeln!(text, "SECTION_HORIZON\n{}\n\nSECTION_SHIFTS", p.days);
        for (at, kind) in p.shifts.iter().enumerate() {
            let not: Vec<&str> = kind.not_before.iter().map(|s| shift(*s)).collect();
            let _ = writeln!(text, "{},{},{}", shift(at), kind.minutes, not.join("|"));
        }
        text.push_str("\nSECTION_STAFF\n");
        for (name, who) in self.people.iter().zip(&p.people) {
            let kinds = 0..p.shifts.len();
            let most: Vec<String> = kinds
                .map(|s| format!("{}={}", shift(s), who.most_of(s)))
                .collect();
            let _ = writeln!(
                text,
                "{name},{},{},{},{},{},{},{}",
                most.join("|"),
                who.minutes.most,
                who.minutes.least,
                who.run.most,
                who.run.least,
                who.least_off,
                who.most_weekends
            );
        }
        text.push_str("\nSECTION_DAYS_OFF\n");
        for (name, who) in self.people.iter().zip(&p.people) {
            let days: Vec<String> = who.away.iter().map(|a| a.day.to_string()).collect();
            if !days.is_empty() {
                let _ = writeln!(text, "{name},{}", days.join(","));
            }
        }
        for (title, on) in [("ON", true), ("OFF", false)] {
            let _ = writeln!(text, "\nSECTION_SHIFT_{title}_REQUESTS");
            for r in &p.requests {
                let name = self.people.get(r.person).map_or("", String::as_str);
                let kind = match r.wish {
                    Wish::On(kind) if on => kind,
                    Wish::Not(kind) if !on => kind,
                    _ => continue,
                };
                let _ = writeln!(text, "{name},{},{},{}", r.day, shift(kind), r.price);
            }
        }
        text.push_str("\nSECTION_COVER\n");
        for line in &p.demand {
            for (day, kind) in &line.cells {
                let (wanted, under, over) = (line.wanted, line.under, line.over);
                let _ = writeln!(text, "{day},{},{wanted},{under},{over}", shift(*kind));
            }
        }
        text
    }
}
