//! Papers of posts: the distribution map 会务员分布图 and the list of posts by
//! time and by person (S-35).

use std::collections::BTreeMap;

use steward_documents::{
    self as documents, Cell, Form, Part, PlanLegend, PlanMark, PlanShape, PostMap, Sheet,
};
use steward_domain::ids::MeetingId;
use steward_domain::names::Language;
use steward_domain::post::PostKind;
use steward_domain::post::hall::HallPlan;
use steward_domain::secrecy::audit::Left;

use super::hall::{picture_of, plan_of};
use super::{Line, told};
use crate::Desk;
use crate::audit::left;
use crate::bookings::meeting_of;
use crate::editions::Title;
use crate::forms::Letter;
use crate::texts::dotted;
use crate::views::{PaperInfo, PostView, PostsView, Refusal, When};
use crate::words::posts_terms as say;
use crate::words::terms;
use crate::words::terms::Term;

impl Desk {
    /// Lays out the distribution map of a meeting.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] where no posts are set up;
    /// [`Refusal::Document`].
    pub fn post_map(&self, meeting: MeetingId, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("post_map")?;
        let (mut map, title) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let view = told(r, house, &Line::read(r, &meeting)?)?;
            let plan = house.room_of(&meeting).map(|room| plan_of(r, room));
            let (plan, _) = plan.transpose()?.ok_or(Refusal::NothingIssued)?;
            if view.posts.is_empty() {
                return Err(Refusal::NothingIssued);
            }
            let letter = self.letter(house, language);
            let map = map(&letter, &view, &plan);
            let title = Title {
                kind: "post_map",
                intent: "form",
                date: view.meeting.when.date,
                number: map.head.number.clone(),
            };
            Ok((map, title))
        })?;
        let paper = match documents::post_map(&map, self.fonts()?) {
            // A picture that cannot be drawn must not keep a paper.
            Err(_) if map.picture.is_some() => {
                map.picture = None;
                documents::post_map(&map, self.fonts()?)?
            }
            paper => paper?,
        };
        Ok(self.keep_copy(title, paper))
    }

    /// Lays out the list of posts of a meeting: by time, and by person.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] where no posts are set up;
    /// [`Refusal::Document`].
    pub fn post_list(&self, meeting: MeetingId, language: Language) -> Result<PaperInfo, Refusal> {
        self.may_read("post_list")?;
        let (form, date) = self.house(|r, house| {
            let meeting = meeting_of(r, meeting)?;
            let view = told(r, house, &Line::read(r, &meeting)?)?;
            if view.posts.is_empty() {
                return Err(Refusal::NothingIssued);
            }
            let form = form(&self.letter(house, language), &view);
            Ok((form, view.meeting.when.date))
        })?;
        self.lay_out_as("post_list", &form, date)
    }

    /// Saves the list of posts of a meeting as a workbook.
    ///
    /// # Errors
    /// [`Refusal::NothingIssued`] where no posts are set up;
    /// [`Refusal::File`] when the file cannot be written.
    pub fn post_list_workbook(
        &self,
        meeting: MeetingId,
        language: Language,
        path: &str,
    ) -> Result<(), Refusal> {
        self.may_read("post_list_workbook")?;
        self.save_workbook(language, path, |r, letter| {
            let meeting = meeting_of(r, meeting)?;
            let view = told(r, letter.house, &Line::read(r, &meeting)?)?;
            if view.posts.is_empty() {
                return Err(Refusal::NothingIssued);
            }
            let title = format!("{} {}", view.meeting.title, letter.say(say::POST_LIST));
            let sheets = vec![by_time(letter, &view, &title), by_person(letter, &view)];
            let (number, day) = (&view.meeting.number.0, view.meeting.when.date);
            let gone = Left {
                meetings: 1,
                ..left("post_list", "xlsx", number, Some(day))
            };
            Ok(letter.leaving(title, sheets, gone))
        })
    }
}

/// `2026-11-25 09:00–11:00 · 主会场 · 岗位 12 · 空岗 2`.
fn facts(letter: &Letter<'_>, view: &PostsView) -> String {
    let room = view.meeting.room.as_ref();
    let figure = |term: Term, n: u32| format!("{} {n}", letter.say(term));
    dotted([
        letter.span(&view.meeting.when),
        room.map(|one| letter.name(one)).unwrap_or_default(),
        figure(say::POSTS, view.counts.posts),
        match view.counts.open {
            0 => String::new(),
            open => figure(say::OPEN_POSTS, open),
        },
    ])
}

