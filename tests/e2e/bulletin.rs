//! The day's bulletin on the screen: the pages that are printed.

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::window::Window;

#[tokio::test]
async fn the_bulletin_is_laid_out_and_every_page_can_be_looked_at() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("bulletin").await;
    let pages: u32 = window
        .attribute("bulletin-page-of", "data-pages")
        .await
        .parse()
        .expect("a figure");
    assert!(pages > 2, "a sheet per department: {pages}");
    is_drawn(&window, 1).await;
    window.says("bulletin-page-of", &pages.to_string()).await;
    window.press("bulletin-pages", Key::End).await;
    is_drawn(&window, pages).await;
    window.picture("bulletin-last-page").await;
    // In the other language it is another edition.
    window.click("bulletin-language-en").await;
    is_drawn(&window, 1).await;
    window.close().await;
}

/// Waits for a page's picture and sees that it is one.
async fn is_drawn(window: &Window, page: u32) {
    window
        .wait(Locator::Css(&format!(
            "[data-testid='bulletin-page-{page}'][data-state='here'] img"
        )))
        .await;
    let measure = format!(
        "const image = document.querySelector(\"[data-testid='bulletin-page-{page}'] img\"); \
         return image.decode().then(() => image.naturalHeight > image.naturalWidth && image.naturalWidth > 100)"
    );
    assert_eq!(
        window.script(&measure).await,
        true,
        "page {page} is upright paper"
    );
}
