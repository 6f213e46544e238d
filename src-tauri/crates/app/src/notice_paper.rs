//! The service notice 会议服务通知单 on paper: what is in force, whole or for
//! one department, with what changed and lines to sign on.

use steward_documents::{self as documents, Notice, NoticeLine, NoticeRecipient};
use steward_domain::ids::MeetingId;
use steward_domain::names::{Language, Name};
use steward_domain::notice::{ISSUED, LineState};
use steward_domain::plan::Department;

use crate::Desk;
use crate::bookings::meeting_of;
use crate::bulletin::{printed_department, printed_language};
use crate::editions::Title;
use crate::notice::Paper;
use crate::views::{DepartmentView, NoticeStanding, PaperInfo, Refusal, VersionView};
use crate::words::{self, notice as say};

impl Desk {
    /// Lays out the notice that is in force, whole or what a department reads.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] before the first version;
    /// [`Refusal::Document`], as when no fonts are found.
    pub fn notice_paper(
        &self,
        meeting: MeetingId,
        department: Option<Department>,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        self.may_read("notice_paper")?;
        let now = self.now();
        let (data, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let paper = Paper::read(r, house, &meeting, now)?;
            let stands = paper.in_force();
            let version = stands.last().ok_or(Refusal::NothingIssued)?;
            let view = paper.version_told(version);
            let name = |name: &Name| name.in_language(language).to_owned();
            let number = format!("{}-V{}", meeting.number, view.brief.number);
            let data = Notice {
                number,
                issuer: name(&house.venue.issuer),
                venue: name(&house.venue.name),
                station: self.identity.name.clone(),
                made_at: house.venue.local(now),
                issued_at: house.venue.local(view.brief.at),
                issued_by: view.brief.by.clone(),
                language: printed_language(language),
                version: view.brief.number,
                withdrawn: view.brief.withdrawn.clone(),
                urgency: say::urgency(view.brief.urgency)
                    .map(|word| name(&word))
                    .unwrap_or_default(),
                reason: view.brief.reason.clone(),
                of: department.map(|one| name(&words::department(one))),
                facts: facts(&view, language, house.room_of(&meeting).is_some()),
                changes: view
                    .brief
                    .changes
                    .iter()
                    .filter(|one| department.is_none_or(|d| one.departments.contains(&d)))
                    .map(|one| say::difference(&one.what, language))
                    .collect(),
                lines: lines(&view, department, language),
                recipients: paper
                    .departments_told()
                    .iter()
                    .filter(|one| department.is_none_or(|d| one.department == d))
                    .filter_map(|one| recipient(one, language, |at| house.venue.local(at)))
                    .collect(),
            };
            Ok((data, view.when.date))
        })?;
        let title = Title {
            kind: ISSUED,
            intent: "issue_notice",
            date,
            number: data.number.clone(),
        };
        let paper = documents::notice(&data, self.fonts()?)?;
        Ok(self.keep_copy(title, paper))
    }
}

/// Label and value of each fact of the booking, in the order of the form.
fn facts(view: &VersionView, language: Language, has_room: bool) -> Vec<(String, String)> {
    use steward_domain::notice::difference::FactField as F;
    let name = |name: &Name| name.in_language(language).to_owned();
    let rooms: Vec<String> = view.rooms.iter().map(name).collect();
    let none = Name::new("待定", "to be settled");
    let contact = [view.contact.as_str(), view.phone.as_str()].join(" ");
    let leader = match view.leader {
        true => Name::new("是", "yes"),
        false => Name::new("否", "no"),
    };
    let rooms = if rooms.is_empty() && !has_room {
        name(&none)
    } else {
        rooms.join(words::comma(language))
    };
    [
        (F::Title, view.title.clone()),
        (
            F::Time,
            format!("{}-{}", view.when.date.format("%Y"), say::when(&view.when)),
        ),
        (F::Rooms, rooms),
        (
            F::Headcount,
            view.headcount.map(|n| n.to_string()).unwrap_or_default(),
        ),
        (
            F::Layout,
            view.layout
                .map(|one| name(&words::layout(one)))
                .unwrap_or_default(),
        ),
        (F::Service, name(&words::service(view.service))),
        (F::Leader, name(&leader)),
        (F::Organiser, view.organiser.clone()),
        (F::Contact, contact.trim().to_owned()),
        (F::Needs, view.needs.clone()),
    ]
    .into_iter()
    .filter(|(field, value)| !value.is_empty() || *field != F::Needs)
    .map(|(field, value)| (name(&say::fact(field)), value))
    .collect()
}

/// What is asked: the needed first asked of the wanted department; kinds that
/// are settled as not needed are named in one line by the template.
fn lines(
    view: &VersionView,
    department: Option<Department>,
    language: Language,
) -> Vec<NoticeLine> {
    let name = |name: &Name| name.in_language(language).to_owned();
    view.lines
        .iter()
        .filter(|line| department.is_none_or(|d| line.departments.contains(&d)))
        .map(|line| NoticeLine {
            name: name(&line.name),
            state: match line.state {
                LineState::NotAsked => documents::NoticeState::NotAsked,
                LineState::NotNeeded => documents::NoticeState::NotNeeded,
                LineState::Needed => documents::NoticeState::Needed,
            },
            figures: line
                .figures
                .iter()
                .map(|figure| {
                    (
                        name(&figure.name),
                        name(&figure.value) + figure.unit.only_in(language),
                    )
                })
                .collect(),
            note: line.note.clone(),
            departments: line
                .departments
                .iter()
                .map(|one| printed_department(*one))
                .collect(),
        })
        .collect()
}

fn recipient(
    view: &DepartmentView,
    language: Language,
    local: impl Fn(chrono::DateTime<chrono::Utc>) -> chrono::NaiveDateTime,
) -> Option<NoticeRecipient> {
    if view.standing == NoticeStanding::NotConcerned {
        return None;
    }
    let has = view.by.clone().zip(view.at.map(local));
    Some(NoticeRecipient {
        department: words::department(view.department)
            .in_language(language)
            .to_owned(),
        acknowledged: has.map(|(by, at)| documents::Done { by, at }),
        changes: view
            .changes
            .iter()
            .map(|one| say::difference(&one.what, language))
            .collect(),
    })
}
