//! People in the window: found by pinyin, edited, on leave; a roster taken in
//! and taken back.

use crate::window::Window;

#[tokio::test]
async fn a_person_is_found_edited_and_goes_on_leave() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("people").await;
    window.fill("people-find", "linxiao").await;
    window.click("people-row-1042").await;
    window.find_with("person", "data-number", "1042").await;
    window.fill("person-phone", "0573-81009999").await;
    window.click_enabled("person-save").await;
    window.find("toast").await;
    window.close_messages().await;
    window.click_enabled("leave-add").await;
    window.find("leave-row-林晓").await;
    window.close_messages().await;
    window.picture("people-zh-light").await;
    window.click("people-tab-leave").await;
    window.find("leave-row-林晓").await;
    window.picture("people-leave-zh-light").await;
    window.click("people-tab-skills").await;
    window.find("skill-add").await;
    window.close().await;
}

#[tokio::test]
async fn a_roster_is_looked_at_taken_in_and_taken_back() {
    let Some(window) = Window::open().await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("排班表.csv");
    let text = "会务部 2026年12月 排班表\n工号,姓名,1,2,3,4,5,6,7\n,,二,三,四,五,六,日,一\n\
                1041,何静,A1,年,年,休,休,A1,B2\n2001,顾盼,休,A1,B2,B2,,,N\n";
    std::fs::write(&file, text).unwrap();
    window.go("people").await;
    window.click("people-import").await;
    window
        .fill("staff-import-path", &file.display().to_string())
        .await;
    window.click_enabled("staff-import-read").await;
    window
        .find_with("staff-import-row-5", "data-fate", "added")
        .await;
    window.picture("people-import-zh-light").await;
    window.click_enabled("staff-import-apply").await;
    window.find("toast").await;
    window.fill("people-find", "顾盼").await;
    window.find("people-row-2001").await;
    window.close_messages().await;
    window.click("people-import").await;
    window.click_enabled("staff-import-undo").await;
    window.find("toast").await;
    window.close().await;
}
