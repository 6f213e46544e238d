//! Signatures of stations over their commits.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use steward_domain::log::Sealed;

use crate::hex;

/// The public half of a signing key.
pub(crate) fn public_key(secret: &[u8; 32]) -> [u8; 32] {
    SigningKey::from_bytes(secret).verifying_key().to_bytes()
}

/// Signs a commit, and with it the chain behind it.
pub(crate) fn sign(secret: &[u8; 32], sealed: &Sealed) -> [u8; 64] {
    sign_bytes(secret, &sealed.signing_message())
}

/// Signs any message. Its beginning must say what it is, so that it is never
/// taken for a commit's.
pub(crate) fn sign_bytes(secret: &[u8; 32], message: &[u8]) -> [u8; 64] {
    // The signing key wipes itself when dropped.
    SigningKey::from_bytes(secret).sign(message).to_bytes()
}

/// Whether one of the keys made this signature.
pub(crate) fn is_signed(keys: &[[u8; 32]], sealed: &Sealed, signature: &[u8; 64]) -> bool {
    let (message, signature) = (sealed.signing_message(), Signature::from_bytes(signature));
    keys.iter()
        .filter_map(|key| VerifyingKey::from_bytes(key).ok())
        .any(|key| key.verify_strict(&message, &signature).is_ok())
}

/// Whether a key made this signature, both hexadecimal.
pub(crate) fn is_signed_by(key: &str, message: &[u8], signature: &str) -> bool {
    let (mut key_bytes, mut signature_bytes) = ([0; 32], [0; 64]);
    let read = hex::decode_into(key, &mut key_bytes)
        .and_then(|()| hex::decode_into(signature, &mut signature_bytes));
    let signature = Signature::from_bytes(&signature_bytes);
    read.and_then(|()| VerifyingKey::from_bytes(&key_bytes).ok())
        .is_some_and(|key| key.verify_strict(message, &signature).is_ok())
}
