//! Posts of a meeting, halls, and who is free.

use steward_app::domain::post::PostSet;
use steward_app::views::{FreePerson, FreeView, HallView, PostFillView, PostView, PostsView};
use steward_app::words::posts_terms as words;

use super::{Printed, column};
use crate::words::time::{clock, day_and_clock, minute};

impl Printed {
    pub(crate) fn posts(self, view: &PostsView) -> String {
        self.or_json(view, || {
            let counts = view.counts;
            let mut text = format!(
                "{}  {}  {}  {}\n",
                view.meeting.number,
                view.meeting.title,
                self.room(view.meeting.room.as_ref()),
                self.tongue.pick(
                    format!(
                        "岗位 {}，空岗 {}，在岗 {}",
                        counts.posts, counts.open, counts.on_post
                    ),
                    format!(
                        "{} posts, {} open, {} on post",
                        counts.posts, counts.open, counts.on_post
                    ),
                ),
            );
            for post in &view.posts {
                text.push_str(&self.post(post));
            }
            if view.posts.is_empty() {
                text.push_str(self.pick(
                    "还没有设岗：用 posts apply 套用方案，或用 posts add 逐个添加。\n",
                    "No posts yet: set up a set with posts apply, or add one with posts add.\n",
                ));
            }
            text
        })
    }

    fn post(self, post: &PostView) -> String {
        let language = self.tongue.into();
        let who = post.holder.as_ref().map_or("—", |one| one.name.as_str());
        let mut parts = vec![
            column(&format!("#{}", post.number), 4),
            column(words::kind(post.kind).say(language), 10),
            column(self.name(&post.label), 18),
            column(&clock(&post.when), 13),
            column(who, 10),
            words::standing(post.standing).say(language).to_owned(),
        ];
        if let Some(said) = &post.said {
            parts.push(minute(said.minute));
        }
        if let Some(skill) = &post.skill_name {
            parts.push(format!("[{}]", self.name(skill)));
        }
        for bar in &post.bars {
            parts.push(format!("! {}", words::bar(*bar).say(language)));
        }
        if post.clash.is_some() {
            parts.push(
                self.pick("! 同时段两处", "! in two places at once")
                    .to_owned(),
            );
        }
        if post.old_time {
            parts.push(
                self.pick("! 时间已改，请重新派岗", "! its time changed: assign again")
                    .to_owned(),
            );
        }
        if post.in_conflict {
            parts.push(self.pick("! 两台各自修改", "! changed apart").to_owned());
        }
        if post.astray {
            parts.push(self.pick("! 不在图内", "! not on the plan").to_owned());
        }
        if !post.note.is_empty() {
            parts.push(post.note.clone());
        }
        format!("  {}\n", parts.join("  ").trim_end())
    }

    pub(crate) fn posts_filled(self, view: &PostFillView) -> String {
        self.or_json(view, || {
            let mut text = self.tongue.pick(
                format!("派上 {} 岗，空缺 {} 岗\n", view.filled, view.unmet.len()),
                format!("{} filled, {} stay open\n", view.filled, view.unmet.len()),
            );
            for one in &view.unmet {
                let why = one.why.iter().map(|count| {
                    let bar = words::bar(count.bar).say(self.tongue.into());
                    self.tongue.pick(
                        format!("{} 人{bar}", count.people),
                        format!("{}: {bar}", count.people),
                    )
                });
                let why: Vec<String> = why.collect();
                let why = match why.is_empty() {
                    true => self
                        .pick("名册里没有人", "nobody is in the register")
                        .to_owned(),
                    false => why.join(self.tongue.comma()),
                };
                text.push_str(&format!(
                    "  #{}  {}  {why}\n",
                    one.number,
                    column(self.name(&one.label), 18)
                ));
            }
            text
        })
    }

    pub(crate) fn free(self, view: &FreeView, all: bool) -> String {
        self.or_json(view, || {
            let mut text = format!(
                "{}  {}\n",
                day_and_clock(&view.when, self.tongue),
                self.tongue.pick(
                    format!("空闲 {} 人（共 {}）", view.free, view.people.len()),
                    format!("{} of {} people free", view.free, view.people.len()),
                )
            );
            let shown = view.people.iter().filter(|one| all || one.bars.is_empty());
            for one in shown {
                text.push_str(&self.person(one));
            }
            if view.people.is_empty() {
                text.push_str(
                    self.pick("名册里还没有人员。\n", "Nobody is in the register yet.\n"),
                );
            }
            text
        })
    }

    fn person(self, one: &FreePerson) -> String {
        let skills: Vec<&str> = one.skills.iter().map(|name| self.name(name)).collect();
        let mut parts = vec![
            column(&one.number, 6),
            column(&one.name, 10),
            column(&one.team, 10),
            column(&skills.join(self.tongue.comma()), 20),
        ];
        for bar in &one.bars {
            parts.push(words::bar(*bar).say(self.tongue.into()).to_owned());
        }
        if let Some(with) = &one.with {
            parts.push(format!(
                "{} {} {}",
                with.meeting.number,
                clock(&with.when),
                with.task
            ));
        } else if let Some(next) = &one.next {
            parts.push(format!(
                "{} {}",
                self.pick("下一项", "next"),
                clock(&next.when)
            ));
        }
        format!("  {}\n", parts.join("  ").trim_end())
    }

    pub(crate) fn post_sets(self, sets: &Vec<PostSet>) -> String {
        self.or_json(sets, || {
            let line = |set: &PostSet| {
                let scale = words::scale(set.scale).say(self.tongue.into());
                let retired = match set.retired {
                    true => self.pick("（停用）", " (not offered)"),
                    false => "",
                };
                format!(
                    "  {}  {}  {} {}{retired}\n",
                    column(self.name(&set.name), 26),
                    column(scale, 16),
                    set.count(),
                    self.pick("岗", "posts")
                )
            };
            sets.iter().map(line).collect()
        })
    }

    pub(crate) fn hall(self, hall: &HallView) -> String {
        self.or_json(hall, || {
            format!(
                "{}  {} × {}  {}\n",
                self.name(&hall.name),
                hall.size.width,
                hall.size.height,
                match hall.picture.is_some() {
                    true => self.pick("有底图", "with a picture"),
                    false => self.pick("无底图", "without a picture"),
                }
            )
        })
    }
}