fn map(letter: &Letter<'_>, view: &PostsView, plan: &HallPlan) -> PostMap {
    let whole = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let (width, height) = (whole(plan.size.width), whole(plan.size.height));
    let shape = |one: &steward_domain::post::hall::HallShape| PlanShape {
        kind: crate::refusals::code_of(&one.kind),
        x: one.x,
        y: one.y,
        width: one.width,
        height: one.height,
        turn: one.turn,
        rows: one.rows,
        text: letter.name(&one.text),
    };
    let mark = |one: &PostView| PlanMark {
        kind: one.kind.code().to_owned(),
        // One that is off the plan stands at its edge, and is seen.
        x: one.place.x.clamp(0, width),
        y: one.place.y.clamp(0, height),
        number: one.number,
        name: one
            .holder
            .as_ref()
            .map(|one| one.name.clone())
            .unwrap_or_default(),
    };
    let legend = PostKind::ALL.into_iter().filter_map(|kind| {
        let count = view.posts.iter().filter(|one| one.kind == kind).count();
        (count > 0).then(|| PlanLegend {
            kind: kind.code().to_owned(),
            text: format!("{} {count}", letter.say(say::kind(kind))),
        })
    });
    PostMap {
        head: letter.map_head(
            say::POST_MAP,
            &view.meeting.title,
            facts(letter, view),
            format!("{}-D", view.meeting.number),
        ),
        width,
        height,
        shapes: plan.shapes.iter().map(shape).collect(),
        marks: view.posts.iter().map(mark).collect(),
        legend: legend.collect(),
        picture: picture_of(plan).map(|(format, bytes)| (format.to_owned(), bytes)),
    }
}

/// `08:00`; with the day where it is another than the meeting's.
fn clock(view: &PostsView, when: &When, minute: i32) -> String {
    let day = when.date + chrono::Duration::days(i64::from(minute.div_euclid(1440)));
    let minute = minute.rem_euclid(1440);
    let time = format!("{:02}:{:02}", minute / 60, minute % 60);
    match day == view.meeting.when.date {
        true => time,
        false => format!("{} {time}", day.format("%m-%d")),
    }
}

fn label(letter: &Letter<'_>, post: &PostView) -> String {
    match letter.name(&post.label) {
        label if label.is_empty() => letter.say(say::kind(post.kind)),
        label => label,
    }
}

fn who(letter: &Letter<'_>, post: &PostView) -> String {
    match &post.holder {
        Some(one) => one.name.clone(),
        None => letter.say(say::NOBODY),
    }
}

fn skill(letter: &Letter<'_>, post: &PostView) -> String {
    let level = post.skill.map_or(0, |need| need.level);
    match &post.skill_name {
        Some(name) if level > 1 => format!("{} {level}", letter.name(name)),
        Some(name) => letter.name(name),
        None => String::new(),
    }
}

/// The posts by time, then by number.
fn in_time(view: &PostsView) -> Vec<&PostView> {
    let mut posts: Vec<&PostView> = view.posts.iter().collect();
    posts.sort_by_key(|one| (one.when.start, one.kind, one.number));
    posts
}

/// Who has which posts, by name; posts that nobody is on are left out.
fn in_names(view: &PostsView) -> Vec<(&str, Vec<&PostView>)> {
    let mut people: BTreeMap<(&str, String), Vec<&PostView>> = BTreeMap::new();
    for post in in_time(view) {
        if let Some(one) = &post.holder {
            let id = one.staff.map(|id| id.to_string()).unwrap_or_default();
            people.entry((&one.name, id)).or_default().push(post);
        }
    }
    let people = people.into_iter();
    people.map(|((name, _), posts)| (name, posts)).collect()
}

