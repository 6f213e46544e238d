//! Byte strings as CBOR byte strings rather than arrays of numbers.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes, owned or borrowed, that are written as one byte string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteString<B>(
    /// The bytes.
    pub B,
);

impl<B: AsRef<[u8]>> Serialize for ByteString<B> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0.as_ref())
    }
}

impl<'de> Deserialize<'de> for ByteString<Vec<u8>> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a byte string")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                Ok(bytes.to_vec())
            }
            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Self::Value, E> {
                Ok(bytes)
            }
        }
        from.deserialize_byte_buf(Bytes).map(Self)
    }
}

/// For fields that stay plain vectors: `#[serde(with = "bytes")]`.
pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    ByteString(bytes).serialize(to)
}

/// The way back.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    ByteString::deserialize(from).map(|bytes| bytes.0)
}
