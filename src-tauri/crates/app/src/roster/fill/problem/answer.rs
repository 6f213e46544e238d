//! The engine's answer as cells, and what it could not meet in words.

use std::collections::BTreeMap;

use steward_domain::roster::CellWork;
use steward_domain::roster::check::Cells;
use steward_domain::roster::rules::RuleAbout;
use steward_roster::{Help, Outcome, Reason, Roster, Rule};

use crate::views::FillUnmet;

use super::Asked;

impl Asked {
    /// What a roster of the engine puts in the cells that it may fill.
    pub(in crate::roster::fill) fn cells(&self, roster: &Roster) -> Cells {
        let mut found = Cells::new();
        for (nth, staff) in self.people.iter().enumerate() {
            for (at, day) in self.days.iter().enumerate() {
                if self.kept.contains(&(*staff, *day)) {
                    continue;
                }
                let work = match roster.get(nth, at) {
                    Some(shift) => self.works.get(shift).cloned().unwrap_or_default(),
                    None => CellWork::Off,
                };
                found.insert((*staff, *day), work);
            }
        }
        found
    }

    /// What it does not meet, with why and what would help.
    pub(in crate::roster::fill) fn unmet(&self, outcome: &Outcome) -> Vec<FillUnmet> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut found = Vec::new();
        for one in &outcome.unmet {
            let Some(about) = self.lines.get(one.demand) else {
                continue;
            };
            let mut reasons: BTreeMap<String, u32> = BTreeMap::new();
            for (reason, n) in &one.reasons {
                *reasons.entry(reason_code(*reason).to_owned()).or_default() += count(*n);
            }
            let mut helps: BTreeMap<String, u32> = BTreeMap::new();
            for help in &one.helps {
                let (code, n) = help_code(*help);
                *helps.entry(code.to_owned()).or_default() += count(n);
            }
            found.push(FillUnmet {
                day: about.day,
                from: about.from,
                to: about.to,
                department: about.group.0,
                skill: about.skill.clone(),
                there: one.there,
                wanted: one.wanted,
                reasons,
                helps,
            });
        }
        found.sort_by_key(|one| (one.day, one.from, one.department));
        found
    }
}

fn reason_code(reason: Reason) -> &'static str {
    match reason {
        Reason::NotOfGroup => "not_of_group",
        Reason::NotThisKind => "not_this_kind",
        Reason::Away => "away",
        Reason::Pinned => "pinned",
        Reason::Elsewhere => "elsewhere",
        Reason::Dearer => "dearer",
        Reason::Rule(rule) => rule_code(rule),
    }
}

fn help_code(help: Help) -> (&'static str, usize) {
    match help {
        Help::LetGo(rule, n) => (rule_code(rule), n),
        Help::Train(n) => ("train", n),
        Help::CallIn(n) => ("call_in", n),
        Help::Unpin(n) => ("unpin", n),
    }
}

/// A rule of the engine by the name it has here.
fn rule_code(rule: Rule) -> &'static str {
    match rule {
        Rule::Away => "away",
        Rule::Rest | Rule::OffLeast | Rule::OffAfterNights => RuleAbout::Rest.code(),
        Rule::RunMost => RuleAbout::MostInRow.code(),
        Rule::RunLeast => RuleAbout::FewestInRow.code(),
        Rule::NightsInRow => RuleAbout::NightsInRow.code(),
        Rule::Weekends => RuleAbout::WeekendsOff.code(),
        Rule::Nights => RuleAbout::NightsInMonth.code(),
        Rule::MinutesMost => RuleAbout::MonthMinutes.code(),
        Rule::MinutesLeast => RuleAbout::ContractHours.code(),
        Rule::WeekMost | Rule::WeekLeast => RuleAbout::WeekMinutes.code(),
        Rule::MostOf => "not_this_kind",
        Rule::Pair => RuleAbout::Pair.code(),
        Rule::Pin => "pinned",
    }
}
