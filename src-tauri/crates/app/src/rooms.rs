//! Rooms, buildings, templates, the venue: the data that supervisors keep.

use steward_domain::client_report::ReportRule;
use steward_domain::ids::{BuildingId, RoomId, TemplateId};
use steward_domain::plan::{Due, Template};
use steward_domain::room::{Building, Room};
use steward_domain::secrecy::audit::LEAST_DAYS;
use steward_domain::venue::Venue;

use crate::Desk;
use crate::hotline::MOST_MINUTES;
use crate::incidents::checked_rule;
use crate::texts::{LINE, in_range, line, named};
use crate::views::Refusal;

/// Most minutes that setting up or clearing may take: two days.
const MOST_TURNOVER: u32 = 2 * 1440;
/// The farthest that the audit goes back, days.
const MOST_DAYS: u32 = 10 * 366;

impl Desk {
    /// All rooms, retired ones too, in the venue's order.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn rooms(&self) -> Result<Vec<Room>, Refusal> {
        self.house(|_, house| Ok(house.rooms.ranked().into_iter().cloned().collect()))
    }

    /// All buildings, by rank.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn buildings(&self) -> Result<Vec<Building>, Refusal> {
        let mut buildings = self.read(|r| Ok(r.all::<Building>()?))?;
        buildings.sort_by(|a, b| (a.rank, &a.name).cmp(&(b.rank, &b.name)));
        Ok(buildings)
    }

    /// The templates in use: the newest version of each.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn templates(&self) -> Result<Vec<Template>, Refusal> {
        let mut templates = self.read(|r| Ok(r.all::<Template>()?))?;
        templates.retain(|t| !t.retired);
        templates.sort_by(|a, b| (&a.classes, &a.name).cmp(&(&b.classes, &b.name)));
        Ok(templates)
    }

    /// The venue.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn venue(&self) -> Result<Venue, Refusal> {
        self.house(|_, house| Ok(house.venue.clone()))
    }

    /// Keeps a room; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`], [`Refusal::TooLong`], [`Refusal::Unknown`] for
    /// a part or companion that is not there or would contain the room.
    pub fn save_room(&self, room: Room) -> Result<RoomId, Refusal> {
        self.act("room", |w, house| {
            let id = if room.id.0.is_nil() {
                RoomId(w.new_id())
            } else {
                room.id
            };
            let mut room = Room {
                id,
                name: named(&room.name)?,
                ..room
            };
            room.number = room
                .number
                .map(|n| line("number", &n, 20))
                .transpose()?
                .filter(|n| !n.is_empty());
            room.aliases = room
                .aliases
                .iter()
                .map(|a| line("alias", a, 60))
                .collect::<Result<_, _>>()?;
            room.aliases.retain(|a| !a.is_empty());
            for setting in &room.settings {
                in_range("seats", setting.seats, 1, 100_000)?;
                in_range("set_up", setting.set_up, 0, MOST_TURNOVER)?;
                in_range("clear", setting.clear, 0, MOST_TURNOVER)?;
            }
            in_range(
                "settings",
                u32::try_from(room.settings.len()).unwrap_or(u32::MAX),
                1,
                20,
            )?;
            in_range("opening", room.opening.from, 0, 1440)?;
            in_range("opening", room.opening.to, room.opening.from + 1, 2 * 1440)?;
            for other in room.parts.iter().chain(&room.companions) {
                let known = house.rooms.get(*other).is_some() && *other != id;
                let contains_us =
                    room.parts.contains(other) && house.rooms.footprint(*other).contains(&id);
                if !known || contains_us {
                    return Err(Refusal::Unknown(other.to_string()));
                }
            }
            w.save(&room)?;
            Ok(id)
        })
    }

    /// Keeps a building; one with a nil id is new.
    ///
    /// # Errors
    /// [`Refusal::TooLong`].
    pub fn save_building(&self, building: Building) -> Result<BuildingId, Refusal> {
        self.act("building", |w, _| {
            let id = if building.id.0.is_nil() {
                BuildingId(w.new_id())
            } else {
                building.id
            };
            w.save(&Building {
                id,
                name: named(&building.name)?,
                ..building
            })?;
            Ok(id)
        })
    }

    /// Keeps a template. An edit makes a new version and retires the old one:
    /// meetings that were planned with that keep it.
    ///
    /// # Errors
    /// [`Refusal::OutOfRange`], [`Refusal::TooLong`], [`Refusal::Unknown`] for
    /// an item that comes after one that is not there.
    pub fn save_template(&self, template: Template) -> Result<TemplateId, Refusal> {
        self.act("template", |w, house| {
            check_template(&template)?;
            let before = house.template(Some(template.id)).cloned();
            if before.as_ref() == Some(&template) {
                return Ok(template.id);
            }
            let id = TemplateId(w.new_id());
            w.save(&Template {
                id,
                name: named(&template.name)?,
                replaces: before.as_ref().map(|b| b.id),
                retired: template.retired,
                ..template
            })?;
            if let Some(before) = before {
                w.save(&Template {
                    retired: true,
                    ..before
                })?;
            }
            Ok(id)
        })
    }

    /// Keeps the venue.
    ///
    /// # Errors
    /// [`Refusal::TooLong`], [`Refusal::OutOfRange`].
    pub fn save_venue(&self, venue: Venue) -> Result<(), Refusal> {
        self.act("venue", |w, house| {
            for rule in &venue.booking_rules {
                in_range("lead_minutes", rule.lead_minutes, 0, 366 * 1440)?;
            }
            in_range("margin_person", venue.margins.person, 0, 1440)?;
            in_range("margin_vehicle", venue.margins.vehicle, 0, 1440)?;
            in_range("report_by", venue.report.minute, 0, 1439)?;
            in_range("report_proposed", venue.report.proposed, 0, 1440)?;
            in_range("report_days", venue.report.days, 1, 14)?;
            let notice = &venue.notice;
            in_range("lead_days", notice.lead_days, 0, 366)?;
            in_range("reason_days", notice.reason_days, 0, 366)?;
            for minutes in [
                notice.remind,
                notice.escalate,
                notice.urgent_remind,
                notice.urgent_escalate,
            ] {
                in_range("remind", minutes, 0, 7 * 1440)?;
            }
            in_range("fee_sign_days", venue.fee.sign_days, 0, 366)?;
            in_range("fee_pay_days", venue.fee.pay_days, 0, 366)?;
            in_range("fee_tax", venue.fee.tax, 0, 999)?;
            let report = ReportRule {
                to: line("report_to", &venue.report.to, LINE)?,
                ..venue.report.clone()
            };
            let parts = &venue.day_parts;
            in_range("default_minutes", parts.default_minutes, 5, 1440)?;
            for part in [
                parts.morning,
                parts.noon,
                parts.afternoon,
                parts.evening,
                parts.all_day,
            ] {
                if part.to <= part.from {
                    return Err(Refusal::Slot(
                        steward_domain::meeting::SlotFault::EndBeforeStart,
                    ));
                }
            }
            let venue = Venue {
                id: house.venue.id,
                name: named(&venue.name)?,
                issuer: named(&venue.issuer)?,
                report,
                incident: checked_rule(&venue.incident)?,
                ..venue
            };
            in_range("audit_days", venue.audit.days, LEAST_DAYS, MOST_DAYS)?;
            in_range("audit_again", venue.audit.again, 0, 1440)?;
            in_range("request_minutes", venue.hotline.request, 0, MOST_MINUTES)?;
            in_range("task_minutes", venue.hotline.task, 0, MOST_MINUTES)?;
            in_range("answer_minutes", venue.hotline.answer, 1, MOST_MINUTES)?;
            Ok(w.save(&venue)?)
        })
    }
}

