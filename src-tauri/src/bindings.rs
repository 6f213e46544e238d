//! The commands and events, as the window mounts them and as TypeScript reads
//! them.

use tauri::Wry;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::commands::{
    board, bookings, bundles, duties, imports, inbox, meetings, notices, opening, papers, rooms,
    settings, stations, tasks,
};
use crate::events::{Changed, Go, Mesh};

/// Every command and event there is.
pub(crate) fn bindings() -> Builder<Wry> {
    Builder::new()
        .commands(collect_commands![
            opening::opening,
            opening::open_with_code,
            opening::found_venue,
            opening::find_hosts,
            opening::join_venue,
            settings::status,
            settings::settings,
            settings::save_settings,
            settings::recovery_code,
            board::board,
            board::board_at,
            board::period,
            board::search,
            board::clashes,
            board::tolerate,
            bookings::quick,
            bookings::check,
            bookings::book,
            bookings::amend,
            bookings::draft_of,
            bookings::move_meeting,
            meetings::meeting,
            meetings::set_state,
            stations::stations,
            stations::rename_station,
            stations::retire_station,
            stations::revoke_station,
            stations::replace_station,
            stations::offer_entry,
            stations::withdraw_offer,
            stations::self_test,
            stations::preview,
            stations::add_address,
            stations::remove_address,
            stations::read_while_away,
            inbox::inbox,
            inbox::remedies,
            inbox::resolve,
            inbox::decide,
            inbox::decide_many,
            inbox::decide_ended,
            duties::add_duty,
            duties::change_duty,
            duties::take_off,
            duties::known_holders,
            notices::notice,
            notices::answer_requirement,
            notices::propose_requirements,
            notices::copy_requirements,
            notices::issue_notice,
            notices::withdraw_notice,
            notices::acknowledge_notice,
            notices::notices_awaited,
            notices::notice_paper,
            bundles::bundle_export,
            bundles::bundle_inspect,
            bundles::bundle_import,
            bundles::pick_bundles,
            tasks::next_up,
            tasks::confirm,
            tasks::sheets,
            tasks::sheet,
            tasks::enter_tick,
            rooms::rooms,
            rooms::buildings,
            rooms::templates,
            rooms::venue,
            rooms::save_room,
            rooms::save_building,
            rooms::save_template,
            rooms::save_venue,
            imports::import_preview,
            imports::import_apply,
            imports::export_ics,
            imports::pick_file,
            imports::pick_save,
            papers::bulletin,
            papers::outage_pack,
            papers::paper_page,
            papers::paper_save,
            papers::paper_print,
            papers::printers,
        ])
        .events(collect_events![Changed, Go, Mesh])
        .disable_serde_phases()
}

#[cfg(test)]
mod tests;
