//! What signing in and accounts are refused with, and what they did.

use steward_app::domain::right::Right;

use crate::arguments::Tongue;

/// What somebody has no right to, and who has.
pub(super) fn not_allowed(right: Right, who: &[String], tongue: Tongue) -> String {
    let name = right.name();
    let name = name.in_language(tongue.into());
    let others = who.join(tongue.comma());
    if others.is_empty() {
        return tongue.pick(
            format!("您没有“{name}”权限。"),
            format!("You have no right to this: {name}."),
        );
    }
    tongue.pick(
        format!("您没有“{name}”权限，请找：{others}。"),
        format!("You have no right to this: {name}. Ask {others}."),
    )
}

/// Why signing in, or a change of an account, did not work.
pub(super) fn refused(code: &str, number: u32, tongue: Tongue) -> String {
    match code {
        "wrong" if number > 0 => tongue.pick(
            format!("口令或 PIN 不对，{number} 秒后再试。"),
            format!("Wrong password or PIN: try again in {number} seconds."),
        ),
        "wrong" => tongue
            .pick("口令或 PIN 不对。", "Wrong password or PIN.")
            .to_owned(),
        "wait" => tongue.pick(
            format!("试错次数太多，{number} 秒后再试。"),
            format!("Too many wrong guesses: try again in {number} seconds."),
        ),
        "blocked" => tongue
            .pick("该账号已停用，请找系统管理员。", "This account is blocked: ask the administrator.")
            .to_owned(),
        "no_pin" => tongue
            .pick("没有设置 PIN，请用口令登录。", "There is no PIN: use the password.")
            .to_owned(),
        "short_password" => tongue.pick(
            format!("口令至少 {number} 个字符。"),
            format!("A password has at least {number} characters."),
        ),
        "short_pin" => tongue.pick(
            format!("PIN 为 {number} 至 12 位数字。"),
            format!("A PIN has {number} to 12 digits."),
        ),
        "easy_pin" => tongue
            .pick("这个 PIN 太容易猜，请换一个。", "This PIN is too easy to guess: choose another.")
            .to_owned(),
        "taken" => tongue
            .pick("登录名或工号已有人用。", "Somebody has this login or number already.")
            .to_owned(),
        "apart" => tongue
            .pick(
                "账号管理、角色权限与审计不能由同一人担任；可在账号规则中调整。",
                "Accounts, roles and audit are not for one person to hold; the account rules can be changed.",
            )
            .to_owned(),
        "last" => tongue
            .pick(
                "这样就没有人能管账号或角色了，请先指定另一人。",
                "Nobody would be left to handle accounts or roles: appoint somebody else first.",
            )
            .to_owned(),
        other => format!("{}{other}", tongue.pick("登录：", "Signing in: ")),
    }
}

/// A use case by its code.
pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "first_account" => tongue.pick("建立首个账号", "made the first account"),
        "add_account" => tongue.pick("新建账号", "made an account"),
        "edit_account" => tongue.pick("修改账号", "changed an account"),
        "block_account" => tongue.pick("停用、启用账号", "blocked or let an account"),
        "reset_account" => tongue.pick("重置账号", "reset an account"),
        "give_roles" => tongue.pick("指定角色", "gave roles"),
        "edit_role" => tongue.pick("修改角色", "changed a role"),
        "account_rules" => tongue.pick("修改账号规则", "changed the account rules"),
        "change_password" => tongue.pick("改口令", "changed the password"),
        "set_pin" => tongue.pick("设 PIN", "set the PIN"),
        "new_recovery" => tongue.pick("换恢复码", "took a new recovery code"),
        "sign_in" => tongue.pick("登录", "signed in"),
        "sign_out" => tongue.pick("退出登录", "signed out"),
        "lock_out" => tongue.pick("试错锁定", "locked out by wrong guesses"),
        _ => return None,
    })
}
