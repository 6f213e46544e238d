//! Words about posts: acts, fields, refusals.

use steward_app::domain::post::fit::PostBar;
use steward_app::words::posts_terms as words;

use crate::arguments::Tongue;

pub(super) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "apply_post_set" => tongue.pick("设岗", "set up posts"),
        "add_post" => tongue.pick("增岗", "added a post"),
        "change_post" => tongue.pick("改岗位", "changed a post"),
        "move_post" => tongue.pick("移动岗位", "moved a post"),
        "remove_post" => tongue.pick("撤岗", "removed a post"),
        "assign_post" => tongue.pick("派岗", "put on a post"),
        "fill_posts" => tongue.pick("自动派岗", "filled in the posts"),
        "confirm_post" => tongue.pick("确认到岗", "confirmed on post"),
        "withdraw_post_word" => tongue.pick("撤销到岗确认", "took a confirmation back"),
        "leave_post" => tongue.pick("登记离岗", "noted who left a post"),
        "relieve_post" => tongue.pick("换岗", "took a post over"),
        "hall_plan" => tongue.pick("改会场平面图", "drew the plan of a hall"),
        "hall_picture" => tongue.pick("换会场底图", "changed a hall's picture"),
        "post_set" => tongue.pick("改岗位方案", "changed a set of posts"),
        _ => return None,
    })
}

pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "posts_set" => tongue.pick("岗位", "posts"),
        "on_post" => tongue.pick("到岗", "on post"),
        "left_post" => tongue.pick("离岗", "left a post"),
        "post_relieved" => tongue.pick("换岗", "took over"),
        "on_post_withdrawn" => tongue.pick("撤销到岗确认", "not on post after all"),
        "post_removed" => tongue.pick("撤岗", "post removed"),
        "posts" => tongue.pick("岗位数", "posts"),
        "post" => tongue.pick("岗位", "post"),
        "label" => tongue.pick("岗位名称", "name of the post"),
        "from" => tongue.pick("提前到岗分钟", "minutes from the start"),
        "level" => tongue.pick("技能等级", "level"),
        "skill" => tongue.pick("技能要求", "skill"),
        "picture" => tongue.pick(
            "底图（PNG 或 JPEG，不超过 1 MB）",
            "picture (PNG or JPEG, a megabyte at most)",
        ),
        "shapes" => tongue.pick("图形", "shapes"),
        "size" => tongue.pick("会场尺寸", "size of the hall"),
        "width" => tongue.pick("宽（分米）", "width (decimetres)"),
        "height" => tongue.pick("高（分米）", "height (decimetres)"),
        "turn" => tongue.pick("旋转角度", "turn"),
        "scale" => tongue.pick("会议规模", "scale"),
        _ => return None,
    })
}

/// Somebody who cannot take a post.
pub(super) fn unfit(name: &str, bars: &[PostBar], tongue: Tongue) -> String {
    let said: Vec<&str> = bars
        .iter()
        .map(|bar| words::bar(*bar).say(tongue.into()))
        .collect();
    let said = said.join(tongue.comma());
    tongue.pick(
        format!("{name}不能上这个岗：{said}。请另选一人。"),
        format!("{name} cannot take this post: {said}. Choose somebody else."),
    )
}
