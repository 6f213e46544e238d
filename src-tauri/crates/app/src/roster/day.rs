//! One day of the roster: who is there when, at what, and what is wanted.

use chrono::{Duration, NaiveDate};
use steward_domain::duty::{Duty, HolderKind};
use steward_domain::meeting::Meeting;
use steward_domain::roster::DAY_MINUTES;
use steward_domain::roster::demand::cover;
use steward_domain::staff::{Days, StaffMember};
use steward_store::Reader;

use super::Book;
use crate::Desk;
use crate::house::House;
use crate::views::{
    Refusal, RosterBar, RosterBarDuty, RosterBarPart, RosterDayView, RosterLineView,
};

impl Desk {
    /// One day: what is wanted with who is there, who works when and where.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn roster_day(&self, day: Option<NaiveDate>) -> Result<RosterDayView, Refusal> {
        self.house(|r, house| {
            let day = day.unwrap_or_else(|| self.today(house));
            // Posts of the evening before reach into the morning.
            let days = Days {
                from: day - Duration::days(1),
                to: day + Duration::days(1),
            };
            let book = Book::read(r, self.now(), days)?;
            let lines = book.demand(r, house)?;
            let covers = cover(&lines, &book.presences(), &book.people);
            let found = lines.into_iter().zip(covers);
            let lines = found
                .filter(|(line, _)| line.day == day)
                .map(|(line, cover)| RosterLineView {
                    there: cover.there.min(line.count),
                    lacking: cover.lacking,
                    line,
                });
            let (from, to) = house.venue.day(day);
            let duties = r.duties_between(from.timestamp_millis(), to.timestamp_millis())?;
            let mut bars = Vec::new();
            for person in &book.people {
                bars.extend(bar(r, house, &book, person, day, &duties)?);
            }
            bars.sort_by_key(|bar| {
                let start = bar.parts.iter().map(|part| part.from).min();
                (bar.department, start.is_none(), start, bar.name.clone())
            });
            let absent = book.absent.iter().filter(|one| one.day == day);
            Ok(RosterDayView {
                day,
                lines: lines.collect(),
                bars,
                absences: absent.map(|one| super::absence::view(&book, one)).collect(),
            })
        })
    }
}

fn bar(
    r: &Reader<'_>,
    house: &House,
    book: &Book,
    person: &StaffMember,
    day: NaiveDate,
    duties: &[Duty],
) -> Result<Option<RosterBar>, Refusal> {
    let plan = book.plan();
    let mut parts = Vec::new();
    let mut tone = 0;
    let whole = i32::try_from(DAY_MINUTES).unwrap_or(0);
    let yesterday = day - Duration::days(1);
    for (on, shift) in [(yesterday, -whole), (day, 0)] {
        for (turn, kind) in plan.shifts(person.id, on) {
            let post = turn.post.and_then(|post| book.posts.get(&post));
            for part in &kind.parts {
                let minute = |n: u32| i32::try_from(n).unwrap_or(i32::MAX) + shift;
                if minute(part.to) > 0 {
                    parts.push(RosterBarPart {
                        from: minute(part.from),
                        to: minute(part.to),
                        post: post.map(|post| post.name.clone()),
                    });
                    tone = kind.tone;
                }
            }
        }
    }
    let mut at_meetings = Vec::new();
    for duty in duties {
        if duty.off.is_some()
            || duty.holder.kind != HolderKind::Person
            || duty.holder.name != person.name
        {
            continue;
        }
        let Some(meeting) = r.get::<Meeting>(duty.meeting.0)? else {
            continue;
        };
        let (from, to) = match &duty.time {
            Some(time) => (time.start, time.end),
            None => (meeting.slot.start, meeting.slot.end),
        };
        at_meetings.push(RosterBarDuty {
            from: house.minute(day, from),
            to: house.minute(day, to),
            meeting: meeting.number.to_string(),
        });
    }
    if parts.is_empty() && at_meetings.is_empty() {
        return Ok(None);
    }
    Ok(Some(RosterBar {
        staff: person.id,
        name: person.name.clone(),
        department: person.departments.first().copied(),
        text: book.told(person.id, day),
        tone,
        parts,
        called_off: book.absence(person.id, day).is_some(),
        duties: at_meetings,
    }))
}
