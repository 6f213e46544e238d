//! What meetings are called and who holds them. Invented.

use steward_domain::room::Class;

use super::Chance;

const ORGANISERS: [(&str, &str); 18] = [
    ("市教育局", "张主任"),
    ("市人社局", "吴科长"),
    ("市财政局", "韩科长"),
    ("市发改委", "沈科长"),
    ("市文旅局", "冯科长"),
    ("市应急管理局", "赵处长"),
    ("市大数据局", "孙主任"),
    ("市政府办公室", "钱秘书"),
    ("市统计局", "郑科长"),
    ("市商务局", "褚主任"),
    ("市政协", "卫老师"),
    ("市审计局", "蒋处长"),
    ("机关事务管理局", "杨老师"),
    ("市外办", "朱主任"),
    ("市工商联", "秦会长"),
    ("市总工会", "尤老师"),
    ("市自然资源局", "何处长"),
    ("市委组织部", "吕处长"),
];
const SMALL: [&str; 16] = [
    "专题协调会",
    "项目评审会",
    "预算编制碰头会",
    "党支部学习",
    "企业座谈会",
    "审计进点会",
    "分组讨论",
    "合同洽谈",
    "来访接待",
    "工作例会",
    "重点项目推进会",
    "人才引进面谈",
    "外宾会见",
    "课题开题会",
    "信访接谈协调会",
    "考察团座谈",
];
const MIDDLE: [&str; 8] = [
    "新闻通气会",
    "业务培训班",
    "政策解读会",
    "媒体见面会",
    "新录用人员培训",
    "安全知识讲座",
    "技能比武说明会",
    "惠民工程发布会",
];
const LARGE: [&str; 8] = [
    "年度工作会议",
    "干部大会",
    "安全生产工作会议",
    "骨干教师培训",
    "消防安全讲座",
    "智慧城市论坛",
    "表彰大会",
    "先进事迹报告会",
];

pub(super) fn organiser(chance: &mut Chance) -> (String, String) {
    // The first of the list come more often than the last.
    let most = chance.between(3, 18);
    let few = usize::try_from(most).unwrap_or(3);
    let found = chance.one_of(ORGANISERS.get(..few).unwrap_or(&ORGANISERS));
    found.map_or_else(Default::default, |(who, contact)| {
        ((*who).to_owned(), (*contact).to_owned())
    })
}

pub(super) fn title(chance: &mut Chance, class: Class) -> String {
    match class {
        Class::A => chance.name(&SMALL),
        Class::B => chance.name(&MIDDLE),
        Class::C => chance.name(&LARGE),
    }
}
