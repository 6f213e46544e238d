//! Words about posts: kinds with their marks, how they stand, what keeps
//! somebody from one.

use steward_domain::post::fit::PostBar;
use steward_domain::post::{PostKind, PostScale, PostStanding};

use super::terms::{Term, terms};

terms! {
    POST_MAP: "会务员分布图", "Distribution map";
    POST_LIST: "岗位安排表", "Posts";
    BY_TIME: "按时间", "By time";
    BY_PERSON: "按人员", "By person";
    POST_NO: "岗号", "No.";
    POST_KIND: "类别", "Kind";
    POST: "岗位", "Post";
    FROM: "到岗", "From";
    UNTIL: "离岗", "Until";
    WHO_STANDS: "人员", "Who";
    TEAM: "班组", "Team";
    PHONE: "电话", "Phone";
    ASKS_FOR: "技能要求", "Asks for";
    STANDING: "状态", "Standing";
    REMARK: "备注", "Remark";
    SIGNED: "签到", "Signed";
    NO_POSTS: "还没有设岗。", "No posts are set up.";
    NOBODY: "待定", "open";
    POSTS: "岗位", "Posts";
    OPEN_POSTS: "空岗", "Open";
    WHO_IS_FREE: "空闲人员", "Who is free";
}

/// What a post is for.
#[must_use]
pub fn kind(kind: PostKind) -> Term {
    match kind {
        PostKind::Etiquette => Term::new("礼仪", "Etiquette"),
        PostKind::Ordinary => Term::new("会务", "Service"),
        PostKind::Gallery => Term::new("楼座加派", "Gallery"),
        PostKind::Security => Term::new("安保", "Security"),
        PostKind::Technical => Term::new("技术", "Technical"),
    }
}

/// For how large a meeting a set is.
#[must_use]
pub fn scale(scale: PostScale) -> Term {
    match scale {
        PostScale::Everyday => Term::new("日常", "everyday"),
        PostScale::Large => Term::new("大型", "large"),
        PostScale::WithGallery => Term::new("启用楼座", "with the gallery"),
    }
}

/// How a post stands.
#[must_use]
pub fn standing(standing: PostStanding) -> Term {
    match standing {
        PostStanding::Open => Term::new("空岗", "open"),
        PostStanding::Assigned => Term::new("已派", "assigned"),
        PostStanding::OnPost => Term::new("在岗", "on post"),
        PostStanding::Left => Term::new("已离岗", "left"),
    }
}

/// What keeps somebody from a post.
#[must_use]
pub fn bar(bar: PostBar) -> Term {
    match bar {
        PostBar::NotCleared => {
            Term::new("无授权或培训过期", "not cleared, or training out of date")
        }
        PostBar::Away => Term::new("请假", "away"),
        PostBar::Elsewhere => Term::new("同时段已有任务", "on another duty then"),
        PostBar::OffShift => Term::new("不当班", "no shift then"),
        PostBar::NotAvailable => Term::new("约定时间外", "outside agreed hours"),
        PostBar::NoSkill => Term::new("技能不符", "lacks the skill"),
        PostBar::OtherDepartment => Term::new("其他部门", "another department"),
    }
}
