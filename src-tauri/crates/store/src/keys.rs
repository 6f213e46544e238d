//! A station's secrets: the key of its file, and the key it signs with. They
//! are kept apart from the data, in the system's keyring or in a file that
//! only its owner reads.
//!
//! The identity is kept beside them, so that a data folder that was copied,
//! or brought back from a backup, is recognised by what it lacks.

pub(crate) mod check;
pub(crate) mod code;
mod keyring;

use std::path::{Path, PathBuf};

use rand::RngCore;
use rand::rngs::OsRng;
use steward_domain::ids::StationId;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::fault::KeyPlace;
use crate::{Fault, Place, disk, hex};

const HEADING: &str = "steward key 1";
const ELSEWHERE: &str = "in the keyring";

/// What must not lie beside the data. Neither `Debug` nor `Display`.
pub(crate) struct Secrets {
    /// Encrypts the file.
    pub(crate) database: Zeroizing<[u8; 32]>,
    /// Signs commits (Ed25519).
    pub(crate) signing: Zeroizing<[u8; 32]>,
    /// Whose.
    pub(crate) station: StationId,
    /// The epoch the station is in.
    pub(crate) epoch: u32,
    /// Drawn anew with every epoch; the file carries the same.
    pub(crate) life: [u8; 16],
    /// Where the epoch was begun.
    pub(crate) machine: [u8; 32],
}

impl Secrets {
    /// New keys for a station.
    pub(crate) fn draw(station: StationId, machine: [u8; 32]) -> Self {
        Self {
            database: random(),
            signing: random(),
            station,
            epoch: 1,
            life: *random(),
            machine,
        }
    }

    fn to_text(&self) -> Zeroizing<String> {
        let line =
            |name: &str, bytes: &[u8]| Zeroizing::new(format!("{name} {}\n", hex::encode(bytes)));
        let mut text = Zeroizing::new(String::with_capacity(512));
        text.push_str(HEADING);
        text.push('\n');
        text.push_str(&line("database", self.database.as_slice()));
        text.push_str(&line("signing", self.signing.as_slice()));
        text.push_str(&line("station", self.station.0.as_bytes()));
        text.push_str(&line("epoch", &self.epoch.to_be_bytes()));
        text.push_str(&line("life", &self.life));
        text.push_str(&line("machine", &self.machine));
        text
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != HEADING {
            return None;
        }
        let mut secrets = Self {
            database: Zeroizing::new([0; 32]),
            signing: Zeroizing::new([0; 32]),
            station: StationId(Uuid::nil()),
            epoch: 0,
            life: [0; 16],
            machine: [0; 32],
        };
        let (mut station, mut epoch, mut found) = ([0; 16], [0; 4], 0_u8);
        for line in lines {
            let (name, value) = line.split_once(' ')?;
            let bit = match name {
                "database" => hex::decode_into(value, &mut secrets.database).map(|()| 1),
                "signing" => hex::decode_into(value, &mut secrets.signing).map(|()| 2),
                "station" => hex::decode_into(value, &mut station).map(|()| 4),
                "epoch" => hex::decode_into(value, &mut epoch).map(|()| 8),
                "life" => hex::decode_into(value, &mut secrets.life).map(|()| 16),
                "machine" => hex::decode_into(value, &mut secrets.machine).map(|()| 32),
                // A later version may keep more here.
                _ => Some(0),
            };
            found |= bit?;
        }
        secrets.station = StationId(Uuid::from_bytes(station));
        secrets.epoch = u32::from_be_bytes(epoch);
        (found == 63).then_some(secrets)
    }
}

/// Fresh bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    OsRng.fill_bytes(bytes.as_mut_slice());
    bytes
}

/// Names this computer and folder: a copy of both folders that lands
/// elsewhere has another.
pub(crate) fn machine_mark(dir: &Path) -> [u8; 32] {
    let machine = std::fs::read("/etc/machine-id")
        .or_else(|_| std::env::var("COMPUTERNAME").map(String::into_bytes))
        .unwrap_or_default();
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf());
    let mut hasher = blake3::Hasher::new_derive_key("steward machine mark 1");
    hasher
        .update(&machine)
        .update(&[0])
        .update(dir.as_os_str().as_encoded_bytes());
    *hasher.finalize().as_bytes()
}

/// The place of one store's secrets.
pub(crate) struct KeyRack {
    file: PathBuf,
    entry: String,
    keyring: bool,
}

impl KeyRack {
    pub(crate) fn of(place: &Place) -> Self {
        let dir = place
            .dir
            .canonicalize()
            .unwrap_or_else(|_| place.dir.clone());
        Self {
            file: place.config_dir.join("steward.key"),
            entry: dir.to_string_lossy().into_owned(),
            keyring: place.keyring,
        }
    }

    /// Reads the secrets.
    pub(crate) fn load(&self) -> Result<Secrets, Fault> {
        let text = match std::fs::read_to_string(&self.file) {
            Ok(text) => Zeroizing::new(text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                Zeroizing::new(ELSEWHERE.to_owned())
            }
            Err(e) if e.kind() == std::io::ErrorKind::InvalidData => return Err(self.damaged()),
            Err(e) => return Err(Fault::io(&self.file, e)),
        };
        if text.trim_end() != ELSEWHERE {
            return Secrets::from_text(&text).ok_or_else(|| self.damaged());
        }
        if !self.keyring {
            return Err(Fault::KeyMissing {
                place: KeyPlace::File(self.file.clone()),
            });
        }
        let text = keyring::get(&self.entry).ok_or(Fault::KeyMissing {
            place: KeyPlace::Keyring,
        })?;
        Secrets::from_text(&text).ok_or(Fault::KeyDamaged {
            place: KeyPlace::Keyring,
        })
    }

    /// Keeps the secrets, in the keyring where one answers. Another store's
    /// key that lies in the same place is moved aside, never lost.
    pub(crate) fn keep(&self, secrets: &Secrets) -> Result<(), Fault> {
        let text = secrets.to_text();
        self.move_other_aside(secrets)?;
        if self.keyring && keyring::set(&self.entry, &text) {
            return disk::write_private(&self.file, ELSEWHERE.as_bytes());
        }
        disk::write_private(&self.file, text.as_bytes())
    }

    /// Whether the secrets are in the system's keyring.
    pub(crate) fn is_in_keyring(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|text| text.trim_end() == ELSEWHERE)
    }

    /// Takes back what a failed founding left.
    pub(crate) fn discard(&self) {
        let _ = std::fs::remove_file(&self.file);
        if self.keyring {
            keyring::remove(&self.entry);
        }
    }

    /// Where the high-water mark of used sequence numbers lies.
    pub(crate) fn high_water(&self) -> PathBuf {
        self.file.with_extension("high")
    }

    fn move_other_aside(&self, secrets: &Secrets) -> Result<(), Fault> {
        if !self.file.exists() {
            return Ok(());
        }
        match self.load() {
            Ok(there) if there.database == secrets.database => return Ok(()),
            Ok(there) if self.keyring => {
                keyring::set(&format!("{} (old)", self.entry), &there.to_text());
            }
            _ => {}
        }
        let free = (1..)
            .map(|n| self.file.with_extension(format!("key.old{n}")))
            .find(|path| !path.exists());
        let Some(aside) = free else { return Ok(()) };
        std::fs::rename(&self.file, &aside).map_err(|e| Fault::io(&self.file, e))
    }

    fn damaged(&self) -> Fault {
        Fault::KeyDamaged {
            place: KeyPlace::File(self.file.clone()),
        }
    }
}

#[cfg(test)]
mod tests;
