//! The head of a list: what its columns hold, and where its people begin.

use super::{Mapping, StaffColumn, StaffHead};
use crate::seats::list::{HEAD_WITHIN, clean, columns};

/// The words that head each column, in small letters and without blanks.
const HEADS: [(StaffColumn, &[&str]); 17] = [
    (
        StaffColumn::Number,
        &[
            "工号",
            "编号",
            "员工号",
            "员工编号",
            "人员编号",
            "胸牌号",
            "证号",
            "number",
            "no",
            "no.",
            "staffno",
            "staffno.",
            "staffnumber",
            "badge",
            "badgeno",
            "id",
        ],
    ),
    (
        StaffColumn::Name,
        &[
            "姓名",
            "名字",
            "人员",
            "员工",
            "员工姓名",
            "人员姓名",
            "name",
            "fullname",
            "staff",
            "employee",
        ],
    ),
    (
        StaffColumn::Latin,
        &[
            "拼音",
            "姓名拼音",
            "英文名",
            "latinname",
            "latin",
            "pinyin",
            "englishname",
        ],
    ),
    (
        StaffColumn::Department,
        &[
            "部门",
            "所属部门",
            "科室",
            "单位",
            "department",
            "departments",
            "dept",
            "dept.",
        ],
    ),
    (
        StaffColumn::Team,
        &[
            "班组",
            "小组",
            "班次组",
            "组别",
            "组",
            "队",
            "team",
            "group",
            "crew",
        ],
    ),
    (
        StaffColumn::Position,
        &[
            "职务",
            "岗位",
            "职位",
            "岗位名称",
            "工种",
            "position",
            "post",
            "title",
            "jobtitle",
            "role",
        ],
    ),
    (
        StaffColumn::Skills,
        &[
            "技能",
            "技能等级",
            "专长",
            "资格",
            "skills",
            "skill",
            "qualifications",
        ],
    ),
    (
        StaffColumn::Clearance,
        &[
            "保密资格",
            "保密等级",
            "涉密等级",
            "知悉范围",
            "密级",
            "clearance",
            "clearancelevel",
        ],
    ),
    (
        StaffColumn::ClearedUntil,
        &[
            "保密资格有效期",
            "保密有效期",
            "保密资格到期",
            "clearanceuntil",
            "cleareduntil",
            "clearanceexpiry",
        ],
    ),
    (
        StaffColumn::TrainedUntil,
        &[
            "培训有效期",
            "培训到期",
            "培训有效期至",
            "保密培训有效期",
            "traineduntil",
            "traininguntil",
            "trainingexpiry",
        ],
    ),
    (
        StaffColumn::Uniform,
        &[
            "着装",
            "制服",
            "工装",
            "服装",
            "着装颜色",
            "uniform",
            "uniformcolour",
            "uniformcolor",
        ],
    ),
    (
        StaffColumn::Phone,
        &[
            "电话",
            "手机",
            "联系电话",
            "手机号",
            "手机号码",
            "联系方式",
            "phone",
            "mobile",
            "tel",
            "telephone",
        ],
    ),
    (
        StaffColumn::Languages,
        &["语言", "外语", "语种", "languages", "language"],
    ),
    (
        StaffColumn::WeeklyHours,
        &[
            "周工时",
            "每周工时",
            "合同工时",
            "weeklyhours",
            "hoursaweek",
            "hoursperweek",
        ],
    ),
    (
        StaffColumn::OwedHours,
        &[
            "欠时",
            "结余工时",
            "存休",
            "累计存休",
            "owedhours",
            "hoursowed",
        ],
    ),
    (
        StaffColumn::Available,
        &[
            "可上班时间",
            "可排班时间",
            "可用时间",
            "可上班",
            "available",
            "availability",
            "canwork",
        ],
    ),
    (
        StaffColumn::Note,
        &["备注", "说明", "note", "notes", "remark", "remarks"],
    ),
];

/// A head, read.
pub(super) struct TableHead {
    /// As it stands in the list; empty when none was found.
    pub(super) heads: Vec<StaffHead>,
    /// The first row after it.
    pub(super) begin: usize,
    /// What each column holds.
    pub(super) columns: Vec<Option<StaffColumn>>,
}

/// Finds the head; a list without one is read as number, name, department,
/// position unless somebody said otherwise.
pub(super) fn head(table: &[(u32, Vec<String>)], said: &Mapping) -> TableHead {
    for (at, (_, cells)) in table.iter().take(HEAD_WITHIN).enumerate() {
        let mut columns = columns(cells, &HEADS);
        // A row of one word may be a title, and a name's head somebody's
        // position, unless a person said what else stands in the columns.
        let known = columns.iter().flatten().count();
        let filled = cells.iter().filter(|cell| !clean(cell).0.is_empty());
        let is_head = known > 1 || cells.len() == 1 || (filled.count() > 1 && !said.is_empty());
        if columns.contains(&Some(StaffColumn::Name)) && is_head {
            overrule(&mut columns, said);
            let heads = (0..).zip(cells.iter().zip(&columns));
            let heads = heads.map(|(at, (head, column))| StaffHead {
                at,
                head: clean(head).0,
                column: *column,
            });
            return TableHead {
                heads: heads.filter(|one| !one.head.is_empty()).collect(),
                begin: at + 1,
                columns,
            };
        }
    }
    let mut columns = match said.is_empty() {
        true => [
            StaffColumn::Number,
            StaffColumn::Name,
            StaffColumn::Department,
            StaffColumn::Position,
        ]
        .map(Some)
        .to_vec(),
        false => Vec::new(),
    };
    let widest = table
        .iter()
        .map(|(_, cells)| cells.len())
        .max()
        .unwrap_or(0);
    columns.resize(widest, None);
    overrule(&mut columns, said);
    // Somebody must be able to say what a column holds where no head says it.
    let first = table.first().map(|(_, cells)| cells.as_slice());
    let heads = (0..).zip(first.unwrap_or_default().iter().zip(&columns));
    let heads = heads.map(|(at, (cell, column))| StaffHead {
        at,
        head: clean(cell).0,
        column: *column,
    });
    TableHead {
        heads: heads.collect(),
        begin: 0,
        columns,
    }
}

/// What a person said counts, and takes the column from whoever had it.
fn overrule(columns: &mut [Option<StaffColumn>], said: &Mapping) {
    for (at, column) in said {
        let at = usize::try_from(*at).unwrap_or(usize::MAX);
        if column.is_some() {
            for had in columns.iter_mut().filter(|had| *had == column) {
                *had = None;
            }
        }
        if let Some(had) = columns.get_mut(at) {
            *had = *column;
        }
    }
}
