//! The skills of the service standard, as they are before a supervisor edits
//! them.

use super::Skill;
use crate::ids::SkillId;
use crate::names::Name;
use uuid::Uuid;

/// Every skill, in the order of lists. Their ids are made of their codes, so
/// that every station means the same one.
#[must_use]
pub fn skills() -> Vec<Skill> {
    let named = [
        ("tea", "茶水", "Tea service"),
        ("podium", "主席台服务", "Podium service"),
        ("etiquette", "礼仪", "Etiquette"),
        ("sound", "音控", "Sound"),
        ("light", "灯光", "Lighting"),
        ("english", "英语", "English"),
        ("drive", "驾驶", "Driving"),
        ("boat", "驾船", "Boat"),
        ("first-aid", "急救", "First aid"),
        ("fire", "消防", "Fire safety"),
        ("hotline", "热线", "Hotline"),
    ];
    (1..)
        .zip(named)
        .map(|(place, (code, zh, en))| Skill {
            id: skill(code),
            name: Name::new(zh, en),
            place,
            retired: false,
        })
        .collect()
}

/// The skill of a code of this list.
#[must_use]
pub fn skill(code: &str) -> SkillId {
    let hash = blake3::derive_key("steward skill 1", code.as_bytes());
    let (bytes, _) = hash.split_first_chunk().unwrap_or((&[0; 16], &[]));
    SkillId(Uuid::from_bytes(*bytes))
}
