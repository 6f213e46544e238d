//! Posts of a meeting, halls, and who is free.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use steward_app::domain::post::PostKind;

pub(super) const POSTS_EXAMPLES: &str = "\
Examples:
  stewardctl posts apply 1122-A03 large
  stewardctl posts fill 1122-A03
  stewardctl posts assign 1122-A03 3 林晓
  stewardctl posts confirm 1122-A03 3 4
  stewardctl posts add 1122-A03 security --label 东门 --at 120,30 --from -90
  stewardctl posts map 1122-A03 -o map.pdf
  stewardctl posts list 1122-A03 -o posts.xlsx
  stewardctl posts free --skill 茶水 --minutes 120";

#[derive(Debug, Subcommand)]
pub(crate) enum PostsCommand {
    /// The posts: when, who is on them, how they stand
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Set up the posts of a set
    Apply {
        /// The meeting's number, or words that find it
        meeting: String,
        /// everyday, large, with-gallery, or the name of a set of the hall
        set: String,
        /// Posts that are of no other set go
        #[arg(long)]
        instead: bool,
    },
    /// Add a post
    Add(NewPost),
    /// Move a post on the plan
    Move {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Its number on the plan, its name or id
        post: String,
        /// Decimetres from the left and from the stage's wall, such as 120,30
        #[arg(value_name = "X,Y", value_parser = place)]
        to: (i32, i32),
    },
    /// Take a post away
    Remove {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Its number on the plan, its name or id
        post: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
    /// Put somebody on a post, or nobody
    Assign {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Its number on the plan, its name or id
        post: String,
        /// Name, number on the badge, pinyin or id; nobody when none
        who: Option<String>,
    },
    /// Find people for the open posts
    Fill {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Confirm that people stand on their posts
    Confirm {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Which; all that somebody is put on when none
        posts: Vec<String>,
        /// It was a mistake: take the word back
        #[arg(long, requires = "posts")]
        withdraw: bool,
    },
    /// Note that somebody left a post before its end
    Leave {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Its number on the plan, its name or id
        post: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
    },
    /// Note that somebody took a post over
    Relieve {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Its number on the plan, its name or id
        post: String,
        /// Name, number on the badge, pinyin or id
        who: String,
    },
    /// Save the list of posts, by time and by person, as PDF or .xlsx
    List {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Save the distribution map as PDF
    Map {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// Who is free, and what keeps the others
    Free(FreeArguments),
    /// The sets of posts of a hall
    Sets {
        /// The room's name or number
        room: String,
    },
    /// Lay a picture under the plan of a hall
    Picture {
        /// The room's name or number
        room: String,
        /// A PNG or JPEG of a megabyte at most
        #[arg(required_unless_present = "none")]
        file: Option<PathBuf>,
        /// Take it away
        #[arg(long, conflicts_with = "file")]
        none: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct NewPost {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// What for
    #[arg(value_enum)]
    pub(crate) kind: KindWord,
    /// What people call it
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) label: String,
    /// Decimetres from the left and from the stage's wall, such as 120,30
    #[arg(long, value_name = "X,Y", value_parser = place)]
    pub(crate) at: Option<(i32, i32)>,
    /// Minutes after the meeting's start; below zero before it
    #[arg(
        long,
        default_value_t = -60,
        value_name = "MINUTES",
        allow_negative_numbers = true
    )]
    pub(crate) from: i32,
    /// Minutes after the meeting's end; below zero before it
    #[arg(
        long,
        default_value_t = 15,
        value_name = "MINUTES",
        allow_negative_numbers = true
    )]
    pub(crate) until: i32,
    /// What it asks for, by name
    #[arg(long, value_name = "NAME")]
    pub(crate) skill: Option<String>,
    /// How well, 1 to 3
    #[arg(long, default_value_t = 1, requires = "skill")]
    pub(crate) level: u8,
    /// What else there is to know
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}

#[derive(Debug, Args)]
pub(crate) struct FreeArguments {
    /// For a post of a meeting: the meeting's number, or words that find it
    #[arg(long, value_name = "MEETING")]
    pub(crate) meeting: Option<String>,
    /// The post's number, name or id
    #[arg(long, requires = "meeting")]
    pub(crate) post: Option<String>,
    /// From when, such as 2026-11-22T13:36; now when none
    #[arg(long, value_name = "TIME", value_parser = super::moment)]
    pub(crate) at: Option<DateTime<Utc>>,
    /// For how long
    #[arg(long, value_name = "MINUTES")]
    pub(crate) minutes: Option<u32>,
    /// With this skill, by name
    #[arg(long, value_name = "NAME")]
    pub(crate) skill: Option<String>,
    /// Also those who are not free, and why
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KindWord {
    Etiquette,
    Ordinary,
    Gallery,
    Security,
    Technical,
}

impl From<KindWord> for PostKind {
    fn from(kind: KindWord) -> Self {
        match kind {
            KindWord::Etiquette => Self::Etiquette,
            KindWord::Ordinary => Self::Ordinary,
            KindWord::Gallery => Self::Gallery,
            KindWord::Security => Self::Security,
            KindWord::Technical => Self::Technical,
        }
    }
}

/// `120,30`.
fn place(text: &str) -> Result<(i32, i32), String> {
    let parts = text.split_once([',', '，']);
    let figure = |part: &str| part.trim().parse::<i32>().ok();
    parts
        .and_then(|(x, y)| Some((figure(x)?, figure(y)?)))
        .ok_or_else(|| format!("{text} is not like 120,30"))
}
