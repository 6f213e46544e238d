//! Words of service templates.

use crate::arguments::Tongue;

/// What a template is called and where it is used, by the field's name.
pub(crate) fn head_field(field: &str, tongue: Tongue) -> &str {
    match field {
        "name" => tongue.pick("名称", "name"),
        "classes" => tongue.pick("类别", "classes"),
        "layouts" => tongue.pick("布局", "layouts"),
        "meeting_kinds" => tongue.pick("会议类型", "kinds of meetings"),
        "rooms" => tongue.pick("会场", "rooms"),
        "podium" => tongue.pick("主席台人数", "people on the podium"),
        other => other,
    }
}

/// A field of what templates are about, or a kind of fact, by its code.
pub(super) fn field(field: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match field {
        "meeting_kind" => tongue.pick("会议类型", "kind of meeting"),
        "meeting_kinds" => tongue.pick("会议类型", "kinds of meetings"),
        "rules_saved" => tongue.pick("本馆规则", "the house's rules"),
        _ => return None,
    })
}

/// A use case about templates by its code.
pub(crate) fn act(intent: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match intent {
        "template" => tongue.pick("改服务模板", "changed a template"),
        "take_template" => tongue.pick("套用模板新版", "took another version of the template"),
        _ => return None,
    })
}
