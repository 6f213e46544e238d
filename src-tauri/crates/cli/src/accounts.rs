//! Commands about signing in, accounts and roles.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use steward_app::call::{AccountAct, Call};
use steward_app::domain::account::{AccountRules, KeyKind};
use steward_app::views::{
    AccountDraft, AccountMade, AccountsView, Key, PaperInfo, Refusal, Secret, SessionView,
};

use crate::arguments::{
    AboutAccount, AccountCommand, Login, RoleCommand, SigningCommand, SigningRules,
};
use crate::front::Front;
use crate::pass;
use crate::print::Printed;
use crate::run::whole_path;

/// The password of whoever is at the terminal.
const MINE: &str = "STEWARD_PASSWORD";
/// A new password or PIN.
const NEW: &str = "STEWARD_NEW_PASSWORD";
/// A recovery code.
const CODE: &str = "STEWARD_CODE";

/// Signing in, accounts, roles.
pub(crate) fn signing(
    front: &Front,
    act: &SigningCommand,
    say: Printed,
) -> Result<String, Refusal> {
    match act {
        SigningCommand::Login(login) => self::login(front, login, say),
        SigningCommand::Logout => logout(front, say),
        SigningCommand::Whoami => whoami(front, say),
        SigningCommand::Account { act } => account(front, act, say),
        SigningCommand::Role { act } => role(front, act, say),
    }
}

/// Signs in.
fn login(front: &Front, login: &Login, say: Printed) -> Result<String, Refusal> {
    let kind = login.pin.then_some(KeyKind::Pin);
    let secret = secret(MINE, say.tongue.pick("口令：", "Password: "))?;
    let act = AccountAct::SignIn {
        who: login.who.clone(),
        key: Key { kind, secret },
    };
    let pass: String = ask(front, act)?;
    pass::keep(Some(&pass))?;
    whoami(front, say)
}

/// Signs out.
fn logout(front: &Front, say: Printed) -> Result<String, Refusal> {
    ask::<()>(front, AccountAct::SignOut)?;
    pass::keep(None)?;
    Ok(say.signed_out())
}

/// Who signed in.
fn whoami(front: &Front, say: Printed) -> Result<String, Refusal> {
    let view: SessionView = ask(front, AccountAct::Who)?;
    Ok(say.session(&view))
}

/// How signing in is handled, changed by what was said of it.
fn rules(front: &Front, said: &SigningRules, say: Printed) -> Result<String, Refusal> {
    let view: AccountsView = ask(front, AccountAct::List)?;
    let before = view.rules;
    let rules = AccountRules {
        idle_minutes: said.idle.unwrap_or(before.idle_minutes),
        session_hours: said.session.unwrap_or(before.session_hours),
        free_guesses: said.tries.unwrap_or(before.free_guesses),
        first_wait: said.wait.unwrap_or(before.first_wait),
        longest_wait: said.longest_wait.unwrap_or(before.longest_wait),
        password_least: said.password.unwrap_or(before.password_least),
        pin_least: said.pin.unwrap_or(before.pin_least),
        apart: said.apart.unwrap_or(before.apart),
        ..before.clone()
    };
    if rules != before {
        let rules = rules.clone();
        ask::<()>(front, AccountAct::Rules { rules })?;
    }
    Ok(say.signing_rules(&rules))
}

