//! Acts about posts and halls as they travel.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::ids::MeetingId;
use steward_domain::names::Language;
use steward_domain::post::{PostPlace, PostSet};

use super::answering::told;
use crate::Desk;
use crate::views::{FreeAsk, HallDraft, PaperInfo, PostDraft, PostTimeDraft, Refusal};

/// What is done about the posts of a meeting. Posts are named by number, name
/// or id; people by name, badge, pinyin or id.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PostsAct {
    /// The posts alone.
    Show,
    /// [`Desk::apply_post_set`].
    Apply {
        /// The set's name, scale or id.
        set: String,
        /// Posts that are of no other set go.
        instead: bool,
    },
    /// [`Desk::add_post`].
    Add {
        /// As it is put in.
        draft: PostDraft,
    },
    /// [`Desk::change_post`].
    Change {
        /// Which.
        post: String,
        /// As it is put in.
        draft: PostDraft,
    },
    /// [`Desk::move_post`].
    Move {
        /// Which.
        post: String,
        /// Where to.
        place: PostPlace,
    },
    /// [`Desk::remove_post`].
    Remove {
        /// Which.
        post: String,
        /// Why.
        why: String,
    },
    /// [`Desk::assign_post`].
    Assign {
        /// Which.
        post: String,
        /// Who; nobody when none.
        who: Option<String>,
    },
    /// [`Desk::fill_posts`].
    Fill,
    /// [`Desk::confirm_posts`]; all that somebody is put on when none is named.
    Confirm {
        /// Which.
        posts: Vec<String>,
    },
    /// [`Desk::withdraw_post_word`].
    Withdraw {
        /// Which.
        post: String,
    },
    /// [`Desk::leave_post`].
    Leave {
        /// Which.
        post: String,
        /// Why.
        why: String,
    },
    /// [`Desk::relieve_post`].
    Relieve {
        /// Which.
        post: String,
        /// By whom.
        who: String,
    },
    /// [`Desk::post_map`] and [`Desk::paper_save`].
    Map {
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::post_list_workbook`] for a file that ends in `.xlsx`, else
    /// [`Desk::post_list`] and [`Desk::paper_save`].
    List {
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

/// What is done about halls.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum HallAct {
    /// [`Desk::hall_plan`].
    Show,
    /// [`Desk::save_hall_plan`].
    Save {
        /// As it is drawn.
        draft: HallDraft,
    },
    /// [`Desk::set_hall_picture`].
    Picture {
        /// The file, as an absolute path; none takes it away.
        path: Option<String>,
    },
    /// [`Desk::post_sets`].
    Sets,
    /// [`Desk::save_post_set`].
    SaveSet {
        /// The set.
        set: PostSet,
    },
}

impl Desk {
    pub(super) fn do_about_posts(&self, id: MeetingId, act: PostsAct) -> Result<Value, Refusal> {
        match act {
            PostsAct::Fill => told(&self.fill_posts(id)?),
            PostsAct::Map { language, path } => {
                let info = self.post_map(id, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            PostsAct::List { language, path } if path.to_lowercase().ends_with(".xlsx") => {
                self.post_list_workbook(id, language, &path)?;
                told(&None::<PaperInfo>)
            }
            PostsAct::List { language, path } => {
                let info = self.post_list(id, language)?;
                self.paper_save(info.edition, &path)?;
                told(&Some(info))
            }
            act => {
                self.do_with_posts(id, act)?;
                told(&self.posts(id)?)
            }
        }
    }

    fn do_with_posts(&self, id: MeetingId, act: PostsAct) -> Result<(), Refusal> {
        let post = |word: &str| self.find_post(id, word);
        match act {
            PostsAct::Apply { set, instead } => {
                let sets = self.posts(id)?.sets;
                let found = sets.iter().find(|one| {
                    one.id.to_string() == set
                        || one.scale.code().replace('_', "-") == set
                        || one.name.is_called(&set)
                });
                let found = found.ok_or(Refusal::Unknown(set))?;
                self.apply_post_set(id, found.id, instead).map(drop)
            }
            PostsAct::Add { draft } => self.add_post(id, &draft).map(drop),
            PostsAct::Change { post: word, draft } => self.change_post(post(&word)?, &draft),
            PostsAct::Move { post: word, place } => self.move_post(post(&word)?, place),
            PostsAct::Remove { post: word, why } => self.remove_post(post(&word)?, &why),
            PostsAct::Assign { post: word, who } => {
                let who = who.map(|who| self.find_worker(&who)).transpose()?;
                self.assign_post(post(&word)?, who.as_ref(), None)
            }
            PostsAct::Confirm { posts } => {
                let mut found = Vec::with_capacity(posts.len());
                for word in &posts {
                    found.push(post(word)?);
                }
                if posts.is_empty() {
                    let all = self.posts(id)?.posts.into_iter();
                    found.extend(all.filter(|one| one.holder.is_some()).map(|one| one.id));
                }
                self.confirm_posts(&found).map(drop)
            }
            PostsAct::Withdraw { post: word } => self.withdraw_post_word(post(&word)?),
            PostsAct::Leave { post: word, why } => self.leave_post(post(&word)?, &why),
            PostsAct::Relieve { post: word, who } => {
                self.relieve_post(post(&word)?, &self.find_worker(&who)?)
            }
            // The posts alone, and what was answered before.
            _ => Ok(()),
        }
    }

    pub(super) fn do_about_hall(&self, room: &str, act: HallAct) -> Result<Value, Refusal> {
        let found = self.room_called(room)?;
        match act {
            HallAct::Show => told(&self.hall_plan(found, false)?),
            HallAct::Save { draft } => {
                self.save_hall_plan(found, &draft)?;
                told(&self.hall_plan(found, false)?)
            }
            HallAct::Picture { path } => {
                self.set_hall_picture(found, path.as_deref())?;
                told(&self.hall_plan(found, false)?)
            }
            HallAct::Sets => told(&self.post_sets(found)?),
            HallAct::SaveSet { set } => {
                self.save_post_set(set)?;
                told(&self.post_sets(found)?)
            }
        }
    }

    pub(super) fn who_is_free(
        &self,
        ask: &FreeAsk,
        meeting: Option<&str>,
    ) -> Result<Value, Refusal> {
        let meeting = meeting.map(|word| self.find_meeting(word)).transpose()?;
        let ask = FreeAsk {
            meeting: meeting.or(ask.meeting),
            ..*ask
        };
        told(&self.free_people(&ask)?)
    }
}

impl PostDraft {
    /// A draft of a post that is with its meeting.
    #[must_use]
    pub fn with_meeting(kind: steward_domain::post::PostKind, from: i32, until: i32) -> Self {
        Self {
            kind,
            label: Default::default(),
            place: None,
            time: PostTimeDraft::Meeting { from, until },
            skill: None,
            note: String::new(),
        }
    }
}
