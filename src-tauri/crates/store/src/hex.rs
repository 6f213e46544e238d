//! Bytes as hexadecimal digits and back.

use std::fmt::Write as _;

pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Exactly `N` bytes; the target is filled in place so that a secret is not
/// left behind in a temporary.
pub(crate) fn decode_into<const N: usize>(text: &str, target: &mut [u8; N]) -> Option<()> {
    if text.len() != N * 2 || !text.is_ascii() {
        return None;
    }
    for (pair, byte) in text.as_bytes().chunks_exact(2).zip(target) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(())
}
