//! What another version of a template does to meetings that are planned: told
//! before it is done, done to those that were chosen, and taken back.

use chrono::{DateTime, Duration, Utc};
use steward_domain::ids::{MeetingId, TemplateId};
use steward_domain::meeting::Meeting;
use steward_domain::plan::{self, Confirmation, Task, Template};
use steward_domain::template::{
    self, TAKEN, Taken, TakenBy, TaskBeside, UNDONE, Undone, goods_beside, tasks_beside,
};
use steward_store::Reader;

use super::check::check_template;
use super::{once, told_of};
use crate::Desk;
use crate::bookings::meeting_of;
use crate::facts::say;
use crate::house::{House, confirmations};
use crate::views::{
    Refusal, TemplateEffect, TemplatePreview, TemplatePreviewGoods, TemplatePreviewTask,
    TemplateTaken, TemplateTouched,
};

/// How far ahead meetings are looked at, days: beyond any programme.
pub(super) const AHEAD: i64 = 3 * 366;

impl Desk {
    /// What a template as it is being edited, or one that was saved, would do
    /// to the meetings that are planned with an older version of it.
    ///
    /// # Errors
    /// As [`Desk::save_template`].
    pub fn template_effect(&self, draft: &Template) -> Result<TemplateEffect, Refusal> {
        check_template(draft)?;
        let now = self.now();
        self.house(|r, house| {
            // What was saved already is held against what it replaced.
            let saved = house.template(Some(draft.id));
            let against = match saved {
                Some(saved) if saved == draft => house.template(saved.replaces),
                other => other,
            };
            let mut touched = Vec::new();
            let mut untouched = 0;
            let planned = planned(r, house, draft, now)?;
            let done = confirmations(r, &planned)?;
            for meeting in &planned {
                let confirmed = done.get(&meeting.id).map_or(&[][..], Vec::as_slice);
                match touched_by(house, meeting, draft, confirmed) {
                    Some(one) => touched.push(one),
                    None => untouched += 1,
                }
            }
            Ok(TemplateEffect {
                changes: against.map_or_else(Vec::new, |was| template::changes(was, draft)),
                meetings: touched,
                untouched,
            })
        })
    }

    /// A meeting's tasks and goods by the version it has and by a template as it
    /// is being edited, side by side.
    ///
    /// # Errors
    /// As [`Desk::save_template`]; [`Refusal::Unknown`].
    pub fn template_preview(
        &self,
        draft: &Template,
        meeting: MeetingId,
    ) -> Result<TemplatePreview, Refusal> {
        check_template(draft)?;
        self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let before = house.template(meeting.template);
            let when = |task: Option<&Task>| {
                let local = task.map(|task| house.venue.local(task.due));
                local.map_or_else(String::new, |at| at.format("%m-%d %H:%M").to_string())
            };
            let rows = tasks_beside(&meeting, before, draft, &house.venue);
            let tasks = rows.iter().filter_map(|row| {
                let shown = row.after.as_ref().or(row.before.as_ref())?;
                Some(TemplatePreviewTask {
                    key: shown.key.short(),
                    text: shown.text.clone(),
                    department: shown.department,
                    before: when(row.before.as_ref()),
                    after: when(row.after.as_ref()),
                    differs: row.differs(),
                })
            });
            let goods = goods_beside(&meeting, before, draft);
            Ok(TemplatePreview {
                tasks: tasks.collect(),
                goods: goods
                    .into_iter()
                    .map(|row| TemplatePreviewGoods {
                        item: row.item,
                        unit: row.unit,
                        before: row.before,
                        after: row.after,
                    })
                    .collect(),
                meeting: house.brief(&meeting),
            })
        })
    }

    /// Has meetings that are planned take a version that was saved: one act,
    /// which [`Desk::take_template_back`] takes back. Those that have begun
    /// meanwhile, or have it already, are left; which took it is told.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NothingChanged`] when none took it.
    pub fn take_template(
        &self,
        id: TemplateId,
        meetings: &[MeetingId],
    ) -> Result<TemplateTaken, Refusal> {
        let now = self.now();
        self.act("take_template", |w, house| {
            let new = house.template(Some(id));
            let new = new.ok_or_else(|| Refusal::Unknown(id.to_string()))?;
            let planned = planned(w, house, new, now)?;
            let mut taken = Vec::new();
            for id in once(meetings) {
                let Some(meeting) = planned.iter().find(|one| one.id == id) else {
                    continue;
                };
                taken.push(TakenBy {
                    meeting: id,
                    before: meeting.template,
                });
                w.save(&Meeting {
                    template: Some(new.id),
                    ..meeting.clone()
                })?;
            }
            if taken.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            let told = TemplateTaken {
                template: id,
                meetings: taken.iter().map(|one| one.meeting).collect(),
            };
            let said = Taken {
                id: w.new_id(),
                meetings: taken,
            };
            say(w, TAKEN, id.0, &said);
            Ok(told)
        })
    }

    /// Has the meetings that took a version go back to those they had: all that
    /// have it still and have not begun.
    ///
    /// # Errors
    /// [`Refusal::NothingChanged`] when no meeting took it.
    pub fn take_template_back(&self, id: TemplateId) -> Result<TemplateTaken, Refusal> {
        let now = self.now();
        self.act("take_template", |w, house| {
            let (_, taken) = told_of(w, id)?;
            let mut back = Vec::new();
            for one in taken.iter().flat_map(|taken| &taken.meetings) {
                let Some(meeting) = w.get::<Meeting>(one.meeting.0)? else {
                    continue;
                };
                if meeting.template != Some(id) || !is_planned(house, &meeting, now) {
                    continue;
                }
                w.save(&Meeting {
                    template: one.before,
                    ..meeting
                })?;
                back.push(one.meeting);
            }
            if taken.is_empty() {
                return Err(Refusal::NothingChanged);
            }
            for one in &taken {
                say(w, UNDONE, id.0, &Undone { id: one.id });
            }
            Ok(TemplateTaken {
                template: id,
                meetings: back,
            })
        })
    }
}

