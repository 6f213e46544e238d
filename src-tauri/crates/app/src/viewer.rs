//! Who is at the desk, as far as what they may know goes (S-03). Every read goes
//! through [`Desk::read`], which hides what they may not know; what an act
//! refuses, or another station shows, is hidden here.

use std::sync::PoisonError;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use steward_domain::ids::MeetingId;
use steward_domain::meeting::Meeting;
use steward_domain::secrecy::{HIDDEN, Level, is_hidden};
use steward_store::Reader;

use crate::Desk;
use crate::views::Refusal;

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Viewer {
    /// What they may know.
    pub(crate) clearance: Level,
}

impl Default for Viewer {
    /// Where nobody has an account, everybody may know everything.
    fn default() -> Self {
        Self {
            clearance: Level::Confidential,
        }
    }
}

impl Viewer {
    /// Whether something of a level is shown to them.
    pub(crate) fn may_know(self, level: Level) -> bool {
        level <= self.clearance
    }

    /// Refuses who may not know a meeting.
    pub(crate) fn must_know(self, meeting: &Meeting) -> Result<(), Refusal> {
        match self.may_know(meeting.level) {
            true => Ok(()),
            false => Err(Refusal::NeedToKnow),
        }
    }

    /// A view without what they may not know: of each meeting in it that says
    /// its level, the words.
    pub(crate) fn veiled<T: Serialize + DeserializeOwned + Clone>(self, view: &T) -> T {
        if self.may_know(Level::Confidential) {
            return view.clone();
        }
        let mut value = serde_json::to_value(view).unwrap_or_default();
        self.veil(&mut value);
        serde_json::from_value(value).unwrap_or_else(|_| view.clone())
    }

    fn veil(self, value: &mut Value) {
        match value {
            Value::Array(list) => list.iter_mut().for_each(|one| self.veil(one)),
            Value::Object(map) => {
                let level = map.get("level").cloned();
                let level = level.and_then(|level| serde_json::from_value::<Level>(level).ok());
                if level.is_some_and(|level| !self.may_know(level)) {
                    for key in ["title", "organiser", "contact", "phone", "needs"] {
                        if let Some(Value::String(text)) = map.get_mut(key)
                            && !text.is_empty()
                        {
                            HIDDEN.clone_into(text);
                        }
                    }
                }
                map.values_mut().for_each(|one| self.veil(one));
            }
            _ => {}
        }
    }
}

impl Desk {
    /// Who looks. Where nobody has an account, everybody may know everything;
    /// where nobody signed in, only what may stand on a door sign is known.
    pub(crate) fn viewer(&self) -> Viewer {
        if self.is_governed() {
            return Viewer {
                clearance: self.clearance(),
            };
        }
        *self.viewer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody with another clearance comes to the desk. Papers that were laid
    /// out for who was there before are laid out again.
    pub fn look_as(&self, clearance: Level) {
        let viewer = Viewer { clearance };
        *self.viewer.lock().unwrap_or_else(PoisonError::into_inner) = viewer;
        self.forget_editions();
    }

    /// Refuses who may not know a meeting, by the level that counts.
    pub(crate) fn must_know(&self, r: &Reader<'_>, id: MeetingId) -> Result<(), Refusal> {
        let viewer = self.viewer();
        match r.level_of(id)? {
            level if viewer.may_know(level) => Ok(()),
            _ => Err(Refusal::NeedToKnow),
        }
    }

    /// Who may not know a meeting changes where, when and how many, and leaves
    /// the words that are hidden to them: they come back as they were shown.
    pub(crate) fn keep_what_is_hidden(
        &self,
        from: &Reader<'_>,
        before: &Meeting,
        meeting: &mut Meeting,
    ) -> Result<(), Refusal> {
        let viewer = self.viewer();
        let level = from.level_of(before.id)?.max(before.level);
        if viewer.may_know(level) {
            return viewer.must_know(meeting);
        }
        let keep = |was: &String, is: &mut String| {
            let untouched = is_hidden(is) || (was.is_empty() && is.is_empty());
            was.clone_into(is);
            untouched
        };
        let untouched = [
            keep(&before.title, &mut meeting.title),
            keep(&before.organiser, &mut meeting.organiser),
            keep(&before.contact, &mut meeting.contact),
            keep(&before.phone, &mut meeting.phone),
            keep(&before.needs, &mut meeting.needs),
        ];
        let same_level = meeting.level == before.level || meeting.level == level;
        meeting.level = before.level;
        match untouched.iter().all(|one| *one) && same_level {
            true => Ok(()),
            false => Err(Refusal::NeedToKnow),
        }
    }
}
