//! Goods in the window: counted, taken for a meeting, bought and delivered.

use fantoccini::Locator;

use crate::window::Window;

#[tokio::test]
async fn stock_is_counted_taken_and_brought_back() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("stock").await;
    window.fill("stock-find", "茶杯").await;
    window.click("stock-row-茶杯").await;
    window.find_with("stock-item", "data-on-hand", "1200").await;
    window.click("stock-move-counted").await;
    window.fill("stock-count", "1180").await;
    window.fill("stock-by", "何静").await;
    window.click_enabled("stock-move-go").await;
    window.find_with("stock-item", "data-on-hand", "1180").await;
    window.close_messages().await;
    window.picture("stock-zh-light").await;

    window.click("stock-tab-pick").await;
    window.find("pick-list").await;
    window.fill("pick-by", "何静").await;
    window.picture("pick-list-zh-light").await;
    window.click_enabled("pick-take").await;
    let taken = Locator::Css("[data-testid^='pick-1123-A'][data-taken='1']");
    window.wait(taken).await;
    window.close_messages().await;
    window.click_enabled("pick-return").await;
    window.find("toast").await;
    window.close().await;
}

#[tokio::test]
async fn what_is_short_is_bought_and_comes_into_stock() {
    let Some(window) = Window::open().await else {
        return;
    };
    window.go("stock").await;
    window.click("stock-tab-buy").await;
    window.find("buy-line-话筒电池").await;
    window.click_enabled("buy-make").await;
    window
        .find_with("purchase-B1123-A01", "data-stage", "made")
        .await;
    window.close_messages().await;
    window.click("buy-send").await;
    window.fill("buy-to", "采购小陈").await;
    window.click_enabled("buy-send-go").await;
    window
        .find_with("purchase-B1123-A01", "data-stage", "sent")
        .await;
    window.click("buy-order").await;
    window.fill("buy-supplier", "桐乡办公").await;
    window.fill("buy-by", "采购小陈").await;
    window.click_enabled("buy-order-go").await;
    window
        .find_with("purchase-B1123-A01", "data-stage", "ordered")
        .await;
    window.close_messages().await;
    window.picture("buying-zh-light").await;
    window.click("buy-deliver").await;
    window.fill("buy-by", "何静").await;
    window.click_enabled("buy-deliver-go").await;
    window
        .find_with("purchase-B1123-A01", "data-stage", "delivered")
        .await;
    window.close().await;
}
