//! What is done about the kinds of requirements and the lists for reporting
//! ready.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::notice::kinds::Kind;
use steward_domain::ready::ReadyList;

pub use super::template::TemplatesAct;
use super::told;
use crate::Desk;
use crate::views::Refusal;

/// What is done about kinds and lists, see [`super::Call::Kinds`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum KindsAct {
    /// [`Desk::requirement_kinds`] and [`Desk::ready_lists`].
    Show,
    /// [`Desk::save_requirement_kind`] and [`Desk::save_ready_list`] of each
    /// that is another than the one kept.
    Save {
        /// Kinds and lists.
        all: KindsAndLists,
    },
    /// Something is done about service templates.
    Templates {
        /// What.
        doing: TemplatesAct,
    },
}

/// The kinds of requirements and the departments' lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindsAndLists {
    /// What notices ask about.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// What departments go through before they report ready.
    #[serde(default)]
    pub ready_lists: Vec<ReadyList>,
}

impl Desk {
    pub(super) fn do_about_kinds(&self, act: KindsAct) -> Result<Value, Refusal> {
        if let KindsAct::Templates { doing } = act {
            return self.do_about_templates(doing);
        }
        if let KindsAct::Save { all } = act {
            let known = self.kinds_and_lists()?;
            for kind in all.kinds {
                if !known.kinds.contains(&kind) {
                    self.save_requirement_kind(kind)?;
                }
            }
            for list in all.ready_lists {
                if !known.ready_lists.contains(&list) {
                    self.save_ready_list(list)?;
                }
            }
        }
        told(&self.kinds_and_lists()?)
    }

    fn kinds_and_lists(&self) -> Result<KindsAndLists, Refusal> {
        Ok(KindsAndLists {
            kinds: self.requirement_kinds()?,
            ready_lists: self.ready_lists()?,
        })
    }
}
