//! Words of the icon in the tray.

use super::terms::terms;

terms! {
    PROGRAM: "会务指挥台", "Steward";
    OPEN: "打开窗口", "Open the window";
    LATE: "今日迟办：", "Late today:";
    NOTHING_LATE: "今日没有迟办", "Nothing is late today";
    QUIET: "安静（只报重大事项）", "Quiet (grave matters only)";
    QUIT: "退出", "Quit";
}
