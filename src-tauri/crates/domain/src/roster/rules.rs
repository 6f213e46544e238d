//! What a roster keeps to (S-03, S-76): each rule hard, priced or off, with the
//! figure it goes by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::made_of;
use crate::ids::RosterRuleId;
use crate::record::Record;

/// A rule as it holds here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct RosterRule {
    /// Which; follows from what it is about.
    pub id: RosterRuleId,
    /// What it is about.
    pub about: RuleAbout,
    /// How it holds.
    pub force: Force,
    /// Its figure in the unit of what it is about; not used by some.
    #[serde(default)]
    pub figure: u32,
    /// What breaking it once costs, where it is priced.
    #[serde(default)]
    pub price: u32,
}

impl Record for RosterRule {
    const KIND: &'static str = "roster_rule";
    fn uuid(&self) -> Uuid {
        self.id.0
    }
}

/// What a rule is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum RuleAbout {
    /// Minutes between the end of a shift and the start of the next.
    Rest,
    /// Most days worked in a row.
    MostInRow,
    /// Fewest days worked in a row.
    FewestInRow,
    /// Fewest weekends of a month that are wholly free.
    WeekendsOff,
    /// Most minutes in a week, Monday to Sunday.
    WeekMinutes,
    /// Most minutes in a month.
    MonthMinutes,
    /// Fewest hours of a month, per cent of what the contract asks for.
    ContractHours,
    /// Most nights in a row.
    NightsInRow,
    /// Most nights in a month.
    NightsInMonth,
    /// What a post asks for, one can do.
    Skill,
    /// What a post asks for, one is cleared for (S-03).
    Clearance,
    /// Nobody is at two posts at once (S-76).
    TwoPosts,
    /// Minutes between posts in two buildings.
    Travel,
    /// Who is away does not work.
    Leave,
    /// Who can work at some hours only is asked at no others.
    Available,
    /// What somebody wished.
    Wish,
    /// More nights than the mean of the department and this.
    FairNights,
    /// More days of weekends than the mean of the department and this.
    FairWeekends,
    /// More holidays than the mean of the department and this.
    FairHolidays,
    /// Two who work together, or apart.
    Pair,
}

impl RuleAbout {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 20] = [
        Self::Rest,
        Self::MostInRow,
        Self::FewestInRow,
        Self::WeekendsOff,
        Self::WeekMinutes,
        Self::MonthMinutes,
        Self::ContractHours,
        Self::NightsInRow,
        Self::NightsInMonth,
        Self::Skill,
        Self::Clearance,
        Self::TwoPosts,
        Self::Travel,
        Self::Leave,
        Self::Available,
        Self::Wish,
        Self::FairNights,
        Self::FairWeekends,
        Self::FairHolidays,
        Self::Pair,
    ];

    /// Its name in the log. Never changed once released.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::MostInRow => "most_in_row",
            Self::FewestInRow => "fewest_in_row",
            Self::WeekendsOff => "weekends_off",
            Self::WeekMinutes => "week_minutes",
            Self::MonthMinutes => "month_minutes",
            Self::ContractHours => "contract_hours",
            Self::NightsInRow => "nights_in_row",
            Self::NightsInMonth => "nights_in_month",
            Self::Skill => "skill",
            Self::Clearance => "clearance",
            Self::TwoPosts => "two_posts",
            Self::Travel => "travel",
            Self::Leave => "leave",
            Self::Available => "available",
            Self::Wish => "wish",
            Self::FairNights => "fair_nights",
            Self::FairWeekends => "fair_weekends",
            Self::FairHolidays => "fair_holidays",
            Self::Pair => "pair",
        }
    }

    /// Whether it goes by a figure, and whether that is minutes.
    #[must_use]
    pub const fn figure(self) -> Option<bool> {
        match self {
            Self::Rest | Self::WeekMinutes | Self::MonthMinutes | Self::Travel => Some(true),
            Self::Skill
            | Self::Clearance
            | Self::TwoPosts
            | Self::Leave
            | Self::Available
            | Self::Wish
            | Self::Pair => None,
            _ => Some(false),
        }
    }

    /// The id of the rule about it.
    #[must_use]
    pub fn id(self) -> RosterRuleId {
        RosterRuleId(made_of("steward roster rule 1", &[self.code().as_bytes()]))
    }
}

/// How a rule holds.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// It must not be broken.
    Hard,
    /// Breaking it has a price.
    Priced,
    /// It is not looked at.
    Off,
}

/// Every rule by what it is about; what was never edited is the standard's.
#[derive(Clone, Debug)]
pub struct Rules(BTreeMap<RuleAbout, RosterRule>);

impl Rules {
    /// The standard's, with what was edited over it.
    #[must_use]
    pub fn new(edited: impl IntoIterator<Item = RosterRule>) -> Self {
        let standard = super::standard::rules();
        let all = standard.into_iter().chain(edited);
        Self(all.map(|rule| (rule.about, rule)).collect())
    }

    /// The rule about something, unless it is off.
    #[must_use]
    pub fn of(&self, about: RuleAbout) -> Option<&RosterRule> {
        self.0.get(&about).filter(|rule| rule.force != Force::Off)
    }

    /// All, in the order of lists.
    #[must_use]
    pub fn all(&self) -> Vec<RosterRule> {
        self.0.values().cloned().collect()
    }
}
