//! Badges 胸牌: ten to a page, to be cut.

use steward_documents::{self as documents, Badge, BadgeLevel, Badges};
use steward_domain::ids::StaffId;
use steward_domain::names::Language;
use steward_domain::secrecy::Level;
use steward_domain::staff::StaffMember;

use super::{Crew, count, place_of};
use crate::Desk;
use crate::bulletin::printed_language;
use crate::editions::Title;
use crate::forms::Letter;
use crate::views::{PaperInfo, Refusal};
use crate::words;
use crate::words::staff_terms as say;

impl Desk {
    /// Lays out badges of some people, of everybody who works here when none
    /// is named: name in characters and in Latin letters, number, department,
    /// position, what they are cleared for.
    ///
    /// # Errors
    /// [`Refusal::NameNeeded`] when there is nobody; [`Refusal::Document`].
    pub fn staff_badges(&self, who: &[StaffId], language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("staff_badges")?;
        let (badges, title) = self.house(|r, house| {
            let letter = self.letter(house, language);
            let today = self.today(house);
            let mut people = Crew::read(r)?.all;
            people.retain(|one| match who.is_empty() {
                true => !one.retired,
                false => who.contains(&one.id),
            });
            people.sort_by_cached_key(place_of);
            let badges = people.iter().map(|one| badge(&letter, one, today));
            let badges = Badges {
                title: letter.say(say::BADGES),
                venue: letter.name(&house.venue.name),
                made_at: house.venue.local(letter.now),
                language: printed_language(language),
                badges: badges.collect(),
            };
            let title = Title {
                kind: "form",
                intent: "form",
                date: today,
                number: format!("{}-{}", today.format("%m%d"), count(people.len())),
            };
            Ok((badges, title))
        })?;
        if badges.badges.is_empty() {
            return Err(Refusal::NameNeeded);
        }
        let paper = documents::badges(&badges, self.fonts()?)?;
        Ok(self.keep_copy(title, paper))
    }
}

fn badge(letter: &Letter<'_>, one: &StaffMember, today: chrono::NaiveDate) -> Badge {
    let department = one.departments.first();
    Badge {
        name: one.name.clone(),
        latin: one.in_latin(),
        number: one.number.clone(),
        department: department
            .map(|department| letter.name(&words::department(*department)))
            .unwrap_or_default(),
        position: one.position.clone(),
        level: match one.cleared(today) {
            Level::Public => BadgeLevel::Public,
            Level::Internal => BadgeLevel::Internal,
            Level::Confidential => BadgeLevel::Confidential,
        },
    }
}