fn check_template(template: &Template) -> Result<(), Refusal> {
    for (at, item) in template.items.iter().enumerate() {
        let key = line("key", &item.key, 40)?;
        if key.is_empty() || key != item.key || key.contains(['/', '.']) {
            return Err(Refusal::Unknown(item.key.clone()));
        }
        if template
            .items
            .iter()
            .take(at)
            .any(|other| other.key == item.key)
        {
            return Err(Refusal::Several {
                word: item.key.clone(),
                found: vec![item.key.clone(); 2],
            });
        }
        named(&item.text)?;
        if let Some(missing) = item
            .after
            .iter()
            .find(|after| !template.items.iter().any(|other| other.key == **after))
        {
            return Err(Refusal::Unknown(missing.clone()));
        }
        in_range("remind", item.remind, 0, 7 * 1440)?;
        in_range("escalate", item.escalate, 0, 7 * 1440)?;
        match item.due {
            Due::Start { minutes } | Due::End { minutes } => {
                in_range("due", minutes.unsigned_abs(), 0, 31 * 1440)?
            }
            Due::DaysBefore { days, minute } => {
                in_range("due", days, 1, 31)?;
                in_range("due", minute, 0, 1439)?;
            }
            Due::Every { minutes } => in_range("due", minutes, 5, 1440)?,
        }
    }
    for goods in &template.goods {
        named(&goods.item)?;
        in_range("per_hundred", goods.per_hundred, 0, 100_000)?;
        in_range("spare", goods.spare, 0, 100_000)?;
    }
    Ok(())
}
