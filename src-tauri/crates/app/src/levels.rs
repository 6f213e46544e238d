//! How far it may be known what a meeting is about 知悉范围 (S-03), set by people
//! who may know it.

use steward_domain::ids::MeetingId;
use steward_domain::secrecy::Level;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::views::Refusal;

impl Desk {
    /// Sets how far it may be known what a meeting is about.
    ///
    /// # Errors
    /// [`Refusal::NeedToKnow`] for who may not know it as it is, or as it would
    /// be; [`Refusal::NothingChanged`].
    pub fn set_level(&self, id: MeetingId, level: Level) -> Result<(), Refusal> {
        self.act("level", |w, _| {
            let mut meeting = meeting_of(w, id)?;
            self.must_know(w, id)?;
            if meeting.level == level {
                return Err(Refusal::NothingChanged);
            }
            meeting.level = level;
            self.viewer().must_know(&meeting)?;
            Ok(w.save(&meeting)?)
        })
    }
}
