//! Signing in: the first account, locking, a wrong and a right password, roles.

use fantoccini::key::Key;

use crate::screens::look;
use crate::window::Window;

#[tokio::test]
async fn the_first_account_is_made_locked_and_opened_again() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.click("nav-settings").await;
    window.click("accounts-open").await;
    window.fill("account-field-first-name", "周敏").await;
    window
        .fill("account-field-first-password", "long enough one")
        .await;
    window
        .fill("account-field-first-again", "long enough one")
        .await;
    window.click_enabled("accounts-first").await;
    window.find("code-once").await;
    window.click("code-done").await;
    window.find("account-row-周敏").await;

    // Somebody else, in a role of the standard.
    window.click("account-act-add").await;
    window.fill("account-field-name", "老王").await;
    window.fill("account-field-login", "wang").await;
    window
        .fill("account-field-password", "another long one")
        .await;
    window.click("account-role-Cleaner").await;
    window.click_enabled("account-act-save").await;
    window.click("code-done").await;
    window.find("account-row-wang").await;
    window.click("accounts-tab-roles").await;
    window.find("role-Cleaner-confirm").await;

    window.click("signed-in").await;
    window.click("person-lock").await;
    window.find("sign-in").await;
    window.click("sign-in-name-周敏").await;
    window.fill("sign-in-secret", "wrong one").await;
    window.click_enabled("sign-in-go").await;
    window.fill("sign-in-secret", "long enough one").await;
    window.click_enabled("sign-in-go").await;
    window.gone("sign-in").await;
    window.find("signed-in").await;

    // What she may not do is found all the same, grey, with who may.
    window.fill("quick-input", "审计").await;
    window
        .find_with("action-go.audit", "aria-disabled", "true")
        .await;
    window.says("action-go.audit", "可请：审计").await;
    look(&window, "palette-barred-zh-light").await;
    window.press("quick-input", Key::Enter).await;
    window.says("toast", "可请：审计").await;
    window.find("action-go.audit").await;
    window.close().await;
}
