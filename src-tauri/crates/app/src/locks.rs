//! Locks on accounts: a key sealed under what somebody knows. Opening one is
//! the only proof there is; nothing else is kept of a password.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use steward_domain::account::{Cost, KeyKind, Lock};
use steward_domain::ids::AccountId;
use zeroize::Zeroizing;

/// A secret of 32 bytes.
pub(crate) type Seed = Zeroizing<[u8; 32]>;

/// The dearest lock that is tried: one from a hostile log must not stop a
/// station.
const DEAREST: Cost = Cost {
    memory: 1024 * 1024,
    passes: 10,
    lanes: 16,
};
/// Letters and digits of a recovery code: none looks like another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many of them: 125 bits.
const CODE: usize = 25;
/// After how many a dash stands.
const GROUP: usize = 5;

/// Seals a key. `chance` is for the salt and the nonce, used once.
pub(crate) fn seal(
    seed: &Seed,
    secret: &str,
    (account, kind): (AccountId, KeyKind),
    cost: Cost,
    chance: [Seed; 2],
) -> Option<Lock> {
    let [one, other] = chance;
    let salt = one.first_chunk::<16>()?;
    let nonce = other.first_chunk::<24>()?;
    let key = key_of(secret, salt, cost)?;
    let payload = Payload {
        msg: seed.as_slice(),
        aad: &bound_to(account, kind),
    };
    let sealed = cipher(&key)
        .encrypt(XNonce::from_slice(nonce), payload)
        .ok()?;
    Some(Lock {
        cost,
        salt: hex(salt),
        nonce: hex(nonce),
        sealed: hex(&sealed),
    })
}

/// Opens a lock; `None` for a wrong secret.
pub(crate) fn open(
    lock: &Lock,
    secret: &str,
    (account, kind): (AccountId, KeyKind),
) -> Option<Seed> {
    let Cost {
        memory,
        passes,
        lanes,
    } = lock.cost;
    if memory > DEAREST.memory || passes > DEAREST.passes || lanes > DEAREST.lanes {
        return None;
    }
    let (salt, nonce) = (unhex(&lock.salt)?, unhex(&lock.nonce)?);
    let key = key_of(secret, &salt, lock.cost)?;
    let sealed = unhex(&lock.sealed)?;
    let payload = Payload {
        msg: &sealed,
        aad: &bound_to(account, kind),
    };
    let nonce: [u8; 24] = nonce.try_into().ok()?;
    let opened = cipher(&key)
        .decrypt(XNonce::from_slice(&nonce), payload)
        .ok()
        .map(Zeroizing::new)?;
    let mut seed = Zeroizing::new([0; 32]);
    if opened.len() != seed.len() {
        return None;
    }
    seed.copy_from_slice(&opened);
    Some(seed)
}

/// Seals a few words under a key of this station.
pub(crate) fn seal_here(key: &Seed, nonce: &Seed, words: &[u8]) -> Option<String> {
    let nonce = nonce.first_chunk::<24>()?;
    let sealed = cipher(key).encrypt(XNonce::from_slice(nonce), words).ok()?;
    Some(format!("{}{}", hex(nonce), hex(&sealed)))
}

/// Reads them again.
pub(crate) fn open_here(key: &Seed, text: &str) -> Option<Vec<u8>> {
    let bytes = unhex(text.trim())?;
    let (nonce, sealed) = bytes.split_at_checked(24)?;
    cipher(key).decrypt(XNonce::from_slice(nonce), sealed).ok()
}

/// A recovery code as it is printed.
pub(crate) fn code(chance: &Seed) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::new());
    for (at, byte) in chance.iter().take(CODE).enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        let letter = ALPHABET.get(usize::from(byte % 32)).copied();
        text.push(char::from(letter.unwrap_or(b'0')));
    }
    text
}

/// A code as somebody typed it, as it was printed.
pub(crate) fn read_code(typed: &str) -> Zeroizing<String> {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    let letters = letters.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    });
    let mut text = Zeroizing::new(String::new());
    for (at, letter) in letters.enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        text.push(letter);
    }
    text
}

fn cipher(key: &Seed) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(Key::from_slice(key.as_slice()))
}

fn key_of(secret: &str, salt: &[u8], cost: Cost) -> Option<Seed> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.as_bytes(), salt, key.as_mut_slice())
        .ok()?;
    Some(key)
}

/// A lock of one account or kind opens no other.
fn bound_to(account: AccountId, kind: KeyKind) -> Vec<u8> {
    let mut bound = b"steward lock 1\0".to_vec();
    bound.extend_from_slice(account.0.as_bytes());
    bound.extend_from_slice(kind.code().as_bytes());
    bound
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    let pairs = text.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use uuid::Uuid;

    const CHEAP: Cost = Cost {
        memory: 64,
        passes: 1,
        lanes: 1,
    };

    fn seeded(byte: u8) -> Seed {
        Zeroizing::new([byte; 32])
    }

    #[test]
    fn a_lock_opens_with_its_secret_its_account_and_its_kind_only() {
        let (one, other) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let for_it = (one, KeyKind::Password);
        let chance = [seeded(1), seeded(2)];
        let lock = seal(&seeded(7), "口令八个字以上", for_it, CHEAP, chance).unwrap();
        assert_eq!(open(&lock, "口令八个字以上", for_it), Some(seeded(7)));
        assert_eq!(open(&lock, "口令八个字以下", for_it), None);
        assert_eq!(
            open(&lock, "口令八个字以上", (other, KeyKind::Password)),
            None
        );
        assert_eq!(open(&lock, "口令八个字以上", (one, KeyKind::Pin)), None);
        let dear = Lock {
            cost: Cost {
                memory: u32::MAX,
                ..CHEAP
            },
            ..lock
        };
        assert_eq!(open(&dear, "口令八个字以上", for_it), None);
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = code(&Zeroizing::new(std::array::from_fn(|at| at as u8)));
        assert_eq!(code.as_str(), "01234-56789-ABCDE-FGHJK-MNPQR");
        let typed = " o1234 56789abcde-fghjk mnpqr";
        assert_eq!(read_code(typed).as_str(), code.as_str());
    }

    #[test]
    fn what_is_sealed_here_is_read_here() {
        let sealed = seal_here(&seeded(1), &seeded(2), b"words").unwrap();
        assert_eq!(open_here(&seeded(1), &sealed).unwrap(), b"words");
        assert_eq!(open_here(&seeded(3), &sealed), None);
    }
}
