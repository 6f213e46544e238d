//! Bookings from one line.

use steward_app::call::Call;
use steward_app::domain::quick::{Chip, Problem};
use steward_app::views::{Draft, DraftField, MeetingDetail, QuickReading, Refusal};

use crate::arguments::LevelOf;
use crate::front::Front;
use crate::print::Printed;
use crate::words::booking;

/// Takes a booking from one line.
pub(crate) fn book(
    front: &Front,
    line: &str,
    dry_run: bool,
    level: Option<LevelOf>,
    say: Printed,
) -> Result<String, Refusal> {
    let mut reading: QuickReading = front.call(Call::Quick {
        line: line.to_owned(),
    })?;
    if let Some(level) = level {
        reading.draft.level = level.into();
    }
    if dry_run {
        return Ok(say.reading(&reading));
    }
    let (reading, draft) = one_of(reading, line, say)?;
    let booked: MeetingDetail = front.call(Call::Book { draft })?;
    Ok(say.booked(&booked, &reading))
}

/// The one booking that a line says.
pub(crate) fn one_booking(
    front: &Front,
    line: &str,
    say: Printed,
) -> Result<(QuickReading, Draft), Refusal> {
    let reading: QuickReading = front.call(Call::Quick {
        line: line.to_owned(),
    })?;
    one_of(reading, line, say)
}

fn one_of(
    reading: QuickReading,
    line: &str,
    say: Printed,
) -> Result<(QuickReading, Draft), Refusal> {
    // One line books one meeting; what is wrong with it is for a person.
    let wrong = |chip: &&Chip| chip.problem.is_some_and(|p| !matches!(p, Problem::Past));
    if let Some(chip) = reading.entry.chips.iter().find(wrong) {
        let what = chip
            .problem
            .map(|p| booking::problem(p, say.tongue))
            .unwrap_or_default();
        let word = say.tongue.pick(
            format!("{}（{what}）", chip.text),
            format!("{} ({what})", chip.text),
        );
        return Err(Refusal::Unknown(word));
    }
    // Which of several rooms is for the caller to say, not for us.
    if reading.entry.rooms.len() > 1 {
        let found = reading
            .entry
            .rooms
            .iter()
            .map(|room| room.name.clone())
            .collect();
        return Err(Refusal::Several {
            word: line.to_owned(),
            found,
        });
    }
    let must = |field: &DraftField| {
        matches!(
            field,
            DraftField::Date | DraftField::Start | DraftField::End
        )
    };
    let lacks: Vec<DraftField> = reading.lacks.iter().copied().filter(must).collect();
    if !lacks.is_empty() {
        return Err(Refusal::Lacks(lacks));
    }
    let draft = reading.draft.clone();
    Ok((reading, draft))
}
