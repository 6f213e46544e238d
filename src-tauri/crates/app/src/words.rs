//! Names of departments and layouts as papers print them; the window's own
//! words are in its catalogue.

pub mod account_terms;
pub mod during;
pub mod during_terms;
pub mod figures_terms;
pub mod intake_terms;
pub mod notice;
pub mod outputs_terms;
pub mod posts_terms;
pub mod roster;
pub mod roster_terms;
pub mod rules_terms;
pub mod seats;
pub mod series;
pub mod staff_terms;
pub mod stock_terms;
pub mod terms;
pub mod tray_terms;

use chrono::{Datelike as _, NaiveDate, Weekday};
use steward_documents as documents;
use steward_domain::after::{ClosingPoint, ClosingState};
use steward_domain::fee::{FeeStage, Group};
use steward_domain::meeting::{Refreshment, State};
use steward_domain::names::{Language, Name};
use steward_domain::plan::Department;
use steward_domain::ready::Readiness;
use steward_domain::room::Layout;

use crate::views::ApprovalStanding;
use terms::Term;

/// A figure as it is read: `1,204`, `92.3%`, `2 天 3 小时`.
#[must_use]
pub fn figure(value: crate::views::FigureValue, language: Language) -> String {
    crate::figures::told(value, language)
}

/// A title as a paper says it: one that is not shown by what it is.
#[must_use]
pub fn title(title: &str, language: Language) -> String {
    if steward_domain::secrecy::is_hidden(title) {
        return terms::CONFIDENTIAL_MEETING.say(language).to_owned();
    }
    title.to_owned()
}

/// Whether words say no more than that something is hidden, as a screen, a paper
/// or a list that was saved says it.
#[must_use]
pub fn says_hidden(text: &str) -> bool {
    let confidential = terms::CONFIDENTIAL_MEETING.name();
    let hidden = [documents::Language::Zh, documents::Language::En].map(documents::hidden_words);
    steward_domain::secrecy::is_hidden(text)
        || hidden.contains(&text)
        || [confidential.zh.as_str(), confidential.en.as_str()].contains(&text)
}

/// What stands between the members of a list.
#[must_use]
pub fn comma(language: Language) -> &'static str {
    match language {
        Language::Zh => "、",
        Language::En => ", ",
    }
}

/// What is served at the seats.
#[must_use]
pub fn service(service: Refreshment) -> Name {
    match service {
        Refreshment::Tea => Name::new("全场茶水", "tea for everybody"),
        Refreshment::PodiumTea => Name::new(
            "主席台茶水、会场瓶装水",
            "tea on the podium, bottled water at the seats",
        ),
        Refreshment::Water => Name::new("瓶装水", "bottled water"),
        Refreshment::None => Name::new("不供应", "nothing"),
    }
}

/// A department's name (section 1 of the service standard).
#[must_use]
pub fn department(department: Department) -> Name {
    match department {
        Department::Centre => Name::new("客户服务中心", "Customer service centre"),
        Department::MeetingService => Name::new("会务部", "Meeting service"),
        Department::Technical => Name::new("技术保障部", "Technical support"),
        Department::Security => Name::new("安全管理部", "Security"),
        Department::Environment => Name::new("环境管理部", "Cleaning and greenery"),
        Department::Procurement => Name::new("采购", "Procurement"),
        Department::Building => Name::new("楼栋客服助理", "Building assistants"),
    }
}

/// How far a meeting is.
#[must_use]
pub fn state(state: State) -> Term {
    match state {
        State::Enquiry => Term::new("咨询", "enquiry"),
        State::Held => Term::new("预留", "held"),
        State::AwaitingApproval => Term::new("待批准", "awaiting approval"),
        State::Confirmed => Term::new("已确认", "confirmed"),
        State::InPreparation => Term::new("准备中", "in preparation"),
        State::InSession => Term::new("进行中", "in session"),
        State::Clearing => Term::new("清场中", "clearing"),
        State::Closed => Term::new("已结束", "closed"),
        State::Cancelled => Term::new("已取消", "cancelled"),
    }
}

