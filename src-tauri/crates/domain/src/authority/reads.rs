//! Which right each read asks for: what somebody may see, lay out as a paper,
//! or take out as a file, and what a station does that is not written to the
//! log. What a meeting says is hidden besides from who may not know it (S-03).

use super::Asked;
use super::Asked::{Anybody, Nobody, One};
use crate::right::Right as R;

/// Who puts people to work, and so has to reach them.
const LEADS: Asked = One(&[
    R::ManageStaff,
    R::PlanRoster,
    R::AssignPosts,
    R::Duty,
    R::During,
]);
/// Those, and who says which account is whose.
const REGISTER: Asked = One(&[
    R::ManageStaff,
    R::PlanRoster,
    R::AssignPosts,
    R::Duty,
    R::During,
    R::Accounts,
    R::Roles,
]);
/// Who works at meetings, and who prints for them.
const WORKS: &[R] = &[R::Confirm, R::Print];
/// Who is at the desk while meetings run, and who looks at what came of it.
const DESK: Asked = One(&[R::During, R::Check, R::Figures]);

/// Every read by the name of its use case, with what it asks for. `Nobody` is
/// a read that is open to whoever stands before the screen: it is needed
/// before somebody signs in, or says what a door sign says to them.
pub const READS: &[(&str, Asked)] = &[
    // The day, as it hangs on the wall: words that are not for everybody are
    // hidden, the rest is where one has to be and when.
    ("board", Nobody),
    ("board_at", Nobody),
    ("board_at_typed", Nobody),
    ("period", Nobody),
    ("meeting", Nobody),
    ("search", Nobody),
    ("next_up", Nobody),
    ("due_between", Nobody),
    ("reminders", Nobody),
    ("sheets", Nobody),
    ("sheet", Nobody),
    ("duties", Nobody),
    ("known_holders", Nobody),
    ("draft_of", Nobody),
    ("check", Nobody),
    ("quick", Nobody),
    ("series", Nobody),
    ("series_preview", Nobody),
    ("amend_series_preview", Nobody),
    ("holidays", Nobody),
    // What waits: whoever sees it may call the one who may settle it.
    ("inbox", Nobody),
    ("clashes", Nobody),
    ("remedies", Nobody),
    ("waiting", Nobody),
    ("keeping", Nobody),
    ("suggestions", Nobody),
    (
        "refused_writes",
        One(&[R::Decide, R::Stations, R::Accounts, R::Roles, R::Audit]),
    ),
    // What is asked of those who work, and whether it is done.
    ("notice", Nobody),
    ("notices_awaited", Nobody),
    ("ready", Nobody),
    ("ready_lists", Nobody),
    ("not_ready", Nobody),
    ("approval", Nobody),
    ("approvals_awaited", Nobody),
    ("after", Nobody),
    ("not_settled", Nobody),
    ("requirement_kinds", Nobody),
    ("meeting_goods", Nobody),
    // What is open at the desk, as figures beside the screens' names, and what
    // happens at a meeting, on its page.
    ("during", Nobody),
    ("duty_open", Nobody),
    ("patrols", Nobody),
    ("patrol_routes", Nobody),
    // The house.
    ("rooms", Nobody),
    ("buildings", Nobody),
    ("templates", Nobody),
    ("venue", Nobody),
    ("hall_plan", Nobody),
    ("hall_picture", Nobody),
    ("post_sets", Nobody),
    ("post_skills", Nobody),
    ("skills", Nobody),
    // Who stands where and who is on: everybody has to know.
    ("posts", Nobody),
    ("roster", Nobody),
    ("roster_day", Nobody),
    ("roster_versions", Nobody),
    ("roster_version_changes", Nobody),
    ("roster_setup", Nobody),
    // Names that were typed are looked up; what is found is asked for itself.
    ("find_meeting", Nobody),
    ("find_task", Nobody),
    ("find_line", Nobody),
    ("find_duty", Nobody),
    ("find_purchase", Nobody),
    ("find_client_report", Nobody),
    ("find_call", Nobody),
    ("find_incident", Nobody),
    ("find_lost", Nobody),
    ("find_route", Nobody),
    ("find_post", Nobody),
    ("find_worker", Nobody),
    ("find_fixed_post", Nobody),
    ("find_attendee", Nobody),
    ("find_shift", Nobody),
    ("find_staff", Nobody),
    ("find_skill", Nobody),
    ("find_station", Nobody),
    ("find_stock_item", Nobody),
    // The desk while meetings run: who called, from which number.
    ("calls", DESK),
    ("hotline_call", DESK),
    ("incidents", DESK),
    ("incident", DESK),
    ("shift", DESK),
    ("shift_sheet", DESK),
    ("shift_paper", One(&[R::During, R::Print])),
    ("lost_items", One(&[R::AfterMeeting, R::Confirm, R::During])),
    // People: their telephones, leave, hours.
    ("staff", REGISTER),
    ("staff_member", REGISTER),
    ("free_people", LEADS),
    ("stand_ins", One(&[R::PlanRoster, R::During])),
    ("absences", One(&[R::PlanRoster, R::During])),
    ("leaves", One(&[R::ManageStaff, R::PlanRoster])),
    ("staff_imports", One(&[R::ManageStaff])),
    ("staff_import_preview", One(&[R::ManageStaff])),
    ("staff_badges", One(&[R::ManageStaff, R::Print])),
    ("staff_workbook", One(&[R::ManageStaff, R::Export])),
    (
        "staff_roster_workbook",
        One(&[R::ManageStaff, R::PlanRoster, R::Export]),
    ),
    // The roster beyond who is on.
    ("swaps", One(&[R::PlanRoster, R::ApproveSwap, R::Confirm])),
    ("roster_changes", One(&[R::PlanRoster, R::PublishRoster])),
    ("roster_hours", One(&[R::PlanRoster, R::ManageStaff])),
    ("start_fill", One(&[R::PlanRoster])),
    ("resume_fill", One(&[R::PlanRoster])),
    ("stop_fill", One(&[R::PlanRoster])),
    ("discard_fill", One(&[R::PlanRoster])),
    ("fill_progress", One(&[R::PlanRoster])),
    ("fill_and_wait", One(&[R::PlanRoster])),
    ("roster_paper", One(&[R::PlanRoster, R::Print])),
    ("hours_paper", One(&[R::PlanRoster, R::ManageStaff])),
    ("roster_workbook", One(&[R::PlanRoster, R::Export])),
    ("hours_workbook", One(&[R::PlanRoster, R::ManageStaff])),
    // Guests: who they are and where they sit. What they prefer is said of
    // whoever looks, as an act.
    ("seats", One(&[R::Seats, R::Confirm, R::Print])),
    ("people_preview", One(&[R::Seats])),
    ("seat_preferences", One(&[R::Preferences])),
    ("seat_map", One(&[R::Seats, R::Confirm, R::Print])),
    ("name_plates", One(&[R::Seats, R::Confirm, R::Print])),
    ("pouring_sheet", One(&[R::Seats, R::Confirm, R::Print])),
    // Money and goods.
    ("fee", One(&[R::Fees])),
    ("fees_open", One(&[R::Fees])),
    ("fee_paper", One(&[R::Fees])),
    ("prices", One(&[R::Prices, R::Fees])),
    ("stock", One(&[R::Stock, R::Buy, R::Confirm])),
    ("stock_history", One(&[R::Stock, R::Buy, R::Confirm])),
    ("pick_list", One(&[R::Stock, R::Buy, R::Confirm])),
    ("pick_list_paper", One(&[R::Stock, R::Confirm, R::Print])),
    ("pick_list_workbook", One(&[R::Stock, R::Export])),
    ("buying", One(&[R::Buy, R::Stock, R::Fees])),
    ("purchase", One(&[R::Buy, R::Stock, R::Fees])),
    ("purchase_paper", One(&[R::Buy, R::Print])),
    // The client.
    (
        "client_report",
        One(&[R::Reports, R::Approvals, R::Figures]),
    ),
    ("client_report_paper", One(&[R::Reports, R::Print])),
    ("client_report_workbook", One(&[R::Reports, R::Export])),
    ("client_report_text", One(&[R::Reports])),
    ("application_paper", One(&[R::Approvals, R::Print])),
    // Papers of a meeting and of a day.
    (
        "notice_paper",
        One(&[R::IssueNotice, R::Requirements, R::Confirm, R::Print]),
    ),
    ("record_sheet", One(WORKS)),
    (
        "hand_over_slip",
        One(&[R::AfterMeeting, R::Confirm, R::Print]),
    ),
    ("lost_slip", One(&[R::AfterMeeting, R::Confirm, R::Print])),
    ("post_map", One(&[R::AssignPosts, R::Confirm, R::Print])),
    ("post_list", One(&[R::AssignPosts, R::Confirm, R::Print])),
    ("post_list_workbook", One(&[R::AssignPosts, R::Export])),
    ("bulletin", One(&[R::Print])),
    ("bulletin_source", One(&[R::Print])),
    ("outage_pack", One(&[R::Print])),
    // A paper is laid out for who is at the desk and forgotten when they go.
    ("paper_page", Nobody),
    ("paper_save", Nobody),
    ("paper_print", Nobody),
    ("printers", Nobody),
    // Figures, and what was seen and done.
    ("figures", One(&[R::Figures])),
    ("brief_paper", One(&[R::Figures])),
    ("brief_workbook", One(&[R::Figures])),
    ("brief_text", One(&[R::Figures])),
    ("audit", One(&[R::Audit])),
    ("audit_export", One(&[R::Audit])),
    // Whether a file is what was exported: it may be looked at anywhere.
    ("audit_verify", Nobody),
    // Files in and out.
    ("import_preview", One(&[R::Import])),
    ("export_ics", One(&[R::Export])),
    ("ics", One(&[R::Export])),
    ("bundle_export", One(&[R::Maintain, R::Stations])),
    // What comes in a bundle is signed by its stations and judged as what comes
    // over the network is.
    ("bundle_inspect", Nobody),
    ("bundle_import", Nobody),
    // What can be done with a meeting, and what is shown of days and lists.
    ("calendar", Nobody),
    ("bookings_by", Nobody),
    ("wall", Nobody),
    ("recent", Nobody),
    ("shown", Nobody),
    ("change_many_preview", Anybody),
    // What this station keeps of how people work at it.
    ("saved_filters", Nobody),
    ("save_filter", Nobody),
    ("drop_filter", Nobody),
    ("rank_texts", Nobody),
    ("recent_actions", Nobody),
    ("used_action", Nobody),
    // Templates.
    ("find_template", Nobody),
    ("template_versions", Nobody),
    ("template_effect", Nobody),
    ("template_preview", Nobody),
    ("rules_versions", Nobody),
    ("rules_effect", Nobody),
    ("preview_templates", One(&[R::Rooms])),
    ("export_templates", One(&[R::Rooms, R::Export])),
    // Lists in and out; the first asks besides for the right to what the list
    // is of. A workbook to fill in names rooms and goods, and no more.
    ("intake_preview", Anybody),
    ("intakes", Anybody),
    ("fill_in_workbook", Anybody),
    ("list_paper", One(&[R::Export])),
    // Whether the data are safe is for everybody; what is done about it is not.
    ("safety", Nobody),
    ("keep_safe", Nobody),
    ("save_backup_rule", One(&[R::Maintain])),
    ("back_up", One(&[R::Maintain])),
    ("backups", One(&[R::Maintain])),
    ("backups_at", One(&[R::Maintain])),
    ("check_backup", One(&[R::Maintain])),
    ("restore_preview", One(&[R::Maintain])),
    ("diagnostics", One(&[R::Maintain])),
    // Stations. Why they do not see each other is for whoever finds it out.
    ("stations", Nobody),
    ("preview", Nobody),
    ("self_test", Nobody),
    ("fixed_addresses", Nobody),
    ("read_while_away", Nobody),
    ("withdraw_offer", Nobody),
    ("offer_entry", One(&[R::Stations])),
    ("add_address", One(&[R::Stations])),
    ("remove_address", One(&[R::Stations])),
    // This station: how it is, what is set at it alone.
    ("status", Nobody),
    ("settings", Nobody),
    ("save_settings", Nobody),
    ("verify", Nobody),
    ("digest", Nobody),
    ("rebuild", One(&[R::Maintain])),
    ("recovery_code", One(&[R::Maintain])),
    // Signing in, which is before anybody has a right.
    ("session", Nobody),
    ("sign_in_names", Nobody),
    ("accounts", One(&[R::Accounts, R::Roles, R::Audit])),
    // Whom to ask: a refusal says as much.
    ("right_holders", Anybody),
    // It says the code that whoever asks for it has in hand.
    ("recovery_sheet", Nobody),
];

/// What a read asks for; of one that is not in the table, to have signed in.
#[must_use]
pub fn of_read(read: &str) -> Asked {
    let found = READS.iter().find(|(name, _)| *name == read);
    found.map_or(Anybody, |(_, asked)| *asked)
}
