//! Words of the audit and of how far things may be known.

use steward_app::domain::secrecy::Level;
use steward_app::domain::secrecy::audit::Deed;
use steward_app::views::AuditVerdict;

use crate::arguments::Tongue;

/// What an entry tells of.
pub(crate) fn deed(deed: Deed, tongue: Tongue) -> &'static str {
    match deed {
        Deed::Did => tongue.pick("操作", "did"),
        Deed::Saw => tongue.pick("查看", "saw"),
        Deed::Printed => tongue.pick("打印", "printed"),
        Deed::Exported => tongue.pick("导出", "exported"),
        Deed::Signed => tongue.pick("登录", "signed in or out"),
    }
}

/// A use case by its code; those too that no meeting's history tells.
pub(crate) fn act(intent: &str, tongue: Tongue) -> String {
    let words = match intent {
        "auto_seat" => tongue.pick("自动排座", "seated people"),
        "building" => tongue.pick("改楼栋", "changed a building"),
        "change_attendee" => tongue.pick("改与会人员", "changed a person"),
        "restore_store" => tongue.pick("恢复数据", "brought the store back"),
        "introduce" => tongue.pick("工作站登记", "station introduced"),
        "let_in" => tongue.pick("接纳工作站", "let a station in"),
        "put_attendee" => tongue.pick("排座", "seated a person"),
        "remove_attendee" => tongue.pick("撤下与会人员", "took a person off"),
        "room" => tongue.pick("改会场", "changed a room"),
        "seat_plan" => tongue.pick("改座位图", "changed the seat plan"),
        "template" => tongue.pick("改服务模板", "changed a template"),
        "venue" => tongue.pick("改单位设置", "changed the venue"),
        "witness" => tongue.pick("为撤销的工作站作证", "vouched for a revoked station"),
        "issue_bulletin" => tongue.pick("签发每日服务通知", "issued the daily notice"),
        "issue_outage_pack" => tongue.pick("签发断网应急包", "issued the outage pack"),
        "note_refused" => tongue.pick("已阅未采用的操作", "noted what was not taken"),
        "found" => tongue.pick("建立单位", "founded the venue"),
        "sample" => tongue.pick("示例数据", "sample data"),
        other => return super::history::act(other, tongue),
    };
    words.to_owned()
}

/// How far something may be known.
pub(crate) fn level(level: Level, tongue: Tongue) -> &'static str {
    match level {
        Level::Public => tongue.pick("公开", "public"),
        Level::Internal => tongue.pick("内部", "internal"),
        Level::Confidential => tongue.pick("保密", "confidential"),
    }
}

/// What was printed or exported, by its code.
pub(crate) fn left(kind: &str, tongue: Tongue) -> &str {
    match kind {
        "bulletin" => tongue.pick("每日服务通知", "daily service notice"),
        "diagnostics" => tongue.pick("诊断信息", "diagnostics"),
        "outage_pack" => tongue.pick("断网应急包", "outage pack"),
        "notice_issued" => tongue.pick("服务通知单", "service notice"),
        "form" => tongue.pick("表单", "form"),
        "brief" => tongue.pick("业务简报", "brief"),
        "client_report" => tongue.pick("预订报告", "report to the client"),
        "pick_list" => tongue.pick("领用清单", "pick-list"),
        "calendar" => tongue.pick("日历", "calendar"),
        "invitation" => tongue.pick("会议邀请", "invitation"),
        "audit" => tongue.pick("审计记录", "audit"),
        "bundle" => tongue.pick("离线数据包", "bundle"),
        "fill_in" => tongue.pick("导入模板", "workbook to fill in"),
        "hours" => tongue.pick("工时表", "hours"),
        "post_list" => tongue.pick("岗位表", "list of posts"),
        "post_map" => tongue.pick("岗位分布图", "map of posts"),
        "roster" => tongue.pick("排班表", "roster"),
        "templates" => tongue.pick("服务模板", "templates"),
        other => list(other, tongue).unwrap_or(other),
    }
}

/// A list that was saved, by its code.
fn list(code: &str, tongue: Tongue) -> Option<&'static str> {
    let of = serde_json::Value::String(code.strip_prefix("list_")?.to_owned());
    let of = serde_json::from_value(of).ok()?;
    Some(steward_app::words::outputs_terms::list(of).say(tongue.into()))
}

/// How a file of the audit stands, and what that means.
pub(crate) fn verdict(verdict: AuditVerdict, tongue: Tongue) -> &'static str {
    match verdict {
        AuditVerdict::Genuine => tongue.pick(
            "完整，签名属于本单位的工作站。",
            "Whole, and signed by a station of this venue.",
        ),
        AuditVerdict::UnknownKey => tongue.pick(
            "文件完整，但签名的密钥不是本单位任何工作站的：不能证明是谁的。",
            "The file is whole, but no station here signs with this key: it does not prove whose it is.",
        ),
        AuditVerdict::Changed => tongue.pick(
            "签名之后被改动过，或不完整：不能作为凭证。",
            "It was changed or cut after it was signed: it proves nothing.",
        ),
        AuditVerdict::NotOne => tongue.pick(
            "这不是审计文件；请用 audit export 导出的文件。",
            "This is no file of the audit: take one that audit export wrote.",
        ),
    }
}
