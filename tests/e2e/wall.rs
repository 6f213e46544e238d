//! The wall board: read from five metres, by night too, left alone for days.

use fantoccini::Locator;

use crate::screens::{look, set};
use crate::window::Window;

/// The height of a line of text against the screen's, of every text that is
/// shown; the smallest.
const SMALLEST: &str = "const texts = [...document.querySelectorAll('main *')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')); \
                        return Math.min(...texts.map((one) => parseFloat(getComputedStyle(one).fontSize))) / innerHeight";

#[tokio::test]
async fn the_wall_is_read_from_far_and_does_not_grow() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.find("screen-today").await;
    for (language, theme) in [("zh", "light"), ("en", "dark")] {
        set(&window, language, theme).await;
        window.click("wall-here").await;
        window.find("wall").await;
        window.find_first("wall-row-1123-A").await;
        let lunar = if language == "zh" {
            "农历十月十五"
        } else {
            "lunar calendar: month 10, day 15"
        };
        window.says("wall-lunar", lunar).await;
        let smallest = window.script(SMALLEST).await;
        let smallest = smallest.as_f64().expect("a number");
        assert!(smallest >= 1.0 / 40.0, "{smallest} of the height");
        look(&window, &format!("wall-{language}-{theme}")).await;
        let body = window.wait(Locator::Css("body")).await;
        body.send_keys("\u{e00c}").await.expect("Escape is heard");
        window.find("screen-settings").await;
    }
    window.click("wall-here").await;
    window.find_first("wall-row-1123-A").await;
    // A day and more of turned pages: the page has as many parts as before.
    let turn = "const [times] = [500]; const press = () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' })); \
                const [done] = arguments; let n = 0; let said = ''; const count = () => document.querySelectorAll('*').length; const most = []; \
                const step = () => { press(); n += 1; if (n < 20) said += document.body.innerText; if (n % 50 === 0) most.push(count()); if (n < times) setTimeout(step, 2); else done([Math.min(...most), Math.max(...most), said]); }; step();";
    let counted = window
        .client
        .execute_async(turn, Vec::new())
        .await
        .expect("the pages turn");
    let pages = window.attribute("wall", "data-pages").await;
    let (least, most) = (
        counted[0].as_u64().unwrap_or(0),
        counted[1].as_u64().unwrap_or(u64::MAX),
    );
    // Pages differ by their rows and no more.
    assert!(most - least < 120, "{least} to {most} with {pages} pages");
    // A confidential title is on no wall, though nobody here need sign in.
    let said = counted[2].as_str().unwrap_or_default();
    assert!(said.contains("Confidential meeting"), "{said}");
    window.close().await;
}
