//! What is wrong with a file, a document or the store, by its code, and what
//! to do.

pub(super) fn file(code: &str, zh: bool) -> &'static str {
    match (code, zh) {
        ("not_found", true) => "没有这个文件，请检查路径。",
        ("not_found", false) => "There is no such file: check the path.",
        ("is_a_folder", true) => "这是文件夹，不是文件，请写明其中的文件。",
        ("is_a_folder", false) => "This is a folder, not a file: name a file in it.",
        ("no_permission", true) => "没有权限读写这个文件，请换个位置或放开权限。",
        ("no_permission", false) => {
            "No permission for this file: choose another place or have it opened."
        }
        ("no_space", true) => "磁盘满了，没有写下；请腾出空间再试。",
        ("no_space", false) => "The disk is full, nothing was written: make room and try again.",
        ("read_only", true) => "这个位置只能读，请换个位置。",
        ("read_only", false) => "This place is read-only: choose another.",
        ("empty", true) => "文件是空的，请重新导出。",
        ("empty", false) => "The file is empty: export it again.",
        ("too_large", true) => "文件太大，请分成几份。",
        ("too_large", false) => "The file is too large: split it.",
        ("binary" | "not_a_calendar", true) => "这既不是 iCalendar,也不是会议日程 XML。",
        ("binary" | "not_a_calendar", false) => {
            "This is neither iCalendar nor a conference schedule in XML."
        }
        ("not_a_table", true) => {
            "这不是 Excel 工作簿（.xlsx），也不是用制表符或逗号分隔的文本；旧的 .xls 请另存为 .xlsx。"
        }
        ("not_a_table", false) => {
            "This is neither an Excel workbook (.xlsx) nor text with tabs or commas; save an old .xls as .xlsx."
        }
        ("entities", true) => "文件自带 XML 实体定义，为安全起见不读。",
        ("entities", false) => {
            "The file declares its own XML entities and is not read, for safety."
        }
        ("bad_kinds", true) => "服务项目文件看不懂：请先 kind export 导出一份，照它的写法改。",
        ("bad_kinds", false) => {
            "The file of kinds cannot be read: write one with kind export and edit that."
        }
        ("bad_templates", true) => {
            "这不是服务模板文件，或已损坏，一样也没有导入。请先 templates export 导出一份，照它的写法改。"
        }
        ("bad_templates", false) => {
            "This is no file of templates, or it is damaged; nothing was taken in. Write one with templates export and edit that."
        }
        ("newer_templates", true) => "这份模板文件由更新的版本写成，请先升级；一样也没有导入。",
        ("newer_templates", false) => {
            "This file of templates was written by a newer version: upgrade first. Nothing was taken in."
        }
        ("bad_instance", true) => "算例文件看不懂：格式见 schedulingbenchmarks.org。",
        ("bad_instance", false) => {
            "The instance cannot be read: its format is that of schedulingbenchmarks.org."
        }
        ("bad_prices", true) => "价目文件看不懂：请先 price export 导出一份，照它的写法改。",
        ("bad_prices", false) => {
            "The price list cannot be read: write one with price export and edit that."
        }
        ("bad_fee", true) => "费用明细看不懂：照 fee show --json 里 proposed 的写法，单价写成元。",
        ("bad_fee", false) => {
            "The fee's lines cannot be read: write them as proposed in fee show --json, prices in yuan."
        }
        ("bad_map", true) => "会场对照表读不懂，应为 JSON:{\"对方会场\": \"本方会场\"}。",
        ("bad_map", false) => {
            "The room map cannot be read: it is JSON, {\"their room\": \"our room\"}."
        }
        (_, true) => "文件读写出错，请检查后再试。",
        (_, false) => "The file could not be read or written: check it and try again.",
    }
}

pub(super) fn document(code: &str, zh: bool) -> &'static str {
    match (code, zh) {
        ("fonts_missing", true) => "缺少文书字体，请运行 cargo xtask setup。",
        ("fonts_missing", false) => "The fonts for documents are missing: run cargo xtask setup.",
        ("no_printing_system" | "no_printer", true) => "没有可用的打印机，请先存为 PDF。",
        ("no_printing_system" | "no_printer", false) => "There is no printer: save a PDF instead.",
        ("font_damaged", true) => "字体文件已损坏，请重新运行 cargo xtask setup。",
        ("font_damaged", false) => "A font file is damaged: run cargo xtask setup again.",
        (_, true) => "文书没有做成。请再试一次；再不行，请把下面这句话告诉技术人员。",
        (_, false) => {
            "The document could not be made: try again, then show the line below to a technician."
        }
    }
}

