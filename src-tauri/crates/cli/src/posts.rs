//! Commands about posts, halls, and who is free.

use steward_app::call::{Call, HallAct, PostsAct};
use steward_app::domain::names::Name;
use steward_app::domain::post::{PostPlace, PostSet, SkillNeed};
use steward_app::views::{
    FreeAsk, FreeView, HallView, PaperInfo, PostDraft, PostFillView, PostsView, Refusal, SkillName,
};

use crate::arguments::{FreeArguments, NewPost, PostsCommand};
use crate::front::Front;
use crate::print::Printed;
use crate::run::whole_path;

/// Posts.
pub(crate) fn posts(front: &Front, act: &PostsCommand, say: Printed) -> Result<String, Refusal> {
    let language = say.tongue.into();
    let (meeting, act) = match act {
        PostsCommand::Free(asked) => return free(front, asked, say),
        PostsCommand::Sets { room } => {
            let act = HallAct::Sets;
            let room = room.clone();
            let sets: Vec<PostSet> = front.call(Call::Hall { room, act })?;
            return Ok(say.post_sets(&sets));
        }
        PostsCommand::Picture { room, file, .. } => {
            let path = file.as_deref().map(whole_path);
            let (room, act) = (room.clone(), HallAct::Picture { path });
            let hall: HallView = front.call(Call::Hall { room, act })?;
            return Ok(say.hall(&hall));
        }
        PostsCommand::Fill { meeting } => {
            let filled: PostFillView = ask(front, meeting, PostsAct::Fill)?;
            return Ok(say.posts_filled(&filled));
        }
        PostsCommand::Map { meeting, output } => {
            let path = whole_path(output);
            let act = PostsAct::Map {
                language,
                path: path.clone(),
            };
            let info: PaperInfo = ask(front, meeting, act)?;
            return Ok(say.paper(&info, &path));
        }
        PostsCommand::List { meeting, output } => {
            let path = whole_path(output);
            let act = PostsAct::List {
                language,
                path: path.clone(),
            };
            let info: Option<PaperInfo> = ask(front, meeting, act)?;
            return Ok(match info {
                Some(info) => say.paper(&info, &path),
                None => say.word("path", &path),
            });
        }
        PostsCommand::Show { meeting } => (meeting, PostsAct::Show),
        PostsCommand::Apply {
            meeting,
            set,
            instead,
        } => {
            let (set, instead) = (set.clone(), *instead);
            (meeting, PostsAct::Apply { set, instead })
        }
        PostsCommand::Add(new) => (&new.meeting, added(front, new)?),
        PostsCommand::Move { meeting, post, to } => {
            let place = PostPlace { x: to.0, y: to.1 };
            let post = post.clone();
            (meeting, PostsAct::Move { post, place })
        }
        PostsCommand::Remove { meeting, post, why } => {
            let (post, why) = (post.clone(), why.clone());
            (meeting, PostsAct::Remove { post, why })
        }
        PostsCommand::Assign { meeting, post, who } => {
            let (post, who) = (post.clone(), who.clone());
            (meeting, PostsAct::Assign { post, who })
        }
        PostsCommand::Confirm {
            meeting,
            posts,
            withdraw: true,
        } => {
            let Some((last, others)) = posts.split_last() else {
                return Err(Refusal::NameNeeded);
            };
            for post in others.iter().cloned() {
                ask::<PostsView>(front, meeting, PostsAct::Withdraw { post })?;
            }
            let post = last.clone();
            (meeting, PostsAct::Withdraw { post })
        }
        PostsCommand::Confirm { meeting, posts, .. } => {
            let posts = posts.clone();
            (meeting, PostsAct::Confirm { posts })
        }
        PostsCommand::Leave { meeting, post, why } => {
            let (post, why) = (post.clone(), why.clone());
            (meeting, PostsAct::Leave { post, why })
        }
        PostsCommand::Relieve { meeting, post, who } => {
            let (post, who) = (post.clone(), who.clone());
            (meeting, PostsAct::Relieve { post, who })
        }
    };
    let view: PostsView = ask(front, meeting, act)?;
    Ok(say.posts(&view))
}

fn free(front: &Front, asked: &FreeArguments, say: Printed) -> Result<String, Refusal> {
    let mut ask_for = FreeAsk {
        from: asked.at,
        minutes: asked.minutes,
        ..FreeAsk::default()
    };
    if let Some((meeting, word)) = asked.meeting.as_ref().zip(asked.post.as_ref()) {
        let view: PostsView = ask(front, meeting, PostsAct::Show)?;
        let number = word.trim_start_matches('#').parse().ok();
        let found = view.posts.iter().find(|one| {
            Some(one.number) == number || one.id.to_string() == *word || one.label.is_called(word)
        });
        let found = found.ok_or_else(|| Refusal::Unknown(word.clone()))?;
        ask_for.post = Some(found.id);
    }
    let meeting = asked.meeting.clone();
    let free = |ask| {
        front.call::<FreeView>(Call::Free {
            ask,
            meeting: meeting.clone(),
        })
    };
    if let Some(word) = &asked.skill {
        let known = free(ask_for)?.skills;
        ask_for.skill = Some(skill(&known, word)?);
    }
    Ok(say.free(&free(ask_for)?, asked.all))
}

fn added(front: &Front, new: &NewPost) -> Result<PostsAct, Refusal> {
    let need = match &new.skill {
        None => None,
        Some(word) => {
            let view: PostsView = ask(front, &new.meeting, PostsAct::Show)?;
            let level = new.level;
            let skill = skill(&view.skills, word)?;
            Some(SkillNeed { skill, level })
        }
    };
    let draft = PostDraft {
        label: Name::new(&new.label, ""),
        place: new.at.map(|(x, y)| PostPlace { x, y }),
        skill: need,
        note: new.note.clone(),
        ..PostDraft::with_meeting(new.kind.into(), new.from, new.until)
    };
    Ok(PostsAct::Add { draft })
}

fn skill(known: &[SkillName], word: &str) -> Result<steward_app::domain::ids::SkillId, Refusal> {
    let found = known.iter().find(|one| one.name.is_called(word));
    let found = found.ok_or_else(|| Refusal::Unknown(word.to_owned()))?;
    Ok(found.id)
}

fn ask<T: serde::de::DeserializeOwned>(
    front: &Front,
    meeting: &str,
    act: PostsAct,
) -> Result<T, Refusal> {
    let meeting = meeting.to_owned();
    front.call(Call::Posts { meeting, act })
}
