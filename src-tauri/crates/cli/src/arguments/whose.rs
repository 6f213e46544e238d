//! A department by a short word.

use clap::ValueEnum;
use steward_app::domain::plan::Department;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Whose {
    /// 客户服务中心
    Centre,
    /// 会务部
    Service,
    /// 技术保障部
    Technical,
    /// 安全管理部
    Security,
    /// 环境管理部
    Environment,
    /// 采购
    Procurement,
    /// 楼栋客服助理
    Building,
}

impl From<Whose> for Department {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Centre => Self::Centre,
            Whose::Service => Self::MeetingService,
            Whose::Technical => Self::Technical,
            Whose::Security => Self::Security,
            Whose::Environment => Self::Environment,
            Whose::Procurement => Self::Procurement,
            Whose::Building => Self::Building,
        }
    }
}
