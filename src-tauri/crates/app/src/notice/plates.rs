//! The notice's list of name plates, from the seat plan.

use std::collections::BTreeMap;

use steward_domain::ids::MeetingId;
use steward_domain::notice::{Answer, standard};

use super::answers::{requirement, save};
use crate::Desk;
use crate::seats::{in_seating_order, open_meeting};
use crate::texts::TEXT;
use crate::views::Refusal;

impl Desk {
    /// Asks for a name plate for everybody on the seat plan, by the order of
    /// the seats; those who stand come after. What was said about their size
    /// stays. How many plates comes back.
    ///
    /// # Errors
    /// [`Refusal::NobodyListed`]; [`Refusal::Over`]; [`Refusal::NothingChanged`]
    /// when it says so already.
    pub fn plates_from_seats(&self, meeting: MeetingId) -> Result<u32, Refusal> {
        self.act("plates_from_seats", |w, house| {
            let meeting = open_meeting(w, meeting)?;
            let kind = house.kind(standard::id("name_plates"))?;
            let people = in_seating_order(w, house, &meeting)?;
            if people.is_empty() {
                return Err(Refusal::NobodyListed);
            }
            let (mut figures, note) = match requirement(w, &meeting, kind.id)? {
                Some(known) => match known.answer {
                    Answer::Needed { figures, note } => (figures, note),
                    Answer::NotAsked | Answer::NotNeeded => Default::default(),
                },
                None => (BTreeMap::new(), String::new()),
            };
            let names: Vec<&str> = people.iter().map(|one| one.name.as_str()).collect();
            let mut said = names.join("、");
            if said.chars().count() > TEXT {
                // The plan itself says it at such a length.
                said = String::new();
            }
            figures.insert("pieces".to_owned(), people.len().to_string());
            figures.insert("names".to_owned(), said);
            figures.retain(|_, said| !said.is_empty());
            match save(w, &meeting, kind.id, Answer::Needed { figures, note })? {
                true => Ok(u32::try_from(people.len()).unwrap_or(u32::MAX)),
                false => Err(Refusal::NothingChanged),
            }
        })
    }
}