pub(super) fn store(code: &str, zh: bool) -> &'static str {
    match (code, zh) {
        ("absent", true) => "这个文件夹里还没有数据。先运行 stewardctl init,或加 --sample 看示例。",
        ("absent", false) => {
            "There is no store in this folder yet: run stewardctl init, or with --sample for an example."
        }
        ("exists", true) => "这个文件夹里已有数据，没有改动它。",
        ("exists", false) => "This folder holds a store already; it was left as it is.",
        ("in_use", true) => "另一个程序正在使用这份数据，又没有应答。请关掉它再试。",
        ("in_use", false) => {
            "Another program has this store open and does not answer: close it and try again."
        }
        ("arriving", true) => "这台工作站刚加入，资料还没收完。稍候片刻再做。",
        ("arriving", false) => {
            "This station just joined and its data is still on the way: wait a moment and do it again."
        }
        ("at_work", true) => "这份数据已在工作：窗口或另一个 serve 开着它，不用再开。",
        ("at_work", false) => {
            "This store is at work already: the window or another serve has it open. Nothing more is needed."
        }
        ("key_wrong", true) => {
            "密钥打不开这份数据。若数据是拷来的，请用 stewardctl recover 和恢复码。"
        }
        ("key_wrong", false) => {
            "The key does not open this store. If it is a copy, use stewardctl recover with its recovery code."
        }
        ("key_missing" | "key_damaged", true) => {
            "找不到这份数据的密钥。请用 stewardctl recover 和恢复码打开。"
        }
        ("key_missing" | "key_damaged", false) => {
            "The key of this store is missing: open it with stewardctl recover and its recovery code."
        }
        ("recovery_code", true) => "恢复码抄写有误，请核对。",
        ("recovery_code", false) => {
            "The recovery code has a slip in it: compare it with the paper."
        }
        ("damaged", true) => {
            "数据文件已损坏。不要删除它；请运行 stewardctl backup mend 重建，或用 stewardctl backup restore 恢复备份。"
        }
        ("damaged", false) => {
            "The store's file is damaged. Do not delete it: run stewardctl backup mend to make it anew, or stewardctl backup restore to go back to a backup."
        }
        ("newer", true) => "这份数据由更新的版本写成，请先升级。数据没有改动。",
        ("newer", false) => {
            "This store was written by a newer version: upgrade first. It was left as it is."
        }
        ("network_folder", true) => "数据不能放在网络文件夹里，请移到本机硬盘。",
        ("network_folder", false) => {
            "The data must not lie on a network folder: move it to a local disk."
        }
        ("no_space", true) => "磁盘满了，这一步没有保存；之前的都在。请腾出空间再试。",
        ("no_space", false) => {
            "The disk is full: this step was not saved, all before it was. Make room and try again."
        }
        ("read_only", true) => "数据所在的磁盘只能读，请换个位置或放开权限。",
        ("read_only", false) => "The store's disk is read-only: move it or have it opened.",
        ("no_permission", true) => {
            "没有权限读写数据文件夹，请管理员放开权限，或用 --data 换个文件夹。"
        }
        ("no_permission", false) => {
            "No permission for the data folder: have it opened, or name another with --data."
        }
        ("key_beside_data", true) => {
            "密钥不能放在数据文件夹里：拷走一个就拷走了两个。请用 --config 换个文件夹。"
        }
        ("key_beside_data", false) => {
            "The key must not lie in the data folder, where who copies one has both: name another with --config."
        }
        ("path_too_long", true) => "文件夹的路径太长，请用 --data 换个短些的。",
        ("path_too_long", false) => {
            "The folder's path is too long: name a shorter one with --data."
        }
        ("no_folder", true) => "这个路径不是文件夹，或上一级不存在，请用 --data 换一个。",
        ("no_folder", false) => {
            "This path is no folder, or the one above it is missing: name another with --data."
        }
        ("upgrade", true) => "数据升级没有成功，文件还是原样。请把下面这句话告诉技术人员。",
        ("upgrade", false) => {
            "The store could not be upgraded and is as it was: show the line below to a technician."
        }
        (_, true) => "数据打不开或写不下。请再试一次；再不行，请把下面这句话告诉技术人员。",
        (_, false) => {
            "The store could not be opened or written: try again, then show the line below to a technician."
        }
    }
}
