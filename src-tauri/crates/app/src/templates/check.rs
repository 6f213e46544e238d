//! What a template must be before it is kept.

use steward_domain::plan::{Due, Item, Template};

use crate::texts::{MOST_CODE, in_range, line, named};
use crate::views::Refusal;

/// Most tasks and lines of goods of a template.
const MOST_LINES: usize = 500;

/// Refuses a template that cannot be kept.
pub(super) fn check_template(template: &Template) -> Result<(), Refusal> {
    let lines = [
        template.items.len(),
        template.goods.len(),
        template.meeting_kinds.len(),
    ];
    if lines.iter().any(|count| *count > MOST_LINES) {
        return Err(Refusal::TooLong {
            field: "items".to_owned(),
            most: u32::try_from(MOST_LINES).unwrap_or(u32::MAX),
        });
    }
    if template.classes.is_empty() {
        return Err(Refusal::ChoiceNeeded);
    }
    for code in &template.meeting_kinds {
        if line("meeting_kind", code, MOST_CODE)?.is_empty() {
            return Err(Refusal::Unknown(code.clone()));
        }
    }
    for (at, item) in template.items.iter().enumerate() {
        let key = line("key", &item.key, 40)?;
        if key.is_empty() || key != item.key || key.contains(['/', '.']) {
            return Err(Refusal::Unknown(item.key.clone()));
        }
        if template
            .items
            .iter()
            .take(at)
            .any(|other| other.key == item.key)
        {
            return Err(Refusal::Several {
                word: item.key.clone(),
                found: vec![item.key.clone(); 2],
            });
        }
        named(&item.text)?;
        if let Some(missing) = item
            .after
            .iter()
            .find(|after| !template.items.iter().any(|other| other.key == **after))
        {
            return Err(Refusal::Unknown(missing.clone()));
        }
        in_range("remind", item.remind, 0, 7 * 1440)?;
        in_range("escalate", item.escalate, 0, 7 * 1440)?;
        match item.due {
            Due::Start { minutes } | Due::End { minutes } => {
                in_range("due", minutes.unsigned_abs(), 0, 31 * 1440)?
            }
            Due::DaysBefore { days, minute } => {
                in_range("due", days, 1, 31)?;
                in_range("due", minute, 0, 1439)?;
            }
            Due::Every { minutes } => in_range("due", minutes, 5, 1440)?,
        }
    }
    if let Some(item) = in_a_circle(&template.items) {
        return Err(Refusal::NotSuch {
            field: item.text.zh.clone(),
            text: item.after.join("、"),
        });
    }
    for goods in &template.goods {
        named(&goods.item)?;
        in_range("per_hundred", goods.per_hundred, 0, 100_000)?;
        in_range("spare", goods.spare, 0, 100_000)?;
    }
    Ok(())
}

/// A task that comes after itself, if there is one: it could never be done.
fn in_a_circle(items: &[Item]) -> Option<&Item> {
    let after = |key: &str| {
        let found = items.iter().find(|one| one.key == key);
        found.map_or(&[][..], |one| one.after.as_slice())
    };
    items.iter().find(|item| {
        let mut to_see: Vec<&str> = item.after.iter().map(String::as_str).collect();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(key) = to_see.pop() {
            if key == item.key {
                return true;
            }
            if !seen.contains(&key) {
                seen.push(key);
                to_see.extend(after(key).iter().map(String::as_str));
            }
        }
        false
    })
}
