//! The people who work here.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use steward_app::domain::secrecy::Level;
use steward_app::domain::staff::LeaveKind;

use super::Whose;

pub(super) const STAFF_EXAMPLES: &str = "\
Examples:
  stewardctl staff list --department service --skill 英语
  stewardctl staff list zhoumin
  stewardctl staff show 1023
  stewardctl staff add 林晓 --number 1061 --department service --skill 茶水=2 --skill 英语=1@2027-06-30
  stewardctl staff edit 1061 --clearance confidential --cleared-until 2027-12-31 --trained-until 2027-03-31
  stewardctl staff leave 林晓 2026-11-30 2026-12-04 --kind annual
  stewardctl staff wish 林晓 2026-12-12 --off --weight 3
  stewardctl staff expiring
  stewardctl staff import 排班表.xlsx --dry-run
  stewardctl staff import 排班表.xlsx
  stewardctl staff undo
  stewardctl staff export -o 人员.xlsx
  stewardctl staff export --month 2026-12 -o 排班表.xlsx
  stewardctl staff badges 林晓 1023 -o badges.pdf";

#[derive(Debug, Subcommand)]
pub(crate) enum StaffCommand {
    /// Who works here
    List {
        /// Words: name, number, phone, position; pinyin in full or by initials
        words: Vec<String>,
        /// Of one department
        #[arg(long, value_enum, value_name = "WHOSE")]
        department: Option<Whose>,
        /// Who has this skill today
        #[arg(long, value_name = "SKILL")]
        skill: Option<String>,
        /// Who may serve a meeting of this level today
        #[arg(long, value_enum, value_name = "LEVEL")]
        clearance: Option<ClearedFor>,
        /// Who left too
        #[arg(long)]
        retired: bool,
    },
    /// A person with their leave and wishes
    Show {
        /// Number, name, or words that find them
        who: String,
    },
    /// Enter a person
    Add {
        /// Their name
        name: String,
        /// Another person of that name works here
        #[arg(long)]
        another: bool,
        /// What else there is to say
        #[command(flatten)]
        about: Box<AboutStaff>,
    },
    /// Change what is kept of a person
    Edit {
        /// Number, name, or words that find them
        who: String,
        /// Their new name
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// What else there is to say
        #[command(flatten)]
        about: Box<AboutStaff>,
    },
    /// A person no longer works here; nothing is deleted
    Retire {
        /// Number, name, or words that find them
        who: String,
        /// They work here again
        #[arg(long)]
        back: bool,
    },
    /// Who is away; with a name and days, enter leave
    Leave(LeaveArguments),
    /// Enter a wish for the roster
    Wish(WishArguments),
    /// Of whom skills, training or clearance run out
    Expiring,
    /// The skills that there are; with a name, add one
    Skills {
        /// Its Chinese name
        name: Option<String>,
        /// Its English name
        #[arg(long, default_value = "", value_name = "NAME")]
        en: String,
    },
    /// Take in a list of people, or a roster, from a workbook or a text
    Import {
        /// The file: .xlsx, .csv
        file: PathBuf,
        /// Only look
        #[arg(long)]
        dry_run: bool,
        /// The month of a roster that does not say it
        #[arg(long, value_name = "YYYY-MM", value_parser = month)]
        month: Option<chrono::NaiveDate>,
        /// Every row, not only those that change something
        #[arg(long)]
        all: bool,
        /// Clear shifts that stand where the sheet is blank, or says leave
        #[arg(long)]
        clear: bool,
    },
    /// Take the last list that was taken in back
    Undo,
    /// Save the people as a workbook, or a month as a roster
    Export {
        /// A month as a roster
        #[arg(long, value_name = "YYYY-MM", value_parser = month)]
        month: Option<chrono::NaiveDate>,
        /// The file
        #[arg(short, long, value_name = "FILE.xlsx")]
        output: PathBuf,
    },
    /// Save badges as PDF, ten to a page
    Badges {
        /// Whom; everybody when nobody is named
        who: Vec<String>,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AboutStaff {
    /// The number on the badge
    #[arg(long, value_name = "N")]
    pub(crate) number: Option<String>,
    /// The name in Latin letters
    #[arg(long, value_name = "NAME")]
    pub(crate) latin: Option<String>,
    /// Departments, the first one first; given again for each
    #[arg(long, value_enum, value_name = "WHOSE")]
    pub(crate) department: Vec<Whose>,
    /// Team within the department
    #[arg(long, value_name = "TEXT")]
    pub(crate) team: Option<String>,
    /// Position
    #[arg(long, value_name = "TEXT")]
    pub(crate) position: Option<String>,
    /// A skill with its level and last day; =0 takes it away
    #[arg(long, value_name = "SKILL=N[@D]", value_parser = skilled)]
    pub(crate) skill: Vec<SkillSaid>,
    /// What they are cleared for
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) clearance: Option<ClearedFor>,
    /// The last day of it
    #[arg(long, value_name = "D")]
    pub(crate) cleared_until: Option<String>,
    /// The last day of their training
    #[arg(long, value_name = "D")]
    pub(crate) trained_until: Option<String>,
    /// Colour of the uniform
    #[arg(long, value_name = "TEXT")]
    pub(crate) uniform: Option<String>,
    /// Phone
    #[arg(long, value_name = "TEXT")]
    pub(crate) phone: Option<String>,
    /// A language besides Chinese; given again for each
    #[arg(long, value_name = "TEXT")]
    pub(crate) language: Vec<String>,
    /// Working time by contract, hours a week
    #[arg(long, value_name = "HOURS")]
    pub(crate) weekly_hours: Option<u32>,
    /// When they can work, such as "Mon-Fri 08:00-18:00"; any time when empty
    #[arg(long, value_name = "HOURS", value_parser = available)]
    pub(crate) available: Option<Hours>,
    /// What else there is to know
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

/// A skill as it is typed: name, level, last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SkillSaid {
    pub(crate) skill: String,
    pub(crate) level: u8,
    pub(crate) until: Option<chrono::NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct LeaveArguments {
    /// Whose: number, name, or words that find them
    #[arg(requires = "from")]
    pub(crate) who: Option<String>,
    /// First day
    pub(crate) from: Option<String>,
    /// Last day [default: the first]
    pub(crate) to: Option<String>,
    /// Why
    #[arg(long, value_enum, default_value = "annual", value_name = "KIND")]
    pub(crate) kind: AwayFor,
    /// What else there is to know
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
    /// Take back the leave that the day falls in
    #[arg(long, requires = "who")]
    pub(crate) back: bool,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("wants").args(["off", "shift", "not_shift", "back"]).required(true))]
pub(crate) struct WishArguments {
    /// Whose: number, name, or words that find them
    pub(crate) who: String,
    /// First day
    pub(crate) from: String,
    /// Last day [default: the first]
    pub(crate) to: Option<String>,
    /// To be off
    #[arg(long)]
    pub(crate) off: bool,
    /// This kind of shift
    #[arg(long, value_name = "CODE")]
    pub(crate) shift: Option<String>,
    /// Any kind of shift but this
    #[arg(long, value_name = "CODE")]
    pub(crate) not_shift: Option<String>,
    /// Take back the wishes that the day falls in
    #[arg(long)]
    pub(crate) back: bool,
    /// How much it matters, 1 to 3
    #[arg(long, default_value_t = 2, value_name = "N")]
    pub(crate) weight: u8,
    /// What else there is to know
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClearedFor {
    /// 公开
    Public,
    /// 内部
    Internal,
    /// 保密
    Confidential,
}

impl From<ClearedFor> for Level {
    fn from(cleared: ClearedFor) -> Self {
        match cleared {
            ClearedFor::Public => Self::Public,
            ClearedFor::Internal => Self::Internal,
            ClearedFor::Confidential => Self::Confidential,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AwayFor {
    /// 年假
    Annual,
    /// 病假
    Sick,
    /// 事假
    Personal,
    /// 产假
    Parental,
    /// 培训
    Training,
    /// 调休
    InLieu,
    /// 其他
    Other,
}

impl From<AwayFor> for LeaveKind {
    fn from(away: AwayFor) -> Self {
        match away {
            AwayFor::Annual => Self::Annual,
            AwayFor::Sick => Self::Sick,
            AwayFor::Personal => Self::Personal,
            AwayFor::Parental => Self::Parental,
            AwayFor::Training => Self::Training,
            AwayFor::InLieu => Self::InLieu,
            AwayFor::Other => Self::Other,
        }
    }
}

fn month(text: &str) -> Result<chrono::NaiveDate, String> {
    let day = format!("{}-01", text.trim());
    day.parse().map_err(|_| "write it like 2026-12".to_owned())
}

fn skilled(text: &str) -> Result<SkillSaid, String> {
    let wrong = || "write it like 茶水=2 or 英语=1@2027-06-30".to_owned();
    let (name, rest) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (level, until) = match rest.split_once('@') {
        Some((level, day)) => (level, Some(day.trim().parse().map_err(|_| wrong())?)),
        None => (rest, None),
    };
    let level = level.trim().parse().map_err(|_| wrong())?;
    Ok(SkillSaid {
        skill: name.trim().to_owned(),
        level,
        until,
    })
}

/// When somebody can work; a type of its own, since clap takes a list for
/// several values.
#[derive(Clone, Debug)]
pub(crate) struct Hours(pub(crate) Vec<steward_app::domain::staff::Availability>);

fn available(text: &str) -> Result<Hours, String> {
    let found = steward_app::domain::staff::hours::read(text).map(Hours);
    found.ok_or_else(|| "write it like 周一至周五 08:00-18:00 or Mon-Fri 08:00-18:00".to_owned())
}
