//! Words of undoing: why something cannot be, and what was done.

use steward_app::domain::undo::{BOOKED_IN_ERROR, NoUndo};
use steward_app::views::{UndoPart, UndoRefused};

use crate::arguments::Tongue;
use crate::words::history;

/// A use case, by its code.
pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "undo" => tongue.pick("撤销", "undone"),
        "redo" => tongue.pick("重做", "done again"),
        "copy_meeting" => tongue.pick("复制会议", "copied a meeting"),
        "change_many" => tongue.pick("批量修改", "changed many"),
        _ => return None,
    })
}

/// A field, or a kind of fact, by its code.
pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "withdrawn" => tongue.pick("撤回", "taken back"),
        "meetings" => tongue.pick("会议数", "meetings"),
        "layout" => tongue.pick("布置", "layout"),
        _ => return None,
    })
}

/// What was taken back, or stands again: `confirmed`, `stands_again · confirmed`.
pub(super) fn taken_back(text: &str, tongue: Tongue) -> String {
    match text.strip_prefix("stands_again · ") {
        Some(kind) => format!(
            "{}{}",
            history::field(kind, tongue),
            tongue.pick("恢复有效", " stands again")
        ),
        None => history::field(text, tongue),
    }
}

/// The reason of a meeting that is cancelled.
pub(crate) fn reason(why: &str, tongue: Tongue) -> String {
    match why {
        BOOKED_IN_ERROR => tongue
            .pick("登记已撤销", "the booking was undone")
            .to_owned(),
        other => other.to_owned(),
    }
}

/// Why something cannot be undone, and what to do instead.
pub(crate) fn why(why: NoUndo, tongue: Tongue) -> &'static str {
    match why {
        NoUndo::Nothing => tongue.pick("没有可以撤销的操作。", "There is nothing to undo."),
        NoUndo::NothingAgain => tongue.pick(
            "没有可以重做的操作：撤销之后又做了别的，就不能再重做。",
            "There is nothing to do again: after something else was done, what was undone stays so.",
        ),
        NoUndo::Already => tongue.pick("已经撤销过了。", "It is undone already."),
        NoUndo::NotUndone => tongue.pick("没有撤销过，不用重做。", "It was not undone."),
        NoUndo::GivenOut => tongue.pick(
            "文书已经发出，不能撤销；请另发一份更正或撤回。",
            "A paper was given out: issue another that corrects or withdraws it.",
        ),
        NoUndo::Money => tongue.pick(
            "账目上的记录不能撤销；请再记一笔更正。",
            "Steps of an account stay: enter a further one that corrects it.",
        ),
        NoUndo::Signed => tongue.pick(
            "已有人签字，不能撤销。",
            "Somebody signed it: it cannot be undone.",
        ),
        NoUndo::Trace => tongue.pick(
            "谁看过、打印过、导出过，永远留痕，不能撤销。",
            "Who saw, printed or exported something stays written.",
        ),
        NoUndo::Accounts => tongue.pick(
            "账号与登录不能撤销；请到账号页面改回。",
            "Accounts are not undone: change them back among the accounts.",
        ),
        NoUndo::Stations => tongue.pick(
            "工作站的变动不能撤销；请到工作站页面处理。",
            "Changes of stations are not undone: see the stations.",
        ),
        NoUndo::Founding => tongue.pick(
            "建立单位时的数据不能撤销。",
            "The venue's founding is not undone.",
        ),
        NoUndo::Numbered => tongue.pick(
            "登记簿上有编号的一条不能撤销；请在该条上更正或办结。",
            "A numbered entry of a register stays: correct or close it there.",
        ),
        NoUndo::Changed => tongue.pick(
            "之后又有人改过，撤销会盖掉后来的改动。",
            "It was changed since: undoing would write over that.",
        ),
        NoUndo::InUse => tongue.pick(
            "已经在用，不能撤销；请先处理用到它的内容，或直接取消、停用。",
            "It is in use: see to what uses it first, or cancel or retire it.",
        ),
        NoUndo::BuiltOn => tongue.pick(
            "后面已有以它为前提的记录；请先撤销后面的。",
            "Something since builds on it: undo that first.",
        ),
        NoUndo::Newer => tongue.pick(
            "是更新版本的程序写的，本机看不懂，不能撤销；请先升级。",
            "A newer version wrote it: update first.",
        ),
    }
}

/// A part that cannot be undone, on one line.
pub(crate) fn part(one: &UndoPart, tongue: Tongue) -> String {
    let mut words: Vec<String> = Vec::new();
    let name = one.name.in_language(tongue.into());
    if !name.is_empty() {
        words.push(name.to_owned());
    }
    let what = if one.field.is_empty() {
        &one.kind
    } else {
        &one.field
    };
    if !what.is_empty() {
        words.push(history::field(what, tongue));
    }
    if !one.by.is_empty() {
        words.push(one.by.clone());
    }
    if !one.now.is_empty() {
        words.push(history::value(&one.field, &one.now, tongue));
    }
    format!("{}  {}", words.join(" · "), why(one.why, tongue))
}

/// Why an act is not undone, with what could be.
pub(crate) fn refused(no: &UndoRefused, tongue: Tongue) -> String {
    let mut text = why(no.why, tongue).to_owned();
    if !no.intent.is_empty() {
        text = format!("{}：{text}", history::act(&no.intent, tongue));
    }
    let lines = no.parts.iter().filter(|one| !one.kind.is_empty());
    for one in lines {
        text.push_str(&format!("\n  {}", part(one, tongue)));
    }
    if no.rest > 0 {
        text.push_str(tongue.pick(
            "\n其余可以撤销：加 --rest。",
            "\nThe rest can be undone: add --rest.",
        ));
    }
    text
}