/// How ready a department is.
#[must_use]
pub fn readiness(readiness: Readiness) -> Term {
    match readiness {
        Readiness::NotReported => Term::new("未报", "not reported"),
        Readiness::ForOldTime => Term::new("改期后须再报", "reported for the old time"),
        Readiness::Incomplete => Term::new("有未就绪项", "not all in order"),
        Readiness::Failed => Term::new("检查不合格", "did not pass"),
        Readiness::Reported => Term::new("已报就绪", "reported ready"),
        Readiness::Passed => Term::new("检查合格", "ready and checked"),
    }
}

/// How a booking stands to the client.
#[must_use]
pub fn approval(standing: ApprovalStanding) -> Term {
    match standing {
        ApprovalStanding::NotNeeded => Term::new("无须批准", "needs no approval"),
        ApprovalStanding::NotApplied => Term::new("未申请", "not applied for"),
        ApprovalStanding::Waiting => Term::new("待批复", "applied for, not answered"),
        ApprovalStanding::Approved => Term::new("已批准", "approved"),
        ApprovalStanding::Refused => Term::new("未获批准", "refused"),
        ApprovalStanding::Outgrown => {
            Term::new("超出原批复，须再申请", "larger than what was applied for")
        }
    }
}

/// A head of a fee.
#[must_use]
pub fn fee_group(group: Group) -> Term {
    match group {
        Group::Room => Term::new("会场", "Rooms"),
        Group::Device => Term::new("设备", "Devices"),
        Group::Goods => Term::new("物品", "Goods"),
        Group::Labour => Term::new("劳务", "Labour"),
        Group::Other => Term::new("其他", "Other"),
    }
}

/// How far a fee is.
#[must_use]
pub fn fee_stage(stage: FeeStage) -> Term {
    match stage {
        FeeStage::NotWritten => Term::new("未编制", "not written down"),
        FeeStage::Apart => Term::new("两台各自编制，待合并", "written down apart"),
        FeeStage::ToSign => Term::new("待签字", "to be signed"),
        FeeStage::ToInvoice => Term::new("待开票", "to be invoiced"),
        FeeStage::ToPay => Term::new("待收款", "to be paid"),
        FeeStage::Paid => Term::new("已收讫", "paid"),
    }
}

/// What is to be done before a meeting is settled.
#[must_use]
pub fn closing_point(point: ClosingPoint) -> Term {
    match point {
        ClosingPoint::Cleared => Term::new("清场完成", "cleared"),
        ClosingPoint::Searched => Term::new("会场检查", "searched"),
        ClosingPoint::Lost => Term::new("拾遗物品", "lost property"),
        ClosingPoint::HandedOver => Term::new("资料移交", "recordings handed over"),
        ClosingPoint::Used => Term::new("耗用清点", "used up counted"),
        ClosingPoint::Fee => Term::new("费用收讫", "fee paid"),
        ClosingPoint::Rated => Term::new("满意度", "organiser asked"),
        ClosingPoint::Reviewed => Term::new("复盘", "looked back at"),
    }
}

/// How such a point stands.
#[must_use]
pub fn point_state(state: ClosingState) -> Term {
    match state {
        ClosingState::Open => Term::new("未办", "open"),
        ClosingState::Done => Term::new("已办", "done"),
        ClosingState::Waived => Term::new("免办", "waived"),
        ClosingState::None => Term::new("无", "none"),
    }
}

/// A day of the week.
#[must_use]
pub fn weekday(day: NaiveDate) -> Term {
    match day.weekday() {
        Weekday::Mon => Term::new("周一", "Monday"),
        Weekday::Tue => Term::new("周二", "Tuesday"),
        Weekday::Wed => Term::new("周三", "Wednesday"),
        Weekday::Thu => Term::new("周四", "Thursday"),
        Weekday::Fri => Term::new("周五", "Friday"),
        Weekday::Sat => Term::new("周六", "Saturday"),
        Weekday::Sun => Term::new("周日", "Sunday"),
    }
}

/// A layout's name.
#[must_use]
pub fn layout(layout: Layout) -> Name {
    match layout {
        Layout::Theatre => Name::new("剧院式", "Theatre"),
        Layout::Classroom => Name::new("课堂式", "Classroom"),
        Layout::UShape => Name::new("U 型", "U shape"),
        Layout::HollowSquare => Name::new("回字型", "Hollow square"),
        Layout::Board => Name::new("董事会式", "Boardroom"),
        Layout::Directional => Name::new("定向", "Facing the podium"),
        Layout::Rounds => Name::new("圆桌式", "Round tables"),
    }
}