/// Whether a meeting is to come: neither begun nor off.
pub(super) fn is_planned(house: &House, meeting: &Meeting, now: DateTime<Utc>) -> bool {
    use steward_domain::meeting::State;
    let state = meeting.state_at(now, house.room_of(meeting));
    meeting.slot.start > now && !state.is_over() && state < State::InSession
}

/// The meetings that are to come and would have this template if they were
/// booked today, and have an older version of it, or one that fits them less;
/// soonest first. One without a room keeps the template that it has a version of.
fn planned(
    r: &Reader<'_>,
    house: &House,
    template: &Template,
    now: DateTime<Utc>,
) -> Result<Vec<Meeting>, Refusal> {
    let versions = template::line_of(&house.templates, template.id);
    // As it will be once the template is saved.
    let mut after: Vec<Template> = house
        .templates
        .iter()
        .filter(|one| !versions.iter().any(|version| version.id == one.id))
        .cloned()
        .collect();
    // Of equals, the newest is chosen.
    let id = match house.template(Some(template.id)) {
        Some(saved) if saved == template => template.id,
        _ => TemplateId(uuid::Uuid::max()),
    };
    after.push(Template {
        id,
        ..template.clone()
    });
    let until = now + Duration::days(AHEAD);
    let mut found = r.meetings_within(now.timestamp_millis(), until.timestamp_millis())?;
    found.retain(|meeting| {
        let has = |one: &&&Template| Some(one.id) == meeting.template;
        let version = versions.iter().find(has);
        if version.is_some_and(|one| *one == template) || !is_planned(house, meeting, now) {
            return false;
        }
        let room = house.room_of(meeting);
        let kind = &meeting.meeting_kind;
        let chosen = room.and_then(|room| plan::choose(&after, room, meeting.slot.layout, kind));
        match chosen {
            Some(chosen) => chosen.id == id,
            None => version.is_some(),
        }
    });
    Ok(found)
}

fn touched_by(
    house: &House,
    meeting: &Meeting,
    template: &Template,
    confirmed: &[Confirmation],
) -> Option<TemplateTouched> {
    let before = house.template(meeting.template);
    let rows = tasks_beside(meeting, before, template, &house.venue);
    let count = |is: fn(&TaskBeside) -> bool| {
        let rows = rows.iter().filter(|row| is(row));
        u32::try_from(rows.count()).unwrap_or(u32::MAX)
    };
    let looked_at_again = rows.iter().filter(|row| {
        let due = row.after.as_ref().map(|task| task.due);
        let was = row.before.as_ref();
        was.is_some_and(|task| {
            due != Some(task.due) && confirmed.iter().any(|one| one.task == task.key.short())
        })
    });
    let goods = goods_beside(meeting, before, template);
    let goods = goods.iter().filter(|row| row.before != row.after).count();
    let touched = TemplateTouched {
        meeting: house.brief(meeting),
        added: count(|row| row.before.is_none()),
        removed: count(|row| row.after.is_none()),
        changed: count(|row| row.before.is_some() && row.after.is_some() && row.differs()),
        confirmed: u32::try_from(looked_at_again.count()).unwrap_or(u32::MAX),
        goods: u32::try_from(goods).unwrap_or(u32::MAX),
    };
    let all = touched.added + touched.removed + touched.changed + touched.goods;
    (all > 0).then_some(touched)
}
