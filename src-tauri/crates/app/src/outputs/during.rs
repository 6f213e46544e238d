//! Lists of what happens while meetings run, and of what is left behind.

use steward_domain::after::LostEnd;
use steward_domain::names::Language;

use super::meetings::told;
use super::{List, text, time};
use crate::Desk;
use crate::views::Refusal;
use crate::words::outputs_terms as say;
use crate::words::{self, during, terms};

impl Desk {
    pub(super) fn lost_list(&self, language: Language) -> Result<List, Refusal> {
        let items = self.lost_items(true)?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (terms::NUMBER, 12),
                (say::WHAT, 22),
                (say::PLACE, 16),
                (say::FOUND_BY, 12),
                (say::FOUND_AT, 16),
                (say::KEPT, 14),
                (say::ENDED, 26),
            ]);
            for item in items {
                let end = match &item.end {
                    None => String::new(),
                    Some(LostEnd::Returned { to, proof, by, at }) => crate::texts::dotted([
                        to.clone(),
                        proof.clone(),
                        by.clone(),
                        letter.moment(*at),
                    ]),
                    Some(LostEnd::Disposed {
                        how,
                        allowed,
                        by,
                        at,
                    }) => crate::texts::dotted([
                        how.clone(),
                        allowed.clone(),
                        by.clone(),
                        letter.moment(*at),
                    ]),
                };
                list.push(
                    &item.id,
                    vec![
                        text(item.number),
                        text(item.what),
                        text(item.place),
                        text(item.found_by),
                        time(house, item.found_at),
                        text(item.kept),
                        text(end),
                    ],
                );
            }
            Ok(list)
        })
    }

    pub(super) fn incidents_list(&self, language: Language) -> Result<List, Refusal> {
        let incidents = self.incidents(true)?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (terms::NUMBER, 12),
                (say::AT, 16),
                (say::HAPPENED, 32),
                (say::PLACE, 16),
                (say::MEETING, 24),
                (say::GRAVITY, 8),
                (say::REPORTED_BY, 12),
                (say::STATE, 10),
            ]);
            for one in incidents {
                let room = one.room.as_ref().map(|name| letter.name(name));
                let place = crate::texts::dotted([room.unwrap_or_default(), one.place]);
                let meeting = one.meeting.as_ref().map(|brief| told(&letter, brief));
                list.push(
                    &one.id,
                    vec![
                        text(one.number),
                        time(house, one.at),
                        text(one.what),
                        text(place),
                        text(meeting.unwrap_or_default()),
                        text(letter.say(during::gravity(one.gravity))),
                        text(one.reported_by),
                        text(letter.say(during::incident_state(one.state))),
                    ],
                );
            }
            Ok(list)
        })
    }

    pub(super) fn calls_list(&self, language: Language) -> Result<List, Refusal> {
        let calls = self.calls(true)?;
        self.house(|_, house| {
            let letter = self.letter(house, language);
            let mut list = List::of(&[
                (terms::NUMBER, 12),
                (say::AT, 16),
                (say::CALLER, 14),
                (say::PHONE, 14),
                (say::SAID, 34),
                (say::MEETING, 24),
                (say::DEPARTMENT, 14),
                (say::STATE, 10),
            ]);
            for one in calls {
                let meeting = one.meeting.as_ref().map(|brief| told(&letter, brief));
                let whose = one.department.map(words::department);
                list.push(
                    &one.id,
                    vec![
                        text(one.number),
                        time(house, one.at),
                        text(one.caller),
                        text(one.phone),
                        text(one.said),
                        text(meeting.unwrap_or_default()),
                        text(whose.map(|name| letter.name(&name)).unwrap_or_default()),
                        text(letter.say(during::call_state(one.state))),
                    ],
                );
            }
            Ok(list)
        })
    }
}
