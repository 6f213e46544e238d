//! Words for what an import has to say.

use serde_json::Value;
use steward_app::RemarkCode;
use steward_app::views::ImportOutcome;

use crate::arguments::Tongue;

/// What became of an entry.
pub(crate) fn outcome(outcome: ImportOutcome, tongue: Tongue) -> &'static str {
    match outcome {
        ImportOutcome::Added => tongue.pick("新增", "added"),
        ImportOutcome::Changed => tongue.pick("更新", "changed"),
        ImportOutcome::Same => tongue.pick("不变", "same"),
        ImportOutcome::Skipped => tongue.pick("跳过", "skipped"),
    }
}

/// A file's format by its code.
pub(crate) fn format(code: &str, tongue: Tongue) -> &str {
    match code {
        "ics" => "iCalendar",
        "schedule" => tongue.pick("会议日程 XML", "conference schedule XML"),
        other => other,
    }
}

/// A remark, `code` or `code: detail`, as a sentence with its detail behind it.
pub(crate) fn remark(remark: &str, tongue: Tongue) -> String {
    let (code, detail) = remark
        .split_once(": ")
        .map_or((remark, None), |(code, detail)| (code, Some(detail)));
    let known: Option<RemarkCode> = serde_json::from_value(Value::String(code.to_owned())).ok();
    let sentence = match known {
        Some(code) => of_the_file(code, tongue),
        None => match of_the_house(code, tongue) {
            Some(sentence) => sentence,
            None => return remark.to_owned(),
        },
    };
    match detail {
        Some(detail) => tongue.pick(
            format!("{sentence}（{detail}）"),
            format!("{sentence} ({detail})"),
        ),
        None => sentence.to_owned(),
    }
}

/// Why the desk itself left an entry out.
fn of_the_house(code: &str, tongue: Tongue) -> Option<&'static str> {
    Some(match code {
        "room_left_out" => tongue.pick("这个会场选了不导入", "this room is to be left out"),
        "cancelled" => tongue.pick("文件里已取消", "cancelled in the file"),
        "locked" => tongue.pick(
            "时间或会场已锁定，文件不能移动它：先解锁",
            "its time or room is locked and no file moves it: unlock it first",
        ),
        "slot" => tongue.pick(
            "时间不成立：结束早于开始、超过 31 天，或年份不合理",
            "times that cannot be: end before start, over 31 days, or no sensible year",
        ),
        _ => return None,
    })
}

/// What the reader of the file remarked.
fn of_the_file(code: RemarkCode, tongue: Tongue) -> &'static str {
    use RemarkCode as R;
    match code {
        R::EndBeforeStart => tongue.pick("结束早于开始", "ends before it starts"),
        R::NoStart => tongue.pick("没有开始时间", "no start"),
        R::NoEnd => tongue.pick(
            "没有结束时间，按默认时长计",
            "no end: the usual length was taken",
        ),
        R::BadDate => tongue.pick("日期或时间看不懂", "a date or time that cannot be read"),
        R::YearOutOfRange => tongue.pick("年份不合理", "not a sensible year"),
        R::BadDuration => tongue.pick("时长看不懂", "a length that cannot be read"),
        R::UnknownZone => tongue.pick("时区不认识", "unknown time zone"),
        R::ZoneAssumed => tongue.pick(
            "未写时区，按文件或本会场的时区",
            "no time zone: the file's or the venue's was taken",
        ),
        R::LocalTimeSkipped => {
            tongue.pick("当地钟表跳过了这个时刻", "the clocks skip this local time")
        }
        R::LocalTimeTwice => tongue.pick(
            "当地钟表有两个这个时刻，取前一个",
            "the clocks show this local time twice; the first was taken",
        ),
        R::AllDay => tongue.pick("全天", "all day"),
        R::NoTitle => tongue.pick("没有标题", "no title"),
        R::TitleCut => tongue.pick("标题过长，已截短", "title too long, cut"),
        R::DescriptionCut => tongue.pick("说明过长，已截短", "description too long, cut"),
        R::TextCut => tongue.pick(
            "文字过长或人数过多，已截短",
            "text too long or too many people, cut",
        ),
        R::ControlCharactersRemoved => tongue.pick(
            "去掉了看不见的控制字符",
            "unseen control characters taken out",
        ),
        R::NoUid => tongue.pick(
            "没有编号，按内容编了一个",
            "no identity: one was made from the content",
        ),
        R::DuplicateUid => tongue.pick("编号与另一条重复", "its identity is also another entry's"),
        R::RecurrenceCut => tongue.pick(
            "重复次数过多，只取前面的",
            "too many repetitions: only the first were taken",
        ),
        R::RecurrenceOutsideWindow => tongue.pick(
            "范围以外的重复未取",
            "repetitions out of range were left out",
        ),
        R::RecurrenceUnreadable => tongue.pick(
            "重复规则看不懂，只取第一次",
            "the repetition cannot be read: only the first was taken",
        ),
        R::ThisAndFuture => tongue.pick(
            "改动涉及本次及以后各次",
            "a change to this and all later times",
        ),
        R::OrphanOverride => tongue.pick(
            "改动所属的重复会议不在文件中",
            "the repeated meeting it changes is not in the file",
        ),
        R::OtherComponent => tongue.pick(
            "不是会议（待办、日志等）",
            "not a meeting (a to-do, a journal …)",
        ),
        R::StrayLine => tongue.pick("不属于任何条目的行", "a line that belongs to nothing"),
        R::LineCut => tongue.pick("行过长，已截断", "line too long, cut"),
        R::BadEncoding => tongue.pick("不是 UTF-8 的字节", "bytes that are not UTF-8"),
        R::UnclosedComponent => tongue.pick(
            "条目没有结束标记或嵌套过深",
            "an entry that is not closed, or nested too deep",
        ),
        R::TruncatedFile => tongue.pick("文件在中途断了", "the file ends in the middle"),
        R::TooManyEvents => tongue.pick(
            "条目过多，其余未取",
            "too many entries: the rest was left out",
        ),
        R::TooManyRemarks => tongue.pick(
            "说明过多，其余只计数",
            "too many remarks: the rest was only counted",
        ),
        R::BadXml => tongue.pick("从这里起 XML 看不懂", "from here on the XML cannot be read"),
        R::UnknownEntity => tongue.pick("XML 实体不认识", "unknown XML entity"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_becomes_a_sentence_and_keeps_its_detail() {
        assert_eq!(
            remark("title_cut: title 400 > 300", Tongue::En),
            "title too long, cut (title 400 > 300)"
        );
        assert_eq!(remark("truncated_file", Tongue::Zh), "文件在中途断了");
        assert_eq!(
            remark("room_left_out", Tongue::En),
            "this room is to be left out"
        );
        assert_eq!(
            remark("of_a_later_version: 1", Tongue::En),
            "of_a_later_version: 1"
        );
    }
}
