//! Lists in and out, and the first steps from an empty folder to the first
//! booking in a room of one's own.

use crate::window::Window;

#[tokio::test]
async fn a_list_of_meetings_is_mapped_looked_at_taken_in_and_taken_back() {
    let Some(window) = Window::open().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("12月会议.csv");
    let text = "12月会议安排\n日期,时间,会议名称,会议室,人数,说明文字\n\
                2026-12-01,9:00-11:00,季度例会,203,18,投影\n\
                12月2日,下午2点到4点,评审会,月球厅,60,\n\
                12月3日,9:00,长度待定,201,12,\n";
    std::fs::write(&file, text).unwrap();
    window.go("import").await;
    window.click("import-tab-meetings").await;
    window
        .fill("intake-path", &file.display().to_string())
        .await;
    window.click_enabled("intake-read").await;
    window.find_with("intake-row-3", "data-fate", "added").await;
    window
        .find_with("intake-row-4", "data-fate", "unclear")
        .await;
    window.picture("inout-import-zh-light").await;
    // A person says which room that is: none yet.
    let room = window.find("intake-room-月球厅").await;
    room.select_by_value("none").await.expect("a choice");
    window.find_with("intake-row-4", "data-fate", "added").await;
    window.click_enabled("intake-apply").await;
    window.find_with("intake-result", "data-added", "3").await;
    window.close_messages().await;
    window.picture("inout-import-done-zh-light").await;
    window.click("intake-another").await;
    window.click_enabled("intake-undo").await;
    window.find("toast").await;
    window.close_messages().await;
    window
        .fill("intake-path", &file.display().to_string())
        .await;
    window.click_enabled("intake-read").await;
    window.find_with("intake-row-3", "data-fate", "added").await;
    window.close().await;
}

#[tokio::test]
async fn a_list_goes_out_to_be_looked_at_before_it_is_printed() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("rooms").await;
    window.click("outputs").await;
    window.find("output-rooms-xlsx").await;
    window.picture("inout-outputs-zh-light").await;
    window.click_enabled("output-rooms-print").await;
    window.find("preview").await;
    window.picture("inout-rooms-paper-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn from_an_empty_folder_to_the_first_booking_in_a_room_of_ones_own() {
    let Some(window) = Window::open_first().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("会议室.csv");
    let text = "楼栋,会议室名称,门牌号,课堂式\n主楼,大会议室,301,60\n主楼,小会议室,302,12\n";
    std::fs::write(&file, text).unwrap();
    window.click("first-found").await;
    window.click("first-go").await;
    window.find_with("guide", "data-step", "1").await;
    window.fill("guide-name", "滨江会议中心").await;
    window.fill("guide-building", "主楼").await;
    window.click_enabled("guide-add-building").await;
    window.find("toast").await;
    window.close_messages().await;
    window.picture("inout-guide-1-zh-light").await;
    // It is left, and taken up where it was left.
    window.click_enabled("guide-next").await;
    window.find_with("guide", "data-step", "2").await;
    window.go("today").await;
    window.click("guide-resume").await;
    window.find_with("guide", "data-step", "2").await;
    window
        .fill("intake-path", &file.display().to_string())
        .await;
    window.click_enabled("intake-read").await;
    window.find_with("intake-row-2", "data-fate", "added").await;
    window.picture("inout-guide-2-zh-light").await;
    window.click_enabled("intake-apply").await;
    window.find_with("intake-result", "data-added", "2").await;
    window.close_messages().await;
    window.click_enabled("guide-next").await;
    window.find_with("guide", "data-step", "3").await;
    window.picture("inout-guide-3-zh-light").await;
    window.click_enabled("guide-skip").await;
    window.find_with("guide", "data-step", "4").await;
    window.picture("inout-guide-4-zh-light").await;
    window.click_enabled("guide-next").await;
    window.find("screen-bookings").await;
    window
        .fill("quick-input", "明天 9:00-10:00 301 20人 开业例会")
        .await;
    window.find_with("quick-panel", "data-stale", "false").await;
    window.click_enabled("quick-save").await;
    window.find("toast").await;
    window.go("bookings").await;
    window.picture("inout-first-booking-zh-light").await;
    window.close().await;
}

#[tokio::test]
async fn a_stocktake_comes_in_by_list_and_what_is_filtered_goes_out() {
    let Some(window) = Window::open().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("盘点.csv");
    std::fs::write(&file, "名称,盘点数\n茶杯,1180\n杯垫,\n没有的,3\n").unwrap();
    window.go("stock").await;
    window.click("import-tab-counts-from-stock").await;
    window
        .fill("intake-path", &file.display().to_string())
        .await;
    window.click_enabled("intake-read").await;
    window.find_with("intake-row-2", "data-fate", "added").await;
    window
        .find_with("intake-row-3", "data-fate", "skipped")
        .await;
    window
        .find_with("intake-row-4", "data-fate", "unclear")
        .await;
    window.picture("inout-counts-zh-light").await;
    window.click_enabled("intake-apply").await;
    window.find_with("intake-result", "data-added", "1").await;
    window.close_messages().await;
    window.go("stock").await;
    window
        .find_with("stock-row-茶杯", "data-on-hand", "1180")
        .await;
    // What is filtered on the screen is what is taken out.
    window.fill("stock-find", "茶杯").await;
    window.gone("stock-row-杯垫").await;
    window.click("outputs").await;
    window
        .find_with("output-only-stock", "data-count", "1")
        .await;
    window.picture("inout-outputs-filtered-zh-light").await;
    window.close().await;
}
