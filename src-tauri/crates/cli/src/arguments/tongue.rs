//! The language to answer in.

use clap::ValueEnum;
use steward_app::domain::names::Language;

use super::Arguments;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tongue {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Zh => Self::Zh,
            Tongue::En => Self::En,
        }
    }
}

impl Arguments {
    /// The language to answer in: as asked, else the terminal's, else Chinese.
    pub(crate) fn tongue(&self) -> Tongue {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
        self.lang.unwrap_or(match set {
            Some(lang) if lang.starts_with("en") => Tongue::En,
            _ => Tongue::Zh,
        })
    }
}
