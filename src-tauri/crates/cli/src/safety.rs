//! Commands that keep the data safe. They work where the store does not open,
//! too: then on its files.

use std::path::Path;

use steward_app::call::{Call, SafetyAct, Verdict};
use steward_app::views::{
    BackupChecked, BackupKeeping, BackupRow, Refusal, RestorePreview, Restored, SafetyView,
};
use steward_app::{Closed, OpenOptions};

use crate::arguments::{BackupCommand, RestoreOf, RuleOf, SafetyCommand};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{Said, whole_path};

/// The store, open or not.
enum Safe {
    Open(Front),
    /// With the reason why it does not open.
    Closed(Closed, Refusal),
}

/// Does what is asked for.
pub(crate) fn safety(
    options: &OpenOptions,
    command: &SafetyCommand,
    say: Printed,
) -> Result<Said, Refusal> {
    match command {
        SafetyCommand::Rebuild => {
            let digest: String = ask(&Front::open(options)?, SafetyAct::Rebuild)?;
            Ok(say.word("digest", &digest).into())
        }
        SafetyCommand::RecoveryCode => {
            let code: String = ask(&Front::open(options)?, SafetyAct::RecoveryCode)?;
            Ok(say.word("recovery_code", &code).into())
        }
        SafetyCommand::Verify => {
            let verdict: Verdict = ask(&Front::open(options)?, SafetyAct::Verify)?;
            Ok(Said {
                text: say.verdict(&verdict),
                wanting: !verdict.sound,
            })
        }
        SafetyCommand::Backup { act } => backup(options, act.as_ref(), say),
        SafetyCommand::Diagnostics { output } => {
            let path = output.as_deref().map(whole_path);
            let told = match open(options)? {
                Safe::Open(front) => ask(&front, SafetyAct::Diagnostics { path })?,
                Safe::Closed(closed, why) => {
                    closed.save_diagnostics(&code(&why), path.as_deref())?
                }
            };
            Ok(say.diagnostics(&told, output.as_deref()).into())
        }
    }
}

fn backup(
    options: &OpenOptions,
    act: Option<&BackupCommand>,
    say: Printed,
) -> Result<Said, Refusal> {
    let safe = open(options)?;
    match act {
        None | Some(BackupCommand::Status) => {
            let view: SafetyView = ask(safe.front()?, SafetyAct::Show)?;
            Ok(say.safety(&view).into())
        }
        Some(BackupCommand::List { folder }) => {
            Ok(say.backups(&safe.list(folder.as_deref())?).into())
        }
        Some(BackupCommand::Make) => {
            let made: BackupRow = ask(safe.front()?, SafetyAct::Make)?;
            Ok(say.backups(std::slice::from_ref(&made)).into())
        }
        Some(BackupCommand::Check { backup }) => {
            let file = safe.find(backup)?;
            let checked: BackupChecked = ask(safe.front()?, SafetyAct::Check { file })?;
            Ok(Said {
                wanting: !checked.sound,
                text: say.checked(&checked),
            })
        }
        Some(BackupCommand::Restore(of)) => restore(&safe, of, say),
        Some(BackupCommand::Mend { yes: false }) => Ok(Said {
            text: say.add_yes(),
            wanting: true,
        }),
        Some(BackupCommand::Mend { yes: true }) => {
            let restored: Restored = match &safe {
                Safe::Open(front) => ask(front, SafetyAct::Mend)?,
                Safe::Closed(closed, _) => closed.mend()?,
            };
            Ok(say.restored(&restored).into())
        }
        Some(BackupCommand::Rule(rule)) => {
            let front = safe.front()?;
            let view: SafetyView = ask(front, SafetyAct::Show)?;
            let keeping = changed(&view, rule);
            let view: SafetyView = ask(front, SafetyAct::Keep { keeping })?;
            Ok(say.safety(&view).into())
        }
    }
}

fn restore(safe: &Safe, of: &RestoreOf, say: Printed) -> Result<Said, Refusal> {
    let file = safe.find(&of.backup)?;
    if !of.yes {
        let preview: RestorePreview = match safe {
            Safe::Open(front) => ask(front, SafetyAct::Preview { file })?,
            Safe::Closed(closed, _) => closed.restore_preview(&file)?,
        };
        return Ok(Said {
            text: say.restore_preview(&preview),
            wanting: true,
        });
    }
    let restored: Restored = match safe {
        Safe::Open(front) => ask(front, SafetyAct::Restore { file })?,
        Safe::Closed(closed, _) => closed.restore(&file, of.code.as_deref())?,
    };
    Ok(say.restored(&restored).into())
}

/// The rule with what the command line changes.
fn changed(view: &SafetyView, of: &RuleOf) -> BackupKeeping {
    let mut keeping = BackupKeeping {
        rule: view.rule,
        second: view
            .second
            .as_ref()
            .map_or_else(String::new, |s| s.folder.clone()),
    };
    let rule = &mut keeping.rule;
    rule.every_minutes = of.every.unwrap_or(rule.every_minutes);
    rule.all_hours = of.hours.unwrap_or(rule.all_hours);
    rule.daily_days = of.days.unwrap_or(rule.daily_days);
    rule.monthly_months = of.months.unwrap_or(rule.monthly_months);
    match of.second.as_deref() {
        None => {}
        Some("-") => keeping.second.clear(),
        Some(folder) => keeping.second = whole_path(Path::new(folder)),
    }
    keeping
}

/// Opens the store; one that is damaged, or has no key here, is worked on as it
/// lies.
fn open(options: &OpenOptions) -> Result<Safe, Refusal> {
    match Front::open(options) {
        Ok(front) => Ok(Safe::Open(front)),
        Err(why) if is_closed(&why) => Ok(Safe::Closed(Closed::at(options)?, why)),
        Err(why) => Err(why),
    }
}

fn is_closed(why: &Refusal) -> bool {
    const CODES: [&str; 7] = [
        "damaged",
        "upgrade",
        "absent",
        "key_missing",
        "key_damaged",
        "key_wrong",
        "other",
    ];
    CODES.contains(&code(why).as_str())
}

fn code(why: &Refusal) -> String {
    match why {
        Refusal::Store { code, .. } => code.clone(),
        _ => String::new(),
    }
}

fn ask<T: serde::de::DeserializeOwned>(front: &Front, act: SafetyAct) -> Result<T, Refusal> {
    front.call(Call::Safety { act })
}

impl Safe {
    /// The open store, or why it is not.
    fn front(&self) -> Result<&Front, Refusal> {
        match self {
            Self::Open(front) => Ok(front),
            Self::Closed(_, why) => Err(why.clone()),
        }
    }

    fn list(&self, folder: Option<&Path>) -> Result<Vec<BackupRow>, Refusal> {
        match (self, folder.map(whole_path)) {
            (Self::Open(front), None) => ask(front, SafetyAct::List),
            (Self::Open(front), Some(folder)) => ask(front, SafetyAct::ListIn { folder }),
            (Self::Closed(closed, _), folder) => closed.backups(folder.as_deref()),
        }
    }

    /// A backup by its number in the list, or its file.
    fn find(&self, word: &str) -> Result<String, Refusal> {
        let Ok(number) = word.parse::<usize>() else {
            return Ok(whole_path(Path::new(word)));
        };
        let rows = self.list(None)?;
        let found = number.checked_sub(1).and_then(|place| rows.get(place));
        found
            .map(|row| row.file.clone())
            .ok_or_else(|| Refusal::Unknown(word.to_owned()))
    }
}
