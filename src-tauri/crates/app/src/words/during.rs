//! Words of incidents, calls and what is open, as papers and the terminal say
//! them.

use steward_domain::hotline::CallState;
use steward_domain::incident::{Gravity, IncidentState};
use steward_domain::meeting::FollowUp;
use steward_domain::names::{Language, Name};
use steward_domain::shift::ShiftSection;

use super::during_terms;
use super::terms::Term;
use crate::views::{Decision, NoticeOpen};

/// How grave an incident is.
#[must_use]
pub fn gravity(gravity: Gravity) -> Term {
    match gravity {
        Gravity::Minor => Term::new("一般", "minor"),
        Gravity::Serious => Term::new("较重", "serious"),
        Gravity::Grave => Term::new("严重", "grave"),
    }
}

/// How far an incident is.
#[must_use]
pub fn incident_state(state: IncidentState) -> Term {
    match state {
        IncidentState::ToReport => Term::new("待上报", "to be reported"),
        IncidentState::Open => Term::new("处置中", "open"),
        IncidentState::Closed => Term::new("已结束", "closed"),
    }
}

/// How far a call is.
#[must_use]
pub fn call_state(state: CallState) -> Term {
    match state {
        CallState::Open => Term::new("未处理", "open"),
        CallState::Handed => Term::new("已派出", "handed on"),
        CallState::Answered => Term::new("已答复", "answered"),
        CallState::Booked => Term::new("已订会", "booked"),
        CallState::Changed => Term::new("已改会", "changed"),
        CallState::Done => Term::new("已办结", "done"),
    }
}

/// A heading of a shift's sheet.
#[must_use]
pub fn shift_section(section: ShiftSection) -> Term {
    match section {
        ShiftSection::Incident => during_terms::IN_INCIDENTS,
        ShiftSection::Call => during_terms::IN_CALLS,
        ShiftSection::Late => during_terms::IN_LATE,
        ShiftSection::Patrol => during_terms::IN_PATROLS,
        ShiftSection::Meeting => during_terms::IN_MEETINGS,
        ShiftSection::Decision => during_terms::IN_DECISIONS,
    }
}

/// A word as a name in both languages.
#[must_use]
pub fn both(term: Term) -> Name {
    Name::new(term.say(Language::Zh), term.say(Language::En))
}

/// What a decision is about, in a few words; none for what a sheet says under
/// another heading.
#[must_use]
pub fn decision(decision: &Decision) -> Option<Name> {
    Some(match decision {
        Decision::Clash { clash } => Name::new(
            &format!("占用冲突：{}", clash.what.in_language(Language::Zh)),
            &format!("Clash over {}", clash.what.in_language(Language::En)),
        ),
        Decision::FollowUp { follow_up, .. } => both(self::follow_up(follow_up)),
        Decision::Notice { open, .. } => both(match open {
            NoticeOpen::NotIssued { .. } => Term::new("通知单待签发", "The notice is to be issued"),
            NoticeOpen::Owed { .. } => Term::new(
                "通知单待部门确认",
                "Departments have not confirmed the notice",
            ),
            NoticeOpen::Changed { .. } => {
                Term::new("有变更未签发", "Changes are not on the notice")
            }
            NoticeOpen::Apart { .. } => {
                Term::new("通知单两版并存", "Two notices were issued apart")
            }
        }),
        Decision::Approval { awaited } => both(super::approval(awaited.standing)),
        Decision::NotReady { late } => {
            let names: Vec<Name> = late
                .departments
                .iter()
                .map(|one| super::department(*one))
                .collect();
            let in_words = |language| {
                let names: Vec<&str> = names
                    .iter()
                    .map(|name| name.in_language(language))
                    .collect();
                names.join(super::comma(language))
            };
            Name::new(
                &format!("{}未报就绪", in_words(Language::Zh)),
                &format!("Not ready: {}", in_words(Language::En)),
            )
        }
        Decision::Posts { counts, .. } => Name::new(
            &format!("空岗 {} 个（共 {}）", counts.open, counts.posts),
            &format!("{} of {} posts open", counts.open, counts.posts),
        ),
        Decision::Report { .. } => {
            Name::new("预订报告待报委托方", "The report to the client is due")
        }
        Decision::Delivery { late } => Name::new(
            &format!("采购未到：{}", late.number),
            &format!("Not delivered: {}", late.number),
        ),
        Decision::Waiting { .. } => Name::new("候补的可以安排了", "Who waits can have a place"),
        Decision::Held { hold, .. } if hold.lapsed => Name::new(
            "暂留已过期，会场已放开",
            "The hold lapsed, the room is free",
        ),
        Decision::Held { .. } => Name::new("暂留将到期", "The hold ends soon"),
        Decision::Conflict { .. } => {
            Name::new("两处各自修改，待定夺", "Written apart, to be decided")
        }
        Decision::Incident { .. } | Decision::Call { .. } | Decision::Shift { .. } => return None,
    })
}

fn follow_up(follow_up: &FollowUp) -> Term {
    match follow_up {
        FollowUp::Approval => Term::new("待委托方批准", "The client must approve it"),
        FollowUp::NoRoom => Term::new("会场待定", "It has no room"),
        FollowUp::TooMany { .. } => Term::new("人数超过座位", "More people than seats"),
        FollowUp::ShortNotice { .. } => Term::new("临时预订", "Short notice"),
        FollowUp::OutsideOpening => Term::new("不在开放时间", "The room is closed then"),
        FollowUp::Incomplete { .. } => Term::new("预订信息不全", "The booking is incomplete"),
    }
}
