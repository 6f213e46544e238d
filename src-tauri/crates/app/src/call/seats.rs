//! What is done about the seats of a meeting.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::MeetingId;
use steward_domain::names::Language;

use super::told;
use crate::Desk;
use crate::views::{AttendeeDraft, PeopleSource, PlanChange, PlatesOrder, Refusal};

/// What is done about seats, see [`super::Call::Seats`]; people by name or id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum SeatsAct {
    /// [`Desk::seats`].
    Show,
    /// [`Desk::change_seat_plan`], one after another.
    Change {
        /// What.
        changes: Vec<PlanChange>,
    },
    /// [`Desk::people_preview`] or [`Desk::people_apply`].
    List {
        /// From where.
        source: PeopleSource,
        /// Only look.
        dry_run: bool,
    },
    /// [`Desk::add_attendee`].
    Add {
        /// Who.
        draft: AttendeeDraft,
    },
    /// [`Desk::auto_seat`].
    Auto {
        /// Everybody anew.
        afresh: bool,
    },
    /// [`Desk::put_attendee`].
    Put {
        /// Who.
        who: String,
        /// The key of the seat; none to let them stand.
        seat: Option<String>,
    },
    /// [`Desk::remove_attendee`].
    Remove {
        /// Who.
        who: String,
    },
    /// [`Desk::seat_preferences`].
    Preferences,
    /// [`Desk::seat_map`] and [`Desk::paper_save`].
    Map {
        /// On A3.
        large: bool,
        /// With the order of pouring.
        pouring: bool,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::name_plates`] and [`Desk::paper_save`].
    Plates {
        /// Which.
        order: PlatesOrder,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::pouring_sheet`] and [`Desk::paper_save`].
    Pouring {
        /// With what people like.
        preferences: bool,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_seats(&self, id: MeetingId, act: SeatsAct) -> Result<Value, Refusal> {
        let (info, path) = match act {
            SeatsAct::Map {
                large,
                pouring,
                language,
                path,
            } => (self.seat_map(id, large, pouring, language)?, path),
            SeatsAct::Plates {
                order,
                language,
                path,
            } => (self.name_plates(id, &order, language)?, path),
            SeatsAct::Pouring {
                preferences,
                language,
                path,
            } => (self.pouring_sheet(id, preferences, language)?, path),
            SeatsAct::List { source, dry_run } => {
                return told(&match dry_run {
                    true => self.people_preview(id, &source)?,
                    false => self.people_apply(id, &source)?,
                });
            }
            SeatsAct::Preferences => return told(&self.seat_preferences(id)?),
            act => {
                self.do_with_seats(id, act)?;
                return told(&self.seats(id)?);
            }
        };
        self.paper_save(info.edition, &path)?;
        told(&info)
    }

    fn do_with_seats(&self, id: MeetingId, act: SeatsAct) -> Result<(), Refusal> {
        match act {
            SeatsAct::Change { changes } => changes
                .iter()
                .try_for_each(|change| self.change_seat_plan(id, change)),
            SeatsAct::Add { draft } => self.add_attendee(id, &draft).map(drop),
            SeatsAct::Auto { afresh } => self.auto_seat(id, afresh).map(drop),
            SeatsAct::Put { who, seat } => {
                self.put_attendee(self.find_attendee(id, &who)?, seat.as_deref())
            }
            SeatsAct::Remove { who } => self.remove_attendee(self.find_attendee(id, &who)?),
            // The plan alone, and what was answered before.
            _ => Ok(()),
        }
    }
}
