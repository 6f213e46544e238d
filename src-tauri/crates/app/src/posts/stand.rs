//! Who stands on their post: confirmed, left before its time, taken over from
//! another.

use chrono::{DateTime, Utc};
use steward_domain::duty::{Duty, DutyTime};
use steward_domain::ids::PostId;
use steward_domain::meeting::{Meeting, SlotFault};
use steward_domain::post::{LEFT_POST, NOT_ON_POST, ON_POST, Post, PostStanding, RELIEVED, Stood};
use steward_store::Writer;

use super::people::holder_of;
use super::{Line, open_post};
use crate::Desk;
use crate::facts::say;
use crate::texts::{TEXT, text};
use crate::views::{PostWho, Refusal};

impl Desk {
    /// Confirms that whoever is put on these posts stands there; those where
    /// it is known already are passed over.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`] for a post that nobody is put on;
    /// [`Refusal::NothingChanged`] when it is known of all;
    /// [`Refusal::Unknown`]; [`Refusal::Over`].
    pub fn confirm_posts(&self, posts: &[PostId]) -> Result<u32, Refusal> {
        self.act("confirm_post", |w, _| {
            let mut confirmed = 0_u32;
            for id in posts {
                let (post, meeting) = open_post(w, *id)?;
                let here = Line::read(w, &meeting)?;
                let duty = here.duty(*id).ok_or(Refusal::NameNeeded)?;
                if here.standing(*id).0 == PostStanding::OnPost {
                    continue;
                }
                // Who left and is back has it to its end again.
                if here.standing(*id).0 == PostStanding::Left {
                    let time = None;
                    w.save(&Duty {
                        time,
                        ..duty.clone()
                    })?;
                }
                say(w, ON_POST, meeting.id.0, &self.stood(&post, Some(duty)));
                confirmed = confirmed.saturating_add(1);
            }
            match confirmed {
                0 => Err(Refusal::NothingChanged),
                some => Ok(some),
            }
        })
    }

    /// Takes a word about a post back: it was a mistake.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] where there is none.
    pub fn withdraw_post_word(&self, id: PostId) -> Result<(), Refusal> {
        self.act("withdraw_post_word", |w, _| {
            let (post, meeting) = open_post(w, id)?;
            let here = Line::read(w, &meeting)?;
            let (standing, said) = here.standing(id);
            let duty = here.duty(id);
            let (Some(duty), Some(_)) = (duty, said) else {
                return Err(Refusal::NothingChanged);
            };
            if standing == PostStanding::Left {
                let time = None;
                w.save(&Duty {
                    time,
                    ..duty.clone()
                })?;
            }
            say(w, NOT_ON_POST, meeting.id.0, &self.stood(&post, Some(duty)));
            Ok(())
        })
    }

    /// Notes that who stood on a post left before its end. From then on they
    /// are free, and the post is open.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`] for a post that nobody is put on;
    /// [`Refusal::NothingChanged`] when they left before.
    pub fn leave_post(&self, id: PostId, why: &str) -> Result<(), Refusal> {
        let note = text("why", why, TEXT)?;
        let now = self.now();
        self.act("leave_post", |w, _| {
            let (post, meeting) = open_post(w, id)?;
            let here = Line::read(w, &meeting)?;
            let duty = here.duty(id).ok_or(Refusal::NameNeeded)?;
            if here.standing(id).0 == PostStanding::Left {
                return Err(Refusal::NothingChanged);
            }
            let body = Stood {
                note,
                ..self.stood(&post, Some(duty))
            };
            say(w, LEFT_POST, meeting.id.0, &body);
            until_now(w, &meeting, &post, duty, now)
        })
    }

    /// Notes that somebody took a post over from who stood there. They have it
    /// from now to its end.
    ///
    /// # Errors
    /// As [`Desk::assign_post`]; [`Refusal::NothingChanged`] when they are on
    /// it; [`Refusal::Slot`] when it is over.
    pub fn relieve_post(&self, id: PostId, who: &PostWho) -> Result<(), Refusal> {
        let now = self.now();
        self.act("relieve_post", |w, house| {
            let (post, meeting) = open_post(w, id)?;
            let here = Line::read(w, &meeting)?;
            let holder = holder_of(w, who)?;
            let before = here.duty(id).map(|duty| duty.holder.clone());
            if before.as_ref().is_some_and(|one| one.is(&holder)) {
                return Err(Refusal::NothingChanged);
            }
            let span = post.time.at(&meeting);
            if now >= span.end {
                return Err(Refusal::Slot(SlotFault::EndBeforeStart));
            }
            let rest = DutyTime {
                start: now,
                end: span.end,
            };
            let time = (now > span.start).then_some(rest);
            let body = Stood {
                staff: holder.staff,
                name: holder.name.clone(),
                before: before.map(|one| one.name).unwrap_or_default(),
                ..self.stood(&post, None)
            };
            self.put(w, house, (&post, &meeting), holder, time, &[post.duty()])?;
            say(w, RELIEVED, meeting.id.0, &body);
            Ok(())
        })
    }
}

/// Ends a duty now, where it has begun and is not over.
fn until_now(
    w: &mut Writer<'_>,
    meeting: &Meeting,
    post: &Post,
    duty: &Duty,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let span = duty.time.unwrap_or_else(|| post.time.at(meeting));
    if now <= span.start || now >= span.end {
        return Ok(());
    }
    let time = Some(DutyTime { end: now, ..span });
    Ok(w.save(&Duty {
        time,
        ..duty.clone()
    })?)
}
