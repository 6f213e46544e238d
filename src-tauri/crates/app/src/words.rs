//! Names of departments and layouts as papers print them; the window's own
//! words are in its catalogue.

pub mod notice;

use steward_domain::meeting::Refreshment;
use steward_domain::names::{Language, Name};
use steward_domain::plan::Department;
use steward_domain::room::Layout;

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
