//! Bodies that are too small to be worth compressing, as a frame of zstd that
//! holds them as they are (RFC 8878: one raw block). Whoever reads frames of
//! zstd reads these; it costs neither side what setting up tables costs.

use zstd::zstd_safe::MAGICNUMBER;

/// Up to so many bytes are left as they are. Measured on commits as stations
/// push them: compressing would take a tenth off at most.
pub(super) const TINY: usize = 512;

/// A single segment, its size in one byte.
const IN_ONE: u8 = 0x20;
/// The same, its size less 256 in two.
const IN_TWO: u8 = 0x60;
/// Where the second begins.
const TWO_FROM: u16 = 256;
/// A block's head: the last one, raw; its size stands above these bits.
const LAST_RAW: u32 = 1;
const SIZE_AT: u32 = 3;

/// A frame of a tiny body; `None` for what is not tiny.
pub(super) fn framed(plain: &[u8]) -> Option<Vec<u8>> {
    let size = u16::try_from(plain.len()).ok()?;
    if plain.len() > TINY {
        return None;
    }
    let mut frame = Vec::with_capacity(plain.len() + 10);
    frame.extend_from_slice(&MAGICNUMBER.to_le_bytes());
    match u8::try_from(size) {
        Ok(size) => frame.extend_from_slice(&[IN_ONE, size]),
        Err(_) => {
            frame.push(IN_TWO);
            frame.extend_from_slice(&(size - TWO_FROM).to_le_bytes());
        }
    }
    let block = u32::from(size) << SIZE_AT | LAST_RAW;
    let [low, middle, high, _] = block.to_le_bytes();
    frame.extend_from_slice(&[low, middle, high]);
    frame.extend_from_slice(plain);
    Some(frame)
}

/// The body in a frame that [`framed`] made; `None` for any other.
pub(super) fn body(frame: &[u8]) -> Option<&[u8]> {
    let rest = frame.strip_prefix(&MAGICNUMBER.to_le_bytes())?;
    let (size, rest) = match rest {
        [IN_ONE, size, rest @ ..] => (u16::from(*size), rest),
        [IN_TWO, low, high, rest @ ..] => {
            let size = u16::from_le_bytes([*low, *high]);
            (size.checked_add(TWO_FROM)?, rest)
        }
        _ => return None,
    };
    let [low, middle, high, body @ ..] = rest else {
        return None;
    };
    let block = u32::from_le_bytes([*low, *middle, *high, 0]);
    let is_whole =
        body.len() == usize::from(size) && block == u32::from(size) << SIZE_AT | LAST_RAW;
    is_whole.then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_tiny_is_left_as_it_is_and_read_by_anybody(
            plain in proptest::collection::vec(any::<u8>(), 0..=TINY),
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let mut frame = framed(&plain).unwrap();
            prop_assert_eq!(body(&frame), Some(plain.as_slice()));
            prop_assert_eq!(zstd::bulk::decompress(&frame, TINY).unwrap(), plain);
            // Garbled, it says nothing else than anybody would read.
            let at = at.index(frame.len());
            frame[at] = byte;
            if let Some(body) = body(&frame) {
                prop_assert_eq!(zstd::bulk::decompress(&frame, TINY).unwrap(), body);
            }
        }
    }

    #[test]
    fn what_is_larger_is_compressed() {
        assert_eq!(framed(&[0; TINY + 1]), None);
    }
}
