//! What is done at the desk while meetings run.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::RoomId;
use steward_domain::names::Language;
use steward_domain::patrol::PatrolRoute;
use steward_domain::room::Room;

use super::told;
use crate::Desk;
use crate::views::{CallAct, CallDraft, IncidentAct, IncidentDraft, PatrolRoundDraft, Refusal};

/// What is done at the desk while meetings run, see [`super::Call::During`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum DuringAct {
    /// [`Desk::during`], the meeting by number, id or words.
    Meeting {
        /// Which.
        meeting: String,
    },
    /// [`Desk::incidents`].
    Incidents {
        /// Those that are closed too.
        all: bool,
    },
    /// [`Desk::add_incident`], the meeting and the room by name; the incident.
    AddIncident {
        /// At which meeting.
        meeting: Option<String>,
        /// In which room.
        room: Option<String>,
        /// The rest.
        draft: IncidentDraft,
    },
    /// [`Desk::do_about_incident`]; the incident after it.
    Incident {
        /// Which, by number.
        number: String,
        /// What; only look when none.
        what: Option<IncidentAct>,
    },
    /// [`Desk::calls`].
    Calls {
        /// Those that are settled too.
        all: bool,
    },
    /// [`Desk::take_call`], the meeting by number, id or words; the call.
    TakeCall {
        /// About which meeting.
        meeting: Option<String>,
        /// The rest.
        draft: CallDraft,
    },
    /// [`Desk::do_about_call`]; the call after it.
    Call {
        /// Which, by number.
        number: String,
        /// What; only look when none.
        what: Option<CallAct>,
    },
    /// A call became a booking or a change of one; the call after it.
    CallToMeeting {
        /// Which call, by number.
        number: String,
        /// Which meeting, by number, id or words.
        meeting: String,
        /// The meeting was changed, not booked.
        changed: bool,
    },
    /// [`Desk::patrols`].
    Patrols,
    /// [`Desk::patrol_routes`].
    Routes,
    /// [`Desk::save_patrol_route`]; every route after it.
    SaveRoute {
        /// Which; one with a nil id is new.
        route: PatrolRoute,
    },
    /// [`Desk::walk_round`], the route by name; the routes after it.
    Walk {
        /// Which route.
        route: String,
        /// The round.
        draft: PatrolRoundDraft,
    },
    /// [`Desk::shift`].
    Shift,
    /// [`Desk::give_shift`]; the sheet.
    GiveShift {
        /// Who gives; who is at the desk where it is empty.
        by: String,
        /// Who takes.
        to: String,
        /// What else is to be known.
        note: String,
    },
    /// [`Desk::sign_shift`]; the sheet after it.
    SignShift {
        /// Its number; the newest when none.
        number: Option<String>,
        /// Who signs; who is at the desk where it is empty.
        by: String,
        /// What they had to say.
        note: String,
    },
    /// [`Desk::shift_paper`] and [`Desk::paper_save`].
    PrintShift {
        /// Its number; the newest when none.
        number: Option<String>,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_during(&self, act: DuringAct) -> Result<Value, Refusal> {
        match act {
            DuringAct::Meeting { meeting } => told(&self.during(self.find_meeting(&meeting)?)?),
            DuringAct::Incidents { all } => told(&self.incidents(all)?),
            DuringAct::AddIncident {
                meeting,
                room,
                mut draft,
            } => {
                if let Some(word) = meeting {
                    draft.meeting = Some(self.find_meeting(&word)?);
                }
                if let Some(word) = room {
                    draft.room = Some(self.room_called(&word)?);
                }
                told(&self.incident(self.add_incident(&draft)?)?)
            }
            DuringAct::Incident { number, what } => {
                let id = self.find_incident(&number)?;
                if let Some(what) = what {
                    self.do_about_incident(id, &what)?;
                }
                told(&self.incident(id)?)
            }
            DuringAct::Calls { all } => told(&self.calls(all)?),
            DuringAct::TakeCall { meeting, mut draft } => {
                if let Some(word) = meeting {
                    draft.meeting = Some(self.find_meeting(&word)?);
                }
                told(&self.hotline_call(self.take_call(&draft)?)?)
            }
            DuringAct::Call { number, what } => {
                let id = self.find_call(&number)?;
                if let Some(what) = what {
                    self.do_about_call(id, &what)?;
                }
                told(&self.hotline_call(id)?)
            }
            DuringAct::CallToMeeting {
                number,
                meeting,
                changed,
            } => {
                let (id, meeting) = (self.find_call(&number)?, self.find_meeting(&meeting)?);
                let what = match changed {
                    true => CallAct::Change { meeting },
                    false => CallAct::Book { meeting },
                };
                self.do_about_call(id, &what)?;
                told(&self.hotline_call(id)?)
            }
            DuringAct::Patrols => told(&self.patrols()?),
            DuringAct::Routes => told(&self.patrol_routes()?),
            DuringAct::SaveRoute { route } => {
                self.save_patrol_route(route)?;
                told(&self.patrol_routes()?)
            }
            DuringAct::Walk { route, draft } => {
                self.walk_round(self.find_route(&route)?, &draft)?;
                told(&self.patrols()?)
            }
            DuringAct::Shift => told(&self.shift()?),
            DuringAct::GiveShift { by, to, note } => {
                let id = self.give_shift(&by, &to, &note)?;
                told(&self.shift_sheet(Some(id))?)
            }
            DuringAct::SignShift { number, by, note } => {
                let number = number.map(|number| self.find_shift(&number)).transpose()?;
                let id = self.shift_sheet(number)?.id;
                self.sign_shift(id, &by, &note)?;
                told(&self.shift_sheet(Some(id))?)
            }
            DuringAct::PrintShift {
                number,
                language,
                path,
            } => {
                let number = number.map(|number| self.find_shift(&number)).transpose()?;
                let info = self.shift_paper(number, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
        }
    }

    /// The room of a name, another name, a number on the door.
    pub(super) fn room_called(&self, word: &str) -> Result<RoomId, Refusal> {
        let is_called = |room: &&Room| {
            room.name.is_called(word)
                || room.number.as_deref() == Some(word)
                || room.aliases.iter().any(|alias| alias == word)
        };
        let rooms = self.rooms()?;
        let mut found = rooms.iter().filter(is_called);
        match (found.next(), found.next()) {
            (Some(room), None) => Ok(room.id),
            (None, _) => Err(Refusal::Unknown(word.to_owned())),
            (Some(_), Some(_)) => Err(Refusal::Several {
                word: word.to_owned(),
                found: rooms
                    .iter()
                    .filter(is_called)
                    .map(|room| room.name.zh.clone())
                    .collect(),
            }),
        }
    }
}
