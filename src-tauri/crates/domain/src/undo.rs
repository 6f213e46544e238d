//! Undoing 撤销: what an act wrote is set back by a new act, and the log keeps
//! both. What can no longer be taken back says why.
//!
//! Fields go back to what they were before. A record that the act made ends the
//! way its kind ends, or is [`GONE`]. What was said is taken back by saying so
//! ([`WITHDRAWN`]), as far as its kind allows. That an act was undone, or done
//! again, is itself said ([`UNDONE`]); the last word in the log counts.

mod beneath;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::ids::StationId;
use crate::log::{Chain, Dot};
pub use beneath::is_of_the_standard;

/// Fact about a record: something that was said of it is taken back, or stands
/// again; the body is [`Withdrawn`].
pub const WITHDRAWN: &str = "withdrawn";

/// Fact about a station: an act of it was undone, or done again; the body is
/// [`Undone`].
pub const UNDONE: &str = "undone";

/// Field of any record: it was made by an act that was undone, and is shown
/// nowhere. No record has a field of that name itself.
pub const GONE: &str = "~gone";

/// The use case that undoes an act.
pub const UNDO: &str = "undo";

/// The use case that does again what was undone.
pub const REDO: &str = "redo";

/// The reason of a meeting that is cancelled since its booking was undone.
/// Clients have words for it.
pub const BOOKED_IN_ERROR: &str = "undone";

/// Something that was said is taken back, or stands again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Which fact.
    pub fact: Uuid,
    /// Its kind: whoever takes it back needs the right to say it.
    pub kind: String,
    /// Taken back; else it stands again.
    pub gone: bool,
}

/// An act was undone, or done again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Whose act.
    pub station: StationId,
    /// In which epoch.
    pub epoch: u32,
    /// Its place there.
    pub seq: u64,
    /// Which use case it was.
    pub intent: String,
    /// Undone; else done again.
    pub gone: bool,
}

impl Undone {
    /// That an act was undone, or done again.
    #[must_use]
    pub fn of(act: Dot, intent: &str, gone: bool) -> Self {
        Self {
            station: act.chain.station,
            epoch: act.chain.epoch,
            seq: act.seq,
            intent: intent.to_owned(),
            gone,
        }
    }

    /// The act.
    #[must_use]
    pub fn act(&self) -> Dot {
        let chain = Chain {
            station: self.station,
            epoch: self.epoch,
        };
        Dot {
            chain,
            seq: self.seq,
        }
    }
}

/// Why something cannot be undone.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum NoUndo {
    /// There is nothing to undo.
    Nothing,
    /// There is nothing to do again.
    NothingAgain,
    /// It was undone already.
    Already,
    /// It was not undone.
    NotUndone,
    /// A paper was given out, or others were told: a new one says otherwise.
    GivenOut,
    /// Money: a step of an account is never taken out, a further one corrects it.
    Money,
    /// Somebody signed it.
    Signed,
    /// That somebody saw, printed or took away something stays written.
    Trace,
    /// Accounts and signing in.
    Accounts,
    /// Stations and their keys.
    Stations,
    /// The venue's founding.
    Founding,
    /// An entry of a numbered register: it is closed or corrected there.
    Numbered,
    /// Somebody changed it since.
    Changed,
    /// What was made is in use.
    InUse,
    /// Something was said since that builds on it.
    BuiltOn,
    /// It is of a newer version of the programme.
    Newer,
}

/// Why no act of a use case can be undone, if so.
#[must_use]
pub fn bars_act(intent: &str) -> Option<NoUndo> {
    Some(match intent {
        "issue_notice" | "withdraw_notice" | "issue_bulletin" | "issue_outage_pack" | "form"
        | "brief" | "make_client_report" | "note_report_sent" | "apply_for_approval"
        | "send_purchase" | "order_purchase" | "publish_roster" => NoUndo::GivenOut,
        "write_fee" | "step_fee" => NoUndo::Money,
        "give_shift" | "sign_shift" | "hand_over" => NoUndo::Signed,
        _ if is_trace(intent) => NoUndo::Trace,
        "first_account" | "add_account" | "edit_account" | "block_account" | "reset_account"
        | "give_roles" | "edit_role" | "account_rules" | "change_password" | "set_pin"
        | "new_recovery" => NoUndo::Accounts,
        "restore_store" | "rename_station" | "retire_station" | "revoke_station"
        | "replace_station" => NoUndo::Stations,
        "found" | "sample" => NoUndo::Founding,
        _ => return None,
    })
}

/// Whether a use case only leaves a trace: nobody means it by "what I did last".
#[must_use]
pub fn is_trace(intent: &str) -> bool {
    matches!(
        intent,
        "open_meeting"
            | "print"
            | "export"
            | "see_preferences"
            | "note_cut_log"
            | "sign_in"
            | "sign_out"
            | "lock_out"
            | "introduce"
            | "let_in"
            | "witness"
    )
}

