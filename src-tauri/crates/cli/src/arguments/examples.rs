//! What stands below the help of the whole command.

pub(super) const EXAMPLES: &str = "\
Examples:
  stewardctl init --sample
  stewardctl book '周三下午 报告厅 180人 市教育局 骨干培训 张主任 13800000000'
  stewardctl book 'tomorrow 9:30-11:00 203 28 people' --dry-run
  stewardctl day tomorrow
  stewardctl due --department security
  stewardctl confirm 1122-A03/check-1 --by 周敏 --note '已到位'
  stewardctl import 39c3.xml --shift-to today --dry-run
  stewardctl bulletin today -o bulletin.pdf
  stewardctl outage-pack -o outage.pdf

While a window has the folder open, commands go through it.
Exit status: 0 done, 1 refused, 2 usage or fault.";
