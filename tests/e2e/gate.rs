//! What the page cannot do, tried from inside it.

use serde_json::Value;

use crate::window::{Window, program};

/// Calls a command past the page's own code; what it was told.
async fn invoke(window: &Window, command: &str, payload: &str) -> Value {
    let line = format!(
        "return window.__TAURI_INTERNALS__.invoke({command:?}, {payload}).then((a) => ({{ok: a}}), (e) => ({{refused: String(e)}}))"
    );
    window.script(&line).await
}

#[tokio::test]
async fn only_our_commands_pass_and_the_page_cannot_leave_or_fetch() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;

    assert!(
        invoke(&window, "status", "{}").await.get("ok").is_some(),
        "our own command passes"
    );
    for (command, payload) in [
        ("plugin:event|emit", "{event: 'changed', payload: {}}"),
        ("plugin:window|create", "{options: {label: 'other'}}"),
        (
            "plugin:webview|create_webview_window",
            "{options: {label: 'other', url: 'https://example.org'}}",
        ),
        ("plugin:notification|notify", "{options: {title: 'x'}}"),
        ("plugin:dialog|open", "{options: {}}"),
        ("nothing_of_ours", "{}"),
    ] {
        let answer = invoke(&window, command, payload).await;
        assert!(answer.get("refused").is_some(), "{command}: {answer}");
    }

    assert_eq!(
        window.script("return typeof window.__TAURI__").await,
        "undefined"
    );
    let fetched = "return fetch('https://example.org/').then(() => 'fetched', () => 'refused')";
    assert_eq!(window.script(fetched).await, "refused");
    let injected = "const s = document.createElement('script'); s.textContent = 'window.injected = true'; \
                    document.head.append(s); return window.injected === true";
    assert_eq!(window.script(injected).await, false, "an inline script ran");
    let frozen =
        "try { Object.prototype.polluted = 1 } catch (e) {} return ({}).polluted === undefined";
    assert_eq!(window.script(frozen).await, true);

    assert_eq!(
        window
            .script("return window.open('https://example.org/') === null")
            .await,
        true
    );
    window
        .script("location.href = 'https://example.org/'")
        .await;
    window.go("bookings").await;
    let address = window.client.current_url().await.expect("the page answers");
    assert_eq!(address.scheme(), "tauri", "{address}");
    window.close().await;
}

/// WebKit has a SQLite of its own: ours must not take its place.
#[cfg(target_os = "linux")]
#[test]
fn the_program_shows_no_symbol_of_its_sqlite() {
    let program = program("STEWARD_BINARY", "steward");
    let shown = std::process::Command::new("nm")
        .args(["-D", "--defined-only"])
        .arg(&program)
        .output();
    let shown = shown.expect("nm is part of what links programs");
    assert!(shown.status.success(), "{}", shown.status);
    let names = String::from_utf8_lossy(&shown.stdout);
    let ours: Vec<_> = names
        .lines()
        .filter(|line| line.contains("sqlite3_"))
        .collect();
    assert!(ours.is_empty(), "{ours:?}");
}
