//! Who signed in, accounts, roles.

use steward_app::domain::account::AccountRules;
use steward_app::domain::authority::Forbidden;
use steward_app::domain::right::Right;
use steward_app::domain::secrecy::Level;
use steward_app::views::{AccountMade, AccountRow, AccountsView, ForbiddenView, SessionView};

use super::{Printed, column, json};
use crate::words::history;

impl Printed {
    pub(crate) fn session(self, view: &SessionView) -> String {
        self.or_json(view, || {
            let Some(person) = &view.person else {
                let nobody = if view.governed {
                    self.pick("没有人登录：stewardctl login 姓名\n", "Nobody has signed in: stewardctl login NAME\n")
                } else {
                    self.pick(
                        "还没有账号，人人可用：stewardctl account add 姓名\n",
                        "There is no account yet, everybody may do everything: stewardctl account add NAME\n",
                    )
                };
                return nobody.to_owned();
            };
            let comma = self.tongue.comma();
            let roles: Vec<&str> = person.roles.iter().map(|role| self.name(role)).collect();
            let mut text = format!("{}  {}\n", person.name, roles.join(comma));
            text.push_str(&format!("  {}\n", self.rights(&person.rights)));
            if person.renew {
                text.push_str(self.pick(
                    "  请先改口令：stewardctl account password\n",
                    "  Change your password first: stewardctl account password\n",
                ));
            }
            text
        })
    }

    pub(crate) fn signed_out(self) -> String {
        self.or_json(&(), || {
            self.pick("已退出登录。\n", "Signed out.\n").to_owned()
        })
    }

    pub(crate) fn account_changed(self) -> String {
        self.or_json(&(), || self.pick("已保存。\n", "Saved.\n").to_owned())
    }

    pub(crate) fn account_made(self, made: &AccountMade) -> String {
        if self.json {
            return json(made);
        }
        format!(
            "{}{}\n{}",
            self.pick("恢复码：", "Recovery code: "),
            made.code.0,
            self.pick(
                "请抄下并锁好，它不会再显示。\n",
                "Write it down and lock it away: it is not shown again.\n"
            )
        )
    }

    pub(crate) fn accounts(self, view: &AccountsView) -> String {
        self.or_json(view, || {
            let mut text: String = view
                .accounts
                .iter()
                .map(|account| self.account_line(view, account))
                .collect();
            if view.forbidden_count > 0 {
                text.push_str(&format!(
                    "\n{}\n",
                    self.pick("未采用的操作：", "Written without being allowed:")
                ));
            }
            for one in &view.forbidden {
                text.push_str(&self.forbidden(one));
            }
            text
        })
    }

    pub(crate) fn roles(self, view: &AccountsView) -> String {
        self.or_json(&view.roles, || {
            let lines = view.roles.iter().map(|role| {
                format!(
                    "{}  {}\n",
                    column(self.name(&role.name), 16),
                    self.rights(&role.rights)
                )
            });
            lines.collect()
        })
    }

    fn account_line(self, view: &AccountsView, account: &AccountRow) -> String {
        let roles = view.roles.iter().filter(|r| account.roles.contains(&r.id));
        let roles: Vec<&str> = roles.map(|role| self.name(&role.name)).collect();
        let mut marks = vec![self.level(account.clearance)];
        if account.blocked {
            marks.push(self.pick("停用", "blocked"));
        }
        if account.mixed {
            marks.push(self.pick("权限未分离", "holds rights that are to be apart"));
        }
        if account.locked_until.is_some() {
            marks.push(self.pick("试错锁定", "locked: wrong guesses"));
        }
        format!(
            "{}  {}  {}  {}\n",
            column(&account.name, 12),
            column(&account.login, 12),
            column(&roles.join(self.tongue.comma()), 24),
            marks.join(" · ")
        )
    }

    pub(crate) fn signing_rules(self, rules: &AccountRules) -> String {
        self.or_json(rules, || {
            let yes_no = self.yes_no(rules.apart);
            let lines = [
                (
                    "无操作锁定（分钟）",
                    "locks after, minutes",
                    rules.idle_minutes,
                ),
                (
                    "一次登录最长（小时）",
                    "a session lasts, hours",
                    rules.session_hours,
                ),
                (
                    "可试错次数",
                    "guesses that cost nothing",
                    rules.free_guesses,
                ),
                ("首次等待（秒）", "first wait, seconds", rules.first_wait),
                (
                    "最长等待（秒）",
                    "longest wait, seconds",
                    rules.longest_wait,
                ),
                ("口令最少字符", "fewest characters", rules.password_least),
                ("PIN 最少位数", "fewest digits of a PIN", rules.pin_least),
            ];
            let figures = lines
                .iter()
                .map(|(zh, en, figure)| format!("  {}  {figure}\n", column(self.pick(zh, en), 26)));
            let apart = column(self.pick("账号、角色、审计分离", "rights held apart"), 26);
            figures.chain([format!("  {apart}  {yes_no}\n")]).collect()
        })
    }

    fn yes_no(self, yes: bool) -> &'static str {
        match yes {
            true => self.pick("是", "yes"),
            false => self.pick("否", "no"),
        }
    }

    /// Why a write does not stand.
    pub(super) fn why_forbidden(self, one: &ForbiddenView) -> &'static str {
        match one.why {
            Some(Forbidden::NotSignedIn) => self.pick("没有登录", "nobody had signed in"),
            Some(Forbidden::NoSuchSession) => self.pick("会话不实", "no such session"),
            Some(Forbidden::Blocked) => self.pick("账号已停用", "the account was blocked"),
            Some(Forbidden::ForgedActor) => self.pick("姓名不实", "a false name"),
            Some(Forbidden::NoRight) | None => self.pick("没有权限", "no right"),
        }
    }

    fn forbidden(self, one: &ForbiddenView) -> String {
        let why = self.why_forbidden(one);
        format!(
            "  {}  {}  {}  {}  {why}\n",
            column(&one.station_name, 10),
            column(&one.actor, 8),
            history::act(&one.intent, self.tongue),
            one.about,
        )
    }

    fn rights(self, rights: &[Right]) -> String {
        let names: Vec<String> = rights
            .iter()
            .map(|right| self.name(&right.name()).to_owned())
            .collect();
        names.join(self.tongue.comma())
    }

    fn level(self, level: Level) -> &'static str {
        match level {
            Level::Public => self.pick("公开", "public"),
            Level::Internal => self.pick("内部", "internal"),
            Level::Confidential => self.pick("保密", "confidential"),
        }
    }
}