/// Accounts.
fn account(front: &Front, act: &AccountCommand, say: Printed) -> Result<String, Refusal> {
    let new = || secret(NEW, say.tongue.pick("新口令：", "New password: "));
    let mine = || {
        let secret = secret(MINE, say.tongue.pick("当前口令：", "Your password: "))?;
        Ok::<_, Refusal>(Key { kind: None, secret })
    };
    let (act, sheet) = match act {
        AccountCommand::List => {
            let view: AccountsView = ask(front, AccountAct::List)?;
            return Ok(say.accounts(&view));
        }
        AccountCommand::Rules(said) => return rules(front, said, say),
        AccountCommand::Add {
            name,
            about,
            roles,
            sheet,
        } => {
            let act = AccountAct::Add {
                draft: draft(name.clone(), about),
                password: new()?,
                roles: roles.clone(),
            };
            (act, sheet)
        }
        AccountCommand::Reset { who, sheet } => {
            let who = who.clone();
            let password = new()?;
            (AccountAct::Reset { who, password }, sheet)
        }
        AccountCommand::Code { sheet } => (AccountAct::NewRecovery { key: mine()? }, sheet),
        AccountCommand::Recover { who, sheet } => {
            let act = AccountAct::Recover {
                who: who.clone(),
                code: secret(CODE, say.tongue.pick("恢复码：", "Recovery code: "))?,
                password: new()?,
            };
            (act, sheet)
        }
        AccountCommand::Edit { who, name, about } => {
            let draft = draft(name.clone().unwrap_or_default(), about);
            let who = who.clone();
            return done(front, AccountAct::Edit { who, draft }, say);
        }
        AccountCommand::Give {
            who,
            roles,
            clearance,
        } => {
            let act = AccountAct::Give {
                who: who.clone(),
                roles: roles.clone(),
                clearance: clearance.map(Into::into),
            };
            return done(front, act, say);
        }
        AccountCommand::Block { who } | AccountCommand::Unblock { who } => {
            let blocked = matches!(act, AccountCommand::Block { .. });
            let who = who.clone();
            return done(front, AccountAct::Block { who, blocked }, say);
        }
        AccountCommand::Password => {
            let (key, new) = (mine()?, new()?);
            return done(front, AccountAct::Password { key, new }, say);
        }
        AccountCommand::Pin { none } => {
            let key = mine()?;
            let pin = (!none).then(|| secret(NEW, say.tongue.pick("新 PIN：", "New PIN: ")));
            let pin = pin.transpose()?;
            return done(front, AccountAct::Pin { key, pin }, say);
        }
    };
    let made: AccountMade = ask(front, act)?;
    match sheet {
        Some(path) => save_sheet(front, made, path, say),
        None => Ok(say.account_made(&made)),
    }
}

/// Roles.
fn role(front: &Front, act: &RoleCommand, say: Printed) -> Result<String, Refusal> {
    if let RoleCommand::Edit { role, rights } = act {
        let act = AccountAct::Role {
            role: role.clone(),
            rights: rights.clone(),
        };
        let _id: serde_json::Value = ask(front, act)?;
    }
    let view: AccountsView = ask(front, AccountAct::List)?;
    Ok(say.roles(&view))
}

fn save_sheet(
    front: &Front,
    made: AccountMade,
    path: &Path,
    say: Printed,
) -> Result<String, Refusal> {
    let path = whole_path(path);
    let act = AccountAct::Sheet {
        made,
        language: say.tongue.into(),
        path: path.clone(),
    };
    let info: PaperInfo = ask(front, act)?;
    Ok(say.paper(&info, &path))
}

fn draft(name: String, about: &AboutAccount) -> AccountDraft {
    AccountDraft {
        name,
        login: about.login.clone().unwrap_or_default(),
        number: about.number.clone().unwrap_or_default(),
        staff: None,
    }
}

fn ask<T: serde::de::DeserializeOwned>(front: &Front, act: AccountAct) -> Result<T, Refusal> {
    front.call(Call::Account { act })
}

fn done(front: &Front, act: AccountAct, say: Printed) -> Result<String, Refusal> {
    ask::<()>(front, act)?;
    Ok(say.account_changed())
}

/// A secret: from the environment, else asked for without showing what is
/// typed.
fn secret(variable: &str, prompt: &str) -> Result<Secret, Refusal> {
    if let Ok(secret) = std::env::var(variable) {
        return Ok(Secret(secret));
    }
    let unread = |error: std::io::Error| Refusal::File {
        code: "io".to_owned(),
        detail: error.to_string(),
    };
    let is_terminal = std::io::stdin().is_terminal();
    if is_terminal {
        let mut out = std::io::stderr();
        let _ = write!(out, "{prompt}").and_then(|()| out.flush());
        echo(false);
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    if is_terminal {
        echo(true);
        let _ = writeln!(std::io::stderr());
    }
    read.map_err(unread)?;
    Ok(Secret(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Shows what is typed, or does not; where the terminal cannot be told so, it
/// shows it.
fn echo(on: bool) {
    let word = if on { "echo" } else { "-echo" };
    let _ = std::process::Command::new("stty").arg(word).status();
}
