//! Faults of the crates below as refusals with codes.

use std::error::Error;

use steward_domain::right::Right;

use crate::views::Refusal;

impl From<steward_store::Fault> for Refusal {
    fn from(fault: steward_store::Fault) -> Self {
        use steward_store::Fault as F;
        if let F::Forbidden { lacking, .. } = &fault {
            let right = Right::of_code(lacking);
            return right.map_or(Self::SignInNeeded, |right| Self::NotAllowed {
                right,
                who: Vec::new(),
            });
        }
        let code = match &fault {
            F::Absent { .. } => "absent",
            F::Exists { .. } => "exists",
            F::InUse { .. } => "in_use",
            F::NetworkFolder { .. } => "network_folder",
            F::KeyBesideData { .. } => "key_beside_data",
            F::KeyMissing { .. } => "key_missing",
            F::KeyDamaged { .. } => "key_damaged",
            F::KeyWrong => "key_wrong",
            F::RecoveryCode(_) => "recovery_code",
            F::Damaged { .. } => "damaged",
            F::Newer { .. } => "newer",
            F::NoSpace => "no_space",
            F::ReadOnly => "read_only",
            F::NoPermission { .. } => "no_permission",
            F::TooLongPath { .. } => "path_too_long",
            F::NoFolder { .. } => "no_folder",
            F::Upgrade(_) => "upgrade",
            _ => "other",
        };
        Self::Store {
            code: code.to_owned(),
            detail: told(&fault),
        }
    }
}

impl From<steward_documents::Fault> for Refusal {
    fn from(fault: steward_documents::Fault) -> Self {
        use steward_documents::Fault as F;
        let code = match &fault {
            F::FontsMissing { .. } => "fonts_missing",
            F::FontUnreadable { .. } | F::FontDamaged { .. } => "font_damaged",
            F::NoSuchPage { .. } => "no_such_page",
            F::NoPrintingSystem => "no_printing_system",
            F::NoPrinter => "no_printer",
            F::UnknownPrinter(_) => "unknown_printer",
            F::PrintRefused(_) => "print_refused",
            F::PrintIo(_) => "print_io",
            _ => "template",
        };
        Self::Document {
            code: code.to_owned(),
            detail: told(&fault),
        }
    }
}

impl From<steward_exchange::Fault> for Refusal {
    fn from(fault: steward_exchange::Fault) -> Self {
        Self::File {
            code: code_of(&fault.code()),
            detail: fault.to_string(),
        }
    }
}

impl Refusal {
    /// A file that could not be read or written.
    pub fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let code = match error.kind() {
            Kind::NotFound | Kind::NotADirectory => "not_found",
            Kind::PermissionDenied => "no_permission",
            Kind::StorageFull | Kind::QuotaExceeded => "no_space",
            Kind::ReadOnlyFilesystem => "read_only",
            Kind::IsADirectory => "is_a_folder",
            _ => "io",
        };
        Self::File {
            code: code.to_owned(),
            detail: format!("{}: {error}", path.display()),
        }
    }
}

/// The snake-case name that serde gives a unit variant.
pub(crate) fn code_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// An error with what lies under it.
#[must_use]
pub fn told(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(under) = source {
        let under_text = under.to_string();
        if !text.contains(&under_text) {
            text.push_str(": ");
            text.push_str(&under_text);
        }
        source = under.source();
    }
    text
}
