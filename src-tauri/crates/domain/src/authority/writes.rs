//! Which right each write to the log asks for.

use serde_json::Value;
use uuid::Uuid;

use super::Asked;
use super::Asked::{Anybody, Nobody, One, Own};
use crate::account::{Account, AccountRules};
use crate::meeting::State;
use crate::record::Record as _;
use crate::right::Right as R;
use crate::role::Role;
use crate::secrecy::Level;
use crate::staff::StaffMember;
use crate::station::{Station, StationState};

/// What writing a field of a record asks for; `at` is the station that wrote
/// it.
#[must_use]
pub fn of_put(kind: &str, id: Uuid, field: &str, value: &Value, at: Uuid) -> Asked {
    let says = |name: &str, code: &str| value.get(name).and_then(Value::as_str) == Some(code);
    match (kind, field) {
        // A list that is taken back calls off what it brought.
        ("meeting", "standing") if is_cancelled(value) => One(&[R::Cancel, R::Decide, R::Import]),
        // Confirming the last task closes a meeting, an approval confirms it.
        ("meeting", "standing") => One(&[R::Book, R::Confirm, R::Approvals, R::Decide, R::Import]),
        // Who edits a template may have planned meetings take it.
        ("meeting", "template") => One(&[R::Book, R::Decide, R::Import, R::Rooms]),
        ("meeting", _) => One(&[R::Book, R::Decide, R::Import]),
        // Who is put at a post is on duty there.
        ("duty", _) => One(&[R::Duty, R::Decide, R::AssignPosts]),
        ("requirement", _) => One(&[R::Requirements]),
        ("attendee" | "seat_plan", _) => One(&[R::Seats, R::Preferences]),
        ("lost_item", _) => One(&[R::AfterMeeting, R::Confirm]),
        ("price", _) => One(&[R::Prices]),
        ("stock_item", _) => One(&[R::Stock]),
        ("purchase", _) => One(&[R::Buy]),
        ("incident" | "hotline_call" | "shift_sheet", _) => One(&[R::During]),
        ("room" | "building" | "template" | "venue", _) => One(&[R::Rooms]),
        ("requirement_kind" | "ready_list" | "patrol_route", _) => One(&[R::Kinds]),
        // What somebody may know is for those to say who say who may what.
        (StaffMember::KIND, "clearance") if says("level", Level::Confidential.code()) => {
            One(&[R::Roles])
        }
        (StaffMember::KIND | "skill", _) => One(&[R::ManageStaff]),
        ("series", _) => One(&[R::Book]),
        ("holiday_year", _) => One(&[R::Rooms, R::PlanRoster]),
        ("staff_rules", _) => One(&[R::ManageStaff]),
        // A swap that is approved changes cells, and so does a list of shifts.
        ("roster_cell", _) => One(&[R::PlanRoster, R::ApproveSwap, R::ManageStaff]),
        (
            "roster_need" | "roster_pair" | "roster_rule" | "rotation" | "shift_kind"
            | "fixed_post",
            _,
        ) => One(&[R::PlanRoster]),
        ("hall_plan" | "post_set", _) => One(&[R::Rooms]),
        ("post", _) => One(&[R::AssignPosts]),
        ("leave" | "wish", _) => One(&[R::ManageStaff, R::PlanRoster]),
        (Station::KIND, "state") if is_out(value) && id != at => One(&[R::Stations]),
        // A new account has no role, and knows what everybody knows.
        (Account::KIND, "roles") if value.as_array().is_some_and(Vec::is_empty) => {
            One(&[R::Roles, R::Accounts])
        }
        (Account::KIND, "clearance") if value.as_str() == Some(Level::Internal.code()) => {
            One(&[R::Roles, R::Accounts])
        }
        (Account::KIND, "roles" | "clearance") => One(&[R::Roles]),
        (Account::KIND, "password" | "pin" | "recovery" | "renew") => Own(&[R::Accounts]),
        (Account::KIND, _) => One(&[R::Accounts]),
        (Role::KIND | AccountRules::KIND, _) => One(&[R::Roles]),
        // Stations, and what is of a newer version.
        _ => Nobody,
    }
}

fn is_cancelled(standing: &Value) -> bool {
    let state = standing.get("state").cloned().unwrap_or_default();
    serde_json::from_value(state).is_ok_and(|state: State| state == State::Cancelled)
}

fn is_out(state: &Value) -> bool {
    serde_json::from_value(state.clone()).is_ok_and(|state: StationState| {
        matches!(state, StationState::Retired | StationState::Revoked)
    })
}

/// What saying something asks for, by the kind of fact.
#[must_use]
pub fn of_fact(kind: &str) -> Asked {
    match kind {
        "confirmed" | "ready_reported" | "notice_acknowledged" => One(&[R::Confirm]),
        "ready_looked" => One(&[R::Check]),
        super::REFUSALS_NOTED => One(&[R::Decide, R::Stations, R::Accounts, R::Roles]),
        "tolerated" | "resolved" => One(&[R::Decide]),
        "notice_issued" => One(&[R::IssueNotice]),
        "approval_applied" | "approval_answered" => One(&[R::Approvals]),
        "client_report_made" | "client_report_sent" => One(&[R::Reports]),
        "searched" | "handed_over" | "used_up" => One(&[R::AfterMeeting, R::Confirm]),
        "rated" | "reviewed" => One(&[R::AfterMeeting]),
        "waived" => One(&[R::Waive]),
        "fee_written" | "fee_step" => One(&[R::Fees]),
        // What was bought is taken into stock, what is set out is taken from it.
        "stock_moved" | "stock_voided" => One(&[R::Stock, R::Buy, R::Confirm]),
        "goods_taken" | "goods_returned" => One(&[R::Stock, R::Confirm]),
        "purchase_sent"
        | "purchase_ordered"
        | "purchase_delivered"
        | "purchase_undelivered"
        | "purchase_cancelled" => One(&[R::Buy]),
        "people_listed" | "person_seated" => One(&[R::Seats]),
        "preferences_seen" => One(&[R::Preferences]),
        "incident_step" | "call_step" | "shift_signed" => One(&[R::During]),
        "patrol_round" => One(&[R::During, R::Confirm]),
        "list_taken_in" | "list_taken_back" => One(&[R::Import, R::Rooms, R::Stock]),
        "staff_listed" | "staff_unlisted" => One(&[R::ManageStaff]),
        "roster_published" => One(&[R::PublishRoster]),
        "roster_acknowledged" | "roster_swap_asked" => One(&[R::PlanRoster, R::Confirm]),
        "roster_called_off" | "roster_comes" => One(&[R::PlanRoster, R::During]),
        "roster_stood_in" | "roster_worked" => One(&[R::PlanRoster]),
        "roster_swap_answered" => One(&[R::ApproveSwap]),
        "posts_set" | "post_removed" => One(&[R::AssignPosts]),
        "on_post" | "left_post" | "post_relieved" | "on_post_withdrawn" => {
            One(&[R::AssignPosts, R::Confirm])
        }
        // That somebody looked or printed is said of whoever did.
        "opened" | "printed" | "exported" => Anybody,
        "template_saved" | "template_taken" | "template_taken_back" | "rules_saved" => {
            One(&[R::Rooms])
        }
        "bulletin" | "outage_pack" => One(&[R::Print]),
        "brief" => One(&[R::Figures]),
        "form" => Anybody,
        // What is undone asks for what doing it does: each write by itself.
        "undone" => Anybody,
        // Taken back: by the kind of what was said. Signing in, keys of
        // stations, and what is of a newer version.
        _ => Nobody,
    }
}