/// Why what was said cannot be taken back, by the kind of fact; `None` where it
/// can.
#[must_use]
pub fn bars_fact(kind: &str) -> Option<NoUndo> {
    Some(match kind {
        // A task ticked, a department's word, a decision, what was counted.
        "confirmed"
        | "ready_reported"
        | "ready_looked"
        | "notice_acknowledged"
        | "tolerated"
        | "resolved"
        | "approval_answered"
        | "searched"
        | "used_up"
        | "rated"
        | "reviewed"
        | "waived"
        | "goods_taken"
        | "goods_returned"
        | "stock_moved"
        | "stock_voided"
        | "purchase_delivered"
        | "purchase_undelivered"
        | "purchase_cancelled"
        | "people_listed"
        | "incident_step"
        | "call_step"
        | "patrol_round"
        | "staff_listed"
        | "staff_unlisted"
        | "roster_acknowledged"
        | "roster_called_off"
        | "roster_comes"
        | "roster_stood_in"
        | "roster_worked"
        | "roster_swap_asked"
        | "roster_swap_answered"
        | "posts_set"
        | "post_removed"
        | "on_post"
        | "left_post"
        | "post_relieved"
        | "on_post_withdrawn"
        | "person_seated"
        | "list_taken_in"
        | "list_taken_back"
        | "template_saved"
        | "rules_saved"
        | "template_taken"
        | "template_taken_back" => return None,
        "notice_issued" | "approval_applied" | "client_report_made" | "client_report_sent"
        | "purchase_sent" | "purchase_ordered" | "roster_published" | "bulletin"
        | "outage_pack" | "brief" | "form" => NoUndo::GivenOut,
        "fee_written" | "fee_step" => NoUndo::Money,
        "handed_over" | "shift_signed" => NoUndo::Signed,
        "opened" | "printed" | "exported" | "preferences_seen" | "refusals_noted" => NoUndo::Trace,
        "signed_in" | "signed_out" | "locked_out" | "account_renewed" => NoUndo::Accounts,
        "station_key" | "witnessed" | "log_cut" => NoUndo::Stations,
        _ => NoUndo::Newer,
    })
}

/// Whether a kind of fact only says that somebody looked, or undid: it makes
/// no use of the record it is about.
#[must_use]
pub fn is_aside(kind: &str) -> bool {
    matches!(
        kind,
        WITHDRAWN | UNDONE | "opened" | "printed" | "exported" | "preferences_seen"
    )
}

/// Kinds of facts that build on one another, with the key of the body that says
/// whose: who takes one back looks whether another was said since.
const CHAINS: &[(&[&str], &str)] = &[
    (&["ready_reported", "ready_looked"], "department"),
    (&["approval_applied", "approval_answered"], ""),
    (&["incident_step"], ""),
    (&["call_step"], ""),
    (&["goods_taken", "goods_returned"], ""),
    (
        &[
            "purchase_sent",
            "purchase_ordered",
            "purchase_delivered",
            "purchase_undelivered",
            "purchase_cancelled",
        ],
        "",
    ),
    (
        &[
            "on_post",
            "left_post",
            "post_relieved",
            "on_post_withdrawn",
            "post_removed",
        ],
        "post",
    ),
    (&["staff_listed", "staff_unlisted"], ""),
    (&["notice_acknowledged", "notice_issued"], "department"),
];

/// Whether something said later builds on something said before, both of the
/// same record: it names it, or is of one chain with it.
#[must_use]
pub fn builds_on(later: (&str, &Value), before: (&str, &Value)) -> bool {
    let id = before.1.get("id").and_then(Value::as_str);
    let names = id.is_some_and(|id| says(later.1, id));
    names
        || CHAINS.iter().any(|(kinds, key)| {
            let both = kinds.contains(&later.0) && kinds.contains(&before.0);
            let apart = match (later.1.get(key), before.1.get(key)) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            };
            both && !apart
        })
}

fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::String(there) => there == text,
        Value::Array(list) => list.iter().any(|one| says(one, text)),
        Value::Object(map) => map.values().any(|one| says(one, text)),
        _ => false,
    }
}

/// How a record ends whose making is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// It is cancelled, with its number: a meeting.
    Cancelled,
    /// Somebody is taken off a duty.
    TakenOff,
    /// It is no longer offered: a room, a person, a kind of shift.
    Retired,
    /// It is gone, since nothing refers to it.
    Gone,
    /// It cannot be unmade.
    Never(NoUndo),
}

/// How the making of a record of a kind is undone.
#[must_use]
pub fn unmade(kind: &str) -> Unmade {
    match kind {
        "meeting" => Unmade::Cancelled,
        "duty" => Unmade::TakenOff,
        "room" => Unmade::Retired,
        // Their numbers are known to others, and never given twice.
        "incident" | "hotline_call" | "lost_item" | "purchase" | "shift_sheet" => {
            Unmade::Never(NoUndo::Numbered)
        }
        _ => match bars_record(kind) {
            Some(why) => Unmade::Never(why),
            None => Unmade::Gone,
        },
    }
}

/// Why nothing of a kind of record is ever set back, if so.
#[must_use]
pub fn bars_record(kind: &str) -> Option<NoUndo> {
    match kind {
        "account" | "role" | "account_rules" => Some(NoUndo::Accounts),
        "station" => Some(NoUndo::Stations),
        _ => None,
    }
}

/// The facts about a record that no longer stand; each with its kind and body,
/// in the order of the log. What may not be taken back stands whatever is said.
pub fn taken_back<'a>(
    said: impl Iterator<Item = (Uuid, &'a str, &'a Value)> + Clone,
) -> BTreeSet<Uuid> {
    let mut gone = BTreeSet::new();
    for (_, _, body) in said.clone().filter(|(_, kind, _)| *kind == WITHDRAWN) {
        let Ok(word) = serde_json::from_value::<Withdrawn>(body.clone()) else {
            continue;
        };
        let is_so = bars_fact(&word.kind).is_none()
            && said
                .clone()
                .any(|(id, kind, _)| id == word.fact && kind == word.kind);
        match (is_so, word.gone) {
            (true, true) => gone.insert(word.fact),
            (true, false) => gone.remove(&word.fact),
            (false, _) => false,
        };
    }
    gone
}

#[cfg(test)]
mod tests;
