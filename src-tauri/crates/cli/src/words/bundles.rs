//! Why a bundle was not made or not taken in, and what to do.

use crate::arguments::Tongue;

/// The sentence for a refusal's code; `file` is the one at fault, if any.
pub(crate) fn refused(code: &str, file: &str, tongue: Tongue) -> String {
    let (zh, en) = sentence(code);
    let sentence = tongue.pick(zh, en);
    if file.is_empty() {
        sentence.to_owned()
    } else {
        format!("{sentence}\n  {file}")
    }
}

fn sentence(code: &str) -> (&'static str, &'static str) {
    match code {
        "nothing" => (
            "没有要带的：对方都有了，或这段时间没有改动。",
            "There is nothing to take along: all of it is there, or nothing was changed since.",
        ),
        "alone" => (
            "还没有别的工作站，没有谁能读：先添加工作站（stewardctl pair）。",
            "There is no other station that could read it: let one in first (stewardctl pair).",
        ),
        "for_myself" => (
            "这就是本机，不用带。请写另一台工作站。",
            "This is that station: name another one.",
        ),
        "not_at_work" => (
            "这台工作站已停用或撤销，不再给它带数据。",
            "That station was retired or shut out: nothing is taken to it.",
        ),
        "no_files" => ("请写明要导入的文件。", "Name the files to take in."),
        "not_a_bundle" => (
            "这不是数据包，没有导入任何内容。请选 .steward 文件。",
            "This is no bundle; nothing was taken in. Choose a .steward file.",
        ),
        "newer" => (
            "这个数据包由更新的版本做成，没有导入任何内容。请先升级本机。",
            "This bundle was made by a newer version; nothing was taken in. Update this station first.",
        ),
        "truncated" => (
            "数据包不完整，后面缺了一截，没有导入任何内容。请重新拷贝。",
            "The bundle is cut short; nothing was taken in. Copy it again.",
        ),
        "damaged" => (
            "数据包已损坏，没有导入任何内容。请重新拷贝，或请对方重新导出。",
            "The bundle is damaged; nothing was taken in. Copy it again, or have it made anew.",
        ),
        "other_venue" => (
            "这是别的单位的数据包，没有导入任何内容。",
            "This bundle is of another venue; nothing was taken in.",
        ),
        "not_for_us" => (
            "本机打不开这个数据包：做它的时候本机还没被接入，或已被撤销。没有导入任何内容。请对方重新导出。",
            "This station has no key to the bundle: when it was made, this one was not known there yet, or shut out. Nothing was taken in. Have it made anew.",
        ),
        "not_signed" => (
            "数据包的签名不对，不是所说的工作站做的，没有导入任何内容。",
            "The bundle's signature is not that of the station it names; nothing was taken in.",
        ),
        "unknown_maker" => (
            "做这个数据包的工作站，本机还不认识，没有导入任何内容。请先与认识它的工作站联网，或导入那一台做的数据包。",
            "The station that made this bundle is not known here yet; nothing was taken in. Meet a station that knows it first, or take in a bundle of that one.",
        ),
        "revoked_maker" => (
            "做这个数据包的工作站已被撤销，没有导入任何内容。",
            "The station that made this bundle was shut out; nothing was taken in.",
        ),
        "too_many_parts" => (
            "分得太细了：请把每份放大（--part-size）。",
            "That makes too many parts: allow larger ones (--part-size).",
        ),
        _ => (
            "数据包没有做成。请再试一次；再不行，请告诉技术人员。",
            "The bundle was not made: try again, then ask a technician.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_has_a_sentence_of_its_own() {
        let codes = [
            "nothing",
            "alone",
            "for_myself",
            "not_at_work",
            "no_files",
            "not_a_bundle",
            "newer",
            "truncated",
            "damaged",
            "other_venue",
            "not_for_us",
            "not_signed",
            "unknown_maker",
            "revoked_maker",
            "too_many_parts",
        ];
        let mut seen = std::collections::BTreeSet::new();
        for code in codes {
            assert!(seen.insert(sentence(code)), "{code}");
            assert_ne!(sentence(code), sentence("?"), "{code}");
        }
        let text = refused("damaged", "/media/x.steward", Tongue::En);
        assert!(text.ends_with("\n  /media/x.steward"));
    }
}
