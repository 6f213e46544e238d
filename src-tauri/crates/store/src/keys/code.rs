//! The recovery code: the file's key, to be written on paper. Thirteen groups
//! of four signs carry it, two more carry sums of the others: one says that
//! something is wrong, both together say where.

use zeroize::Zeroizing;

use crate::CodeFault;

/// Crockford's alphabet: no I, L, O, U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
const KEY_GROUPS: usize = 13;
const GROUPS: usize = KEY_GROUPS + 2;
/// The largest prime that four signs can write.
const PRIME: u64 = 1_048_573;

/// The code of a key, groups joined by dashes.
pub(crate) fn write(key: &[u8; 32]) -> Zeroizing<String> {
    let groups = groups_of(key);
    let (plain, weighted) = sums(&groups);
    let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
    for value in groups.iter().copied().chain([plain, weighted]) {
        if !text.is_empty() {
            text.push('-');
        }
        for place in (0..GROUP).rev() {
            let sign = SIGNS
                .get((value >> (5 * place)) as usize & 31)
                .copied()
                .unwrap_or(b'0');
            text.push(char::from(sign));
        }
    }
    text
}

/// The key of a code. Blanks, dashes and case do not matter; O is read as 0,
/// I and L as 1.
///
/// # Errors
/// See [`CodeFault`].
pub(crate) fn read(code: &str) -> Result<Zeroizing<[u8; 32]>, CodeFault> {
    let signs: Zeroizing<Vec<char>> = Zeroizing::new(
        code.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_uppercase)
            .collect(),
    );
    if signs.len() != GROUPS * GROUP {
        return Err(CodeFault::Length {
            found: signs.len(),
            wanted: GROUPS * GROUP,
        });
    }
    let mut groups = Zeroizing::new(Vec::with_capacity(GROUPS));
    for (place, chunk) in signs.chunks(GROUP).enumerate() {
        let value = chunk
            .iter()
            .try_fold(0, |sum, sign| value_of(*sign).map(|v| sum << 5 | v));
        groups.push(value.ok_or(CodeFault::Group(place + 1))?);
    }
    let (body, checks) = groups.split_at(KEY_GROUPS);
    let (plain, weighted) = sums(body);
    let off =
        |is: Option<&u64>, should: u64| (PRIME + should - is.copied().unwrap_or(0) % PRIME) % PRIME;
    match (off(checks.first(), plain), off(checks.get(1), weighted)) {
        (0, 0) => {}
        (_, 0) => return Err(CodeFault::Group(KEY_GROUPS + 1)),
        (0, _) => return Err(CodeFault::Group(KEY_GROUPS + 2)),
        // One wrong group shifts the plain sum by d and the weighted by its
        // place times d.
        (d, p) => {
            let place = (1..=KEY_GROUPS as u64).find(|place| place * d % PRIME == p);
            return Err(place.map_or(CodeFault::Several, |place| CodeFault::Group(place as usize)));
        }
    }
    key_of(body).ok_or(CodeFault::Group(KEY_GROUPS))
}

fn value_of(sign: char) -> Option<u64> {
    let sign = match sign {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SIGNS
        .iter()
        .position(|s| char::from(*s) == sign)
        .map(|v| v as u64)
}

/// 256 bits in thirteen groups of 20; the last four bits are zero.
fn groups_of(key: &[u8; 32]) -> Zeroizing<Vec<u64>> {
    let mut groups = Zeroizing::new(Vec::with_capacity(GROUPS));
    let (mut bits, mut held) = (0_u64, 0_u32);
    for byte in key.iter().copied().chain([0]) {
        bits = bits << 8 | u64::from(byte);
        held += 8;
        if held >= 20 {
            held -= 20;
            groups.push(bits >> held & 0xF_FFFF);
        }
    }
    groups.truncate(KEY_GROUPS);
    groups
}

fn key_of(groups: &[u64]) -> Option<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    let (mut bits, mut held) = (0_u64, 0_u32);
    let mut place = key.iter_mut();
    for group in groups {
        bits = bits << 20 | group;
        held += 20;
        while held >= 8 {
            held -= 8;
            *place.next()? = (bits >> held & 0xFF) as u8;
            if place.len() == 0 {
                break;
            }
        }
    }
    (bits & 0xF == 0).then_some(key)
}

fn sums(groups: &[u64]) -> (u64, u64) {
    groups
        .iter()
        .zip(1_u64..)
        .fold((0, 0), |(plain, weighted), (value, place)| {
            ((plain + value) % PRIME, (weighted + place * value) % PRIME)
        })
}
