//! The service notice 会议服务通知单 (`S-20` … `S-22`): one meeting, what it asks of whom, what changed, who has it.

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::bulletin::{Department, Done, Language};
use crate::fonts::Families;
use crate::text::{LABEL, NAME, REMARK, TITLE, line};
use crate::view::{self, Moment, Signed, moment};
use crate::{Fault, Fonts, Rendered, render};

/// All that stands on one version of a meeting's notice. All times are local to the venue.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// The notice's own number, for example `1122-A03-V2`.
    pub number: String,
    /// Who issues it, for example 客户服务中心.
    pub issuer: String,
    /// The venue, printed as the head of the first page.
    pub venue: String,
    /// The station (workstation) it was made on.
    pub station: String,
    /// When this paper was made; the PDF's date.
    pub made_at: NaiveDateTime,
    /// When the version was issued.
    pub issued_at: NaiveDateTime,
    /// Who issued it.
    pub issued_by: String,
    /// The language of every label.
    pub language: Language,
    /// Which version.
    pub version: u32,
    /// Why it is withdrawn, when it is.
    pub withdrawn: Option<String>,
    /// A word for how late it comes; empty for in time.
    pub urgency: String,
    /// Why so late, or what the change is for; may be empty.
    pub reason: String,
    /// Whose copy it is; the whole notice for none.
    pub of: Option<String>,
    /// Label and value of each fact of the booking, in order.
    pub facts: Vec<(String, String)>,
    /// What this version changed, a line each.
    pub changes: Vec<String>,
    /// What is asked, in order.
    pub lines: Vec<NoticeLine>,
    /// Whom it concerns, and whether they have it.
    pub recipients: Vec<NoticeRecipient>,
}

/// What is asked of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeLine {
    /// The kind.
    pub name: String,
    /// How it was answered.
    pub state: NoticeState,
    /// Name and value of each figure.
    pub figures: Vec<(String, String)>,
    /// What else there is to know; may be empty.
    pub note: String,
    /// Who has to do with it.
    pub departments: Vec<Department>,
}

/// How a line was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeState {
    /// Nobody asked.
    NotAsked,
    /// Asked, and not needed.
    NotNeeded,
    /// Needed.
    Needed,
}

/// A department and whether it has the notice.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeRecipient {
    /// Its name.
    pub department: String,
    /// Who said so, and when; a line to sign on for none.
    pub acknowledged: Option<Done>,
    /// What is new to it since what it has, a line each.
    pub changes: Vec<String>,
}

#[derive(Serialize)]
struct View {
    language: &'static str,
    fonts: Families,
    number: String,
    issuer: String,
    venue: String,
    station: String,
    made_at: Moment,
    issued_at: Moment,
    issued_by: String,
    version: u32,
    withdrawn: Option<String>,
    urgency: String,
    reason: String,
    of: Option<String>,
    facts: Vec<Pair>,
    changes: Vec<String>,
    needed: Vec<Needed>,
    not_needed: Vec<String>,
    not_asked: Vec<String>,
    recipients: Vec<Recipient>,
}

#[derive(Serialize)]
struct Pair {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct Needed {
    name: String,
    figures: Vec<Pair>,
    note: Vec<String>,
    departments: Vec<String>,
}

#[derive(Serialize)]
struct Recipient {
    department: String,
    acknowledged: Option<Signed>,
    changes: Vec<String>,
}

/// Sets a notice.
///
/// # Errors
/// [`Fault::Template`] when the template does not compile.
pub fn notice(data: &Notice, fonts: &Fonts) -> Result<Rendered, Fault> {
    render::render("notice.typ", &view(data, fonts), fonts)
}

fn view(data: &Notice, fonts: &Fonts) -> View {
    let day = data.made_at.date();
    let chinese = data.language == Language::Zh;
    let named = |state| {
        let those = data.lines.iter().filter(move |one| one.state == state);
        those.map(|one| line(&one.name, LABEL)).collect()
    };
    let needed = data
        .lines
        .iter()
        .filter(|one| one.state == NoticeState::Needed);
    View {
        language: view::language(data.language),
        fonts: fonts.families(),
        number: line(&data.number, LABEL),
        issuer: line(&data.issuer, NAME),
        venue: line(&data.venue, NAME),
        station: line(&data.station, LABEL),
        made_at: moment(data.made_at, day),
        issued_at: moment(data.issued_at, day),
        issued_by: line(&data.issued_by, LABEL),
        version: data.version,
        withdrawn: data.withdrawn.as_deref().map(|why| line(why, REMARK)),
        urgency: line(&data.urgency, LABEL),
        reason: line(&data.reason, REMARK),
        of: data.of.as_deref().map(|of| line(of, LABEL)),
        facts: pairs(&data.facts, TITLE),
        changes: data.changes.iter().map(|one| line(one, REMARK)).collect(),
        needed: needed
            .map(|one| Needed {
                name: line(&one.name, LABEL),
                figures: pairs(&one.figures, REMARK),
                note: one
                    .note
                    .lines()
                    .map(|part| line(part, REMARK))
                    .filter(|part| !part.is_empty())
                    .collect(),
                departments: one
                    .departments
                    .iter()
                    .map(|one| line(if chinese { &one.zh } else { &one.en }, LABEL))
                    .collect(),
            })
            .collect(),
        not_needed: named(NoticeState::NotNeeded),
        not_asked: named(NoticeState::NotAsked),
        recipients: data
            .recipients
            .iter()
            .map(|one| Recipient {
                department: line(&one.department, LABEL),
                acknowledged: one
                    .acknowledged
                    .as_ref()
                    .map(|done| view::signed(done, day)),
                changes: one.changes.iter().map(|part| line(part, REMARK)).collect(),
            })
            .collect(),
    }
}

fn pairs(all: &[(String, String)], most: usize) -> Vec<Pair> {
    all.iter()
        .map(|(label, value)| Pair {
            label: line(label, LABEL),
            value: line(value, most),
        })
        .collect()
}
