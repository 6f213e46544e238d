//! Commands about the seats of a meeting.

use steward_app::call::{Call, SeatsAct};
use steward_app::views::{
    AttendeeDraft, PaperInfo, PeopleReport, PeopleSource, PlanChange, PlatesOrder, Preference,
    Refusal, SeatsView,
};

use crate::arguments::{SeatsCommand, ShapeArguments};
use crate::front::Front;
use crate::print::Printed;
use crate::run::whole_path;

/// Seats.
pub(crate) fn seats(front: &Front, act: &SeatsCommand, say: Printed) -> Result<String, Refusal> {
    let language = say.tongue.into();
    let paper = |meeting: &str, act: SeatsAct, path: &str| {
        let info: PaperInfo = ask(front, meeting, act)?;
        Ok(say.paper(&info, path))
    };
    let (meeting, act) = match act {
        SeatsCommand::Show { meeting } => (meeting, SeatsAct::Show),
        SeatsCommand::Shape(shape) => (&shape.meeting, reshape(front, shape)?),
        SeatsCommand::Import {
            meeting,
            file,
            dry_run,
        } => {
            let source = PeopleSource::File {
                path: whole_path(file),
            };
            let dry_run = *dry_run;
            let act = SeatsAct::List { source, dry_run };
            let report: PeopleReport = ask(front, meeting, act)?;
            return Ok(say.people_report(&report));
        }
        SeatsCommand::Add(person) => {
            let draft = AttendeeDraft {
                name: person.name.clone(),
                title: person.title.clone(),
                unit: person.unit.clone(),
                rank: person.rank,
                side: person.side.into(),
                drink: person.drink.clone(),
                wishes: None,
            };
            (&person.meeting, SeatsAct::Add { draft })
        }
        SeatsCommand::Auto { meeting, afresh } => (meeting, SeatsAct::Auto { afresh: *afresh }),
        SeatsCommand::Put { meeting, who, seat } => {
            let (who, seat) = (who.clone(), Some(seat.clone()));
            (meeting, SeatsAct::Put { who, seat })
        }
        SeatsCommand::Take { meeting, who, off } => {
            let who = who.clone();
            let act = match off {
                true => SeatsAct::Remove { who },
                false => SeatsAct::Put { who, seat: None },
            };
            (meeting, act)
        }
        SeatsCommand::Plates(plates) => {
            let path = whole_path(&plates.output);
            let order = PlatesOrder {
                size: plates.per_sheet.into(),
                unit: plates.unit,
                title: plates.title,
                seated: plates.seated,
            };
            let act = SeatsAct::Plates {
                order,
                language,
                path: path.clone(),
            };
            return paper(&plates.meeting, act, &path);
        }
        SeatsCommand::Map {
            meeting,
            a3,
            pouring,
            output,
        } => {
            let path = whole_path(output);
            let act = SeatsAct::Map {
                large: *a3,
                pouring: *pouring,
                language,
                path: path.clone(),
            };
            return paper(meeting, act, &path);
        }
        SeatsCommand::Pouring {
            meeting,
            preferences,
            output: Some(output),
        } => {
            let path = whole_path(output);
            let act = SeatsAct::Pouring {
                preferences: *preferences,
                language,
                path: path.clone(),
            };
            return paper(meeting, act, &path);
        }
        SeatsCommand::Pouring {
            meeting,
            preferences,
            output: None,
        } => {
            let view: SeatsView = ask(front, meeting, SeatsAct::Show)?;
            let known: Vec<Preference> = match preferences {
                true => ask(front, meeting, SeatsAct::Preferences)?,
                false => Vec::new(),
            };
            return Ok(say.pouring(&view, &known));
        }
    };
    let view: SeatsView = ask(front, meeting, act)?;
    Ok(say.seats(&view))
}

fn ask<T: serde::de::DeserializeOwned>(
    front: &Front,
    meeting: &str,
    act: SeatsAct,
) -> Result<T, Refusal> {
    let meeting = meeting.to_owned();
    front.call(Call::Seats { meeting, act })
}

/// What is not said stays as it is.
fn reshape(front: &Front, asked: &ShapeArguments) -> Result<SeatsAct, Refusal> {
    let mut changes = Vec::new();
    let floor = asked.floor();
    if asked.podium.is_some() || floor.is_some() {
        let view: SeatsView = ask(front, &asked.meeting, SeatsAct::Show)?;
        let mut shape = view.shape;
        if let Some(podium) = &asked.podium {
            shape.podium = podium.iter().copied().filter(|row| *row > 0).collect();
        }
        if let Some(floor) = floor {
            shape.floor = floor;
        }
        changes.push(PlanChange::Shape { shape });
    }
    let order = asked.order.map(Into::into);
    changes.extend(order.map(|order| PlanChange::Order { order }));
    let door = asked.door.map(Into::into);
    changes.extend(door.map(|door| PlanChange::Door { door }));
    let case = asked.pouring.map(Into::into);
    changes.extend(case.map(|case| PlanChange::Pouring { case }));
    Ok(SeatsAct::Change { changes })
}
