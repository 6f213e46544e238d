//! What is told of holds, of the waiting list, and of meetings that still have
//! no room, while there is time to do something about it.

use chrono::Duration;
use steward_domain::meeting::Meeting;
use steward_domain::names::Language;

use crate::Desk;
use crate::keeping::hold_view;
use crate::reminders::{Reminder, Stage};
use crate::views::Refusal;
use crate::waiting;
use crate::words;

/// One thing to tell once.
pub(crate) struct KeepNews {
    /// Names it among all that was told.
    pub(crate) key: String,
    /// What is said.
    pub(crate) reminder: Reminder,
}

impl Desk {
    /// Holds that end soon or ended, who on the waiting list can have a place,
    /// and meetings near that have no room.
    pub(crate) fn keep_news(&self, language: Language) -> Result<Vec<KeepNews>, Refusal> {
        self.house(|r, house| {
            let now = house.now;
            let mut found = Vec::new();
            for one in waiting::ready(r, house, now)? {
                let room = one.place.as_ref().map(|place| place.room_name.clone());
                let room = room.unwrap_or_default();
                let title = words::title(&one.meeting.title, language);
                found.push(KeepNews {
                    key: format!("waiting {} {}", one.meeting.id, room.zh),
                    reminder: Reminder {
                        title: match language {
                            Language::Zh => format!("可以安排了：{title}"),
                            Language::En => format!("Can be placed now: {title}"),
                        },
                        body: format!("{} · {}", one.meeting.number, room.in_language(language)),
                        stage: Stage::Reminded,
                        incident: false,
                    },
                });
            }
            let mut ahead = r.meetings_only_held(now.timestamp_millis())?;
            ahead.extend(r.meetings_without_room()?);
            ahead.retain(|one| one.slot.start > now);
            ahead.sort_by_key(|one| (one.slot.start, one.id));
            ahead.dedup_by_key(|one| one.id);
            let near = now + Duration::days(i64::from(house.venue.keep.roomless_days));
            let last = house.venue.local(near).date();
            for one in &ahead {
                let hold = hold_view(house, one, now).filter(|hold| hold.soon || hold.lapsed);
                if let Some(hold) = hold {
                    let at = house.venue.local(hold.until).format("%H:%M");
                    let title = match (language, hold.lapsed) {
                        (Language::Zh, false) => format!("暂留 {at} 到期"),
                        (Language::Zh, true) => "暂留已过期，会场已放开".to_owned(),
                        (Language::En, false) => format!("The hold ends at {at}"),
                        (Language::En, true) => "The hold lapsed: the room is free".to_owned(),
                    };
                    // A hold that was prolonged is told of again.
                    let key = format!("hold {} {} {}", one.id, hold.until, hold.lapsed);
                    found.push(news(key, title, one, language));
                } else if one.is_parked()
                    && !one.has_lapsed(now)
                    && house.venue.local(one.slot.start).date() <= last
                {
                    let title = match language {
                        Language::Zh => "会场待定，开会在即".to_owned(),
                        Language::En => "Still without a room".to_owned(),
                    };
                    found.push(news(format!("roomless {}", one.id), title, one, language));
                }
            }
            Ok(found)
        })
    }
}

fn news(key: String, title: String, meeting: &Meeting, language: Language) -> KeepNews {
    KeepNews {
        key,
        reminder: Reminder {
            title,
            body: format!(
                "{} · {}",
                meeting.number,
                words::title(&meeting.title, language)
            ),
            stage: Stage::Due,
            incident: false,
        },
    }
}