fn form(letter: &Letter<'_>, view: &PostsView) -> Form {
    let number = format!("{}-G", view.meeting.number);
    let mut form = letter.form(say::POST_LIST, &number, &view.meeting.title);
    let room = view.meeting.room.as_ref();
    form.facts = letter.facts(vec![
        (terms::TIME, letter.span(&view.meeting.when)),
        (
            terms::ROOMS,
            room.map(|one| letter.name(one)).unwrap_or_default(),
        ),
        (say::POSTS, view.counts.posts.to_string()),
        (say::OPEN_POSTS, view.counts.open.to_string()),
    ]);
    let row = |post: &PostView| {
        vec![
            post.number.to_string(),
            letter.say(say::kind(post.kind)),
            label(letter, post),
            clock(view, &post.when, post.when.start_minute),
            clock(view, &post.when, post.when.end_minute),
            who(letter, post),
            skill(letter, post),
            post.note.clone(),
            String::new(),
        ]
    };
    form.parts.push(Part::Table {
        heading: letter.say(say::BY_TIME),
        columns: letter.columns(&[
            (say::POST_NO, 2),
            (say::POST_KIND, 3),
            (say::POST, 5),
            (say::FROM, 3),
            (say::UNTIL, 3),
            (say::WHO_STANDS, 4),
            (say::ASKS_FOR, 4),
            (say::REMARK, 4),
            (say::SIGNED, 4),
        ]),
        rows: in_time(view).into_iter().map(row).collect(),
        sums: Vec::new(),
        none: letter.say(say::NO_POSTS),
    });
    let people = in_names(view).into_iter().map(|(name, posts)| {
        let said = posts.iter().map(|post| {
            format!(
                "{}–{} #{} {}",
                clock(view, &post.when, post.when.start_minute),
                clock(view, &post.when, post.when.end_minute),
                post.number,
                label(letter, post)
            )
        });
        let holder = posts.first().and_then(|post| post.holder.as_ref());
        vec![
            name.to_owned(),
            holder.map(|one| one.team.clone()).unwrap_or_default(),
            holder.map(|one| one.phone.clone()).unwrap_or_default(),
            said.collect::<Vec<_>>().join("\n"),
        ]
    });
    form.parts.push(Part::Table {
        heading: letter.say(say::BY_PERSON),
        columns: letter.columns(&[
            (say::WHO_STANDS, 4),
            (say::TEAM, 4),
            (say::PHONE, 4),
            (say::POST, 14),
        ]),
        rows: people.collect(),
        sums: Vec::new(),
        none: letter.say(say::NOBODY),
    });
    form.signs = letter.signs(&[terms::SIGN_CENTRE]);
    form
}

fn by_time(letter: &Letter<'_>, view: &PostsView, title: &str) -> Sheet {
    let columns = [
        (say::POST_NO, 6),
        (say::POST_KIND, 10),
        (say::POST, 20),
        (say::FROM, 18),
        (say::UNTIL, 18),
        (say::WHO_STANDS, 14),
        (say::TEAM, 14),
        (say::PHONE, 16),
        (say::ASKS_FOR, 14),
        (say::STANDING, 10),
        (say::REMARK, 24),
    ];
    let local = |at| Cell::Time(letter.house.venue.local(at));
    Sheet {
        name: letter.say(say::BY_TIME),
        title: title.to_owned(),
        columns: columns
            .into_iter()
            .map(|(name, width)| (letter.say(name), width))
            .collect(),
        rows: in_time(view)
            .into_iter()
            .map(|post| {
                let holder = post.holder.as_ref();
                let of = |text: Option<&String>| Cell::text(text.map_or("", String::as_str));
                vec![
                    Cell::Count(i64::from(post.number)),
                    Cell::text(&letter.say(say::kind(post.kind))),
                    Cell::text(&label(letter, post)),
                    local(post.when.start),
                    local(post.when.end),
                    Cell::text(&who(letter, post)),
                    of(holder.map(|one| &one.team)),
                    of(holder.map(|one| &one.phone)),
                    Cell::text(&skill(letter, post)),
                    Cell::text(&letter.say(say::standing(post.standing))),
                    Cell::text(&post.note),
                ]
            })
            .collect(),
    }
}

fn by_person(letter: &Letter<'_>, view: &PostsView) -> Sheet {
    let columns = [
        (say::WHO_STANDS, 14),
        (say::FROM, 18),
        (say::UNTIL, 18),
        (say::POST_NO, 6),
        (say::POST, 20),
    ];
    let local = |at| Cell::Time(letter.house.venue.local(at));
    let rows = in_names(view).into_iter().flat_map(|(name, posts)| {
        posts
            .into_iter()
            .map(|post| {
                vec![
                    Cell::text(name),
                    local(post.when.start),
                    local(post.when.end),
                    Cell::Count(i64::from(post.number)),
                    Cell::text(&label(letter, post)),
                ]
            })
            .collect::<Vec<_>>()
    });
    Sheet {
        name: letter.say(say::BY_PERSON),
        title: String::new(),
        columns: columns
            .into_iter()
            .map(|(name, width)| (letter.say(name), width))
            .collect(),
        rows: rows.collect(),
    }
}
