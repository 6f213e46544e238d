//! Which right each use case asks for.

use super::Asked;
use super::Asked::{Anybody, Nobody, One, Own};
use crate::right::Right as R;

/// Every use case that writes, by the name its commits bear.
pub const INTENTS: &[(&str, Asked)] = &[
    // Bookings.
    ("book", One(&[R::Book])),
    ("amend", One(&[R::Book])),
    ("level", One(&[R::Book])),
    ("open_meeting", Anybody),
    ("book_series", One(&[R::Book])),
    ("amend_series", One(&[R::Book])),
    ("cancel_series", One(&[R::Cancel])),
    ("move", One(&[R::Book])),
    ("state", One(&[R::Book, R::Cancel])),
    ("import", One(&[R::Import])),
    ("tolerate", One(&[R::Decide])),
    ("settle", One(&[R::Decide])),
    ("resolve", One(&[R::Decide])),
    // Duties and tasks.
    ("duty", One(&[R::Duty])),
    ("duty_change", One(&[R::Duty])),
    ("duty_off", One(&[R::Duty])),
    ("confirm", One(&[R::Confirm])),
    ("report_ready", One(&[R::Confirm])),
    ("look_at_ready", One(&[R::Check])),
    // The notice.
    ("requirement", One(&[R::Requirements])),
    ("propose_requirements", One(&[R::Requirements])),
    ("copy_requirements", One(&[R::Requirements])),
    ("plates_from_seats", One(&[R::Requirements])),
    ("issue_notice", One(&[R::IssueNotice])),
    ("withdraw_notice", One(&[R::IssueNotice])),
    ("acknowledge_notice", One(&[R::Confirm])),
    // The client.
    ("apply_for_approval", One(&[R::Approvals])),
    ("answer_application", One(&[R::Approvals])),
    ("make_client_report", One(&[R::Reports])),
    ("note_report_sent", One(&[R::Reports])),
    // After the meeting.
    ("search_room", One(&[R::AfterMeeting, R::Confirm])),
    ("hand_over", One(&[R::AfterMeeting, R::Confirm])),
    ("count_used", One(&[R::AfterMeeting, R::Confirm])),
    ("rate", One(&[R::AfterMeeting])),
    ("review", One(&[R::AfterMeeting])),
    ("waive", One(&[R::Waive])),
    ("lost_item", One(&[R::AfterMeeting, R::Confirm])),
    ("end_lost", One(&[R::AfterMeeting])),
    // Money and goods.
    ("write_fee", One(&[R::Fees])),
    ("step_fee", One(&[R::Fees])),
    ("price", One(&[R::Prices])),
    ("stock_item", One(&[R::Stock])),
    ("move_stock", One(&[R::Stock])),
    ("void_movement", One(&[R::Stock])),
    ("take_goods", One(&[R::Stock, R::Confirm])),
    ("return_goods", One(&[R::Stock, R::Confirm])),
    ("make_purchase", One(&[R::Buy])),
    ("send_purchase", One(&[R::Buy])),
    ("order_purchase", One(&[R::Buy])),
    ("deliver_purchase", One(&[R::Buy])),
    ("void_delivery", One(&[R::Buy])),
    ("cancel_purchase", One(&[R::Buy])),
    // Seats.
    ("seat_plan", One(&[R::Seats])),
    ("put_attendee", One(&[R::Seats])),
    ("change_attendee", One(&[R::Seats])),
    ("remove_attendee", One(&[R::Seats])),
    ("auto_seat", One(&[R::Seats])),
    ("list_people", One(&[R::Seats])),
    ("see_preferences", One(&[R::Preferences])),
    // While it lasts.
    ("add_incident", One(&[R::During])),
    ("step_incident", One(&[R::During])),
    ("grade_incident", One(&[R::During])),
    ("take_call", One(&[R::During])),
    ("step_call", One(&[R::During])),
    ("give_shift", One(&[R::During])),
    ("sign_shift", One(&[R::During])),
    ("walk_round", One(&[R::During, R::Confirm])),
    // The house.
    ("room", One(&[R::Rooms])),
    ("building", One(&[R::Rooms])),
    ("template", One(&[R::Rooms])),
    ("venue", One(&[R::Rooms])),
    ("requirement_kind", One(&[R::Kinds])),
    ("ready_list", One(&[R::Kinds])),
    ("patrol_route", One(&[R::Kinds])),
    ("import_holidays", One(&[R::Rooms, R::PlanRoster])),
    ("set_holiday", One(&[R::Rooms, R::PlanRoster])),
    // People.
    ("save_staff", One(&[R::ManageStaff])),
    ("retire_staff", One(&[R::ManageStaff])),
    ("import_staff", One(&[R::ManageStaff])),
    ("undo_staff_import", One(&[R::ManageStaff])),
    ("save_skill", One(&[R::ManageStaff])),
    ("staff_rules", One(&[R::ManageStaff])),
    ("save_leave", One(&[R::ManageStaff, R::PlanRoster])),
    ("withdraw_leave", One(&[R::ManageStaff, R::PlanRoster])),
    ("save_wish", One(&[R::ManageStaff, R::PlanRoster])),
    ("withdraw_wish", One(&[R::ManageStaff, R::PlanRoster])),
    // The roster.
    ("roster_setup", One(&[R::PlanRoster])),
    ("roster_cells", One(&[R::PlanRoster])),
    ("lay_rotation", One(&[R::PlanRoster])),
    ("fill_roster", One(&[R::PlanRoster])),
    ("publish_roster", One(&[R::PublishRoster])),
    ("acknowledge_roster", One(&[R::PlanRoster, R::Confirm])),
    ("call_off", One(&[R::PlanRoster, R::During])),
    ("comes_after_all", One(&[R::PlanRoster, R::During])),
    ("stand_in", One(&[R::PlanRoster])),
    ("ask_swap", One(&[R::PlanRoster, R::Confirm])),
    ("answer_swap", One(&[R::ApproveSwap])),
    ("enter_worked", One(&[R::PlanRoster])),
    // Posts.
    ("hall_plan", One(&[R::Rooms])),
    ("hall_picture", One(&[R::Rooms])),
    ("post_set", One(&[R::Rooms])),
    ("apply_post_set", One(&[R::AssignPosts])),
    ("add_post", One(&[R::AssignPosts])),
    ("change_post", One(&[R::AssignPosts])),
    ("move_post", One(&[R::AssignPosts])),
    ("remove_post", One(&[R::AssignPosts])),
    ("assign_post", One(&[R::AssignPosts])),
    ("fill_posts", One(&[R::AssignPosts])),
    ("confirm_post", One(&[R::AssignPosts, R::Confirm])),
    ("leave_post", One(&[R::AssignPosts, R::Confirm])),
    ("relieve_post", One(&[R::AssignPosts, R::Confirm])),
    ("withdraw_post_word", One(&[R::AssignPosts, R::Confirm])),
    // The audit.
    ("note_cut_log", Nobody),
    // Papers that are counted.
    ("issue_bulletin", One(&[R::Print])),
    ("issue_outage_pack", One(&[R::Print])),
    ("form", Anybody),
    ("brief", One(&[R::Figures])),
    // Stations.
    ("introduce", Nobody),
    ("let_in", Nobody),
    ("witness", Nobody),
    ("rename_station", One(&[R::Stations])),
    ("retire_station", One(&[R::Stations])),
    ("revoke_station", One(&[R::Stations])),
    ("replace_station", One(&[R::Stations])),
    // Founding, when nobody has an account.
    ("found", Nobody),
    ("sample", Nobody),
    // Accounts.
    ("first_account", Nobody),
    ("add_account", One(&[R::Accounts])),
    ("edit_account", One(&[R::Accounts])),
    ("block_account", One(&[R::Accounts])),
    ("reset_account", One(&[R::Accounts])),
    ("give_roles", One(&[R::Roles])),
    ("edit_role", One(&[R::Roles])),
    ("account_rules", One(&[R::Roles])),
    ("change_password", Own(&[R::Accounts])),
    ("set_pin", Own(&[R::Accounts])),
    ("new_recovery", Own(&[R::Accounts])),
    ("sign_in", Nobody),
    ("sign_out", Anybody),
    ("lock_out", Nobody),
];

/// What a use case asks for; of one that is not in the table, to have signed
/// in.
#[must_use]
pub fn of_intent(intent: &str) -> Asked {
    let found = INTENTS.iter().find(|(name, _)| *name == intent);
    found.map_or(Anybody, |(_, asked)| *asked)
}
