//! What a person does about a station: another name, out of service, shut out,
//! another one in its place.

use steward_domain::ids::StationId;
use steward_domain::station::{Station, StationState};

use super::NAME;
use crate::Desk;
use crate::texts::{TEXT, line, text};
use crate::views::Refusal;

impl Desk {
    /// Gives a station another name.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::NameNeeded`] for an empty name.
    pub fn rename_station(&self, station: StationId, name: &str) -> Result<(), Refusal> {
        let name = line("name", name, NAME)?;
        if name.is_empty() {
            return Err(Refusal::NameNeeded);
        }
        self.change_station(station, "rename_station", |station| station.name = name)
    }

    /// Takes a station out of service in good order: all it ever said stands.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::ReasonNeeded`].
    pub fn retire_station(&self, station: StationId, why: &str) -> Result<(), Refusal> {
        self.put_out(station, StationState::Retired, "retire_station", why)
    }

    /// Shuts a lost station out: whoever hears of this refuses it, and takes
    /// nothing it says that was not known before.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::ReasonNeeded`]; [`Refusal::Myself`].
    pub fn revoke_station(&self, station: StationId, why: &str) -> Result<(), Refusal> {
        self.put_out(station, StationState::Revoked, "revoke_station", why)
    }

    /// Lets a station take the place of another one: it bears its name from now
    /// on, and the other is out of service. Its letter stays its own, so that
    /// numbers given at both stay apart.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::ReasonNeeded`]; [`Refusal::Myself`] for
    /// this station as the old one, and for two that are one.
    pub fn replace_station(&self, old: StationId, by: StationId, why: &str) -> Result<(), Refusal> {
        let why = self.reason_to_put_out(old, why)?;
        if old == by {
            return Err(Refusal::Myself);
        }
        self.change_stations("replace_station", |known| {
            let (mut old, mut new) = (known(old)?, known(by)?);
            if new.state != StationState::Active {
                return Err(Refusal::Unknown(new.name));
            }
            new.name.clone_from(&old.name);
            // One that was shut out stays so.
            if old.state == StationState::Active {
                old.state = StationState::Retired;
                old.why = why;
            }
            Ok(vec![old, new])
        })
    }

    /// The station of a name, letter or id; of several of one name the one
    /// that is at work.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Several`].
    pub fn find_station(&self, word: &str) -> Result<StationId, Refusal> {
        let mut found: Vec<Station> = self
            .read(|r| self.all_stations(r))?
            .into_iter()
            .filter(|s| {
                s.name == word || s.letter.eq_ignore_ascii_case(word) || s.id.to_string() == word
            })
            .collect();
        if found.iter().any(|s| s.state == StationState::Active) {
            found.retain(|s| s.state == StationState::Active);
        }
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Refusal::Unknown(word.to_owned())),
            several => Err(Refusal::Several {
                word: word.to_owned(),
                found: several
                    .iter()
                    .map(|s| format!("{} {}", s.letter, s.name))
                    .collect(),
            }),
        }
    }

    fn put_out(
        &self,
        station: StationId,
        state: StationState,
        intent: &'static str,
        why: &str,
    ) -> Result<(), Refusal> {
        let why = self.reason_to_put_out(station, why)?;
        self.change_station(station, intent, |station| {
            station.state = state;
            station.why = why;
        })
    }

    /// The reason as it is kept: no station goes without one, and none puts
    /// itself out.
    fn reason_to_put_out(&self, station: StationId, why: &str) -> Result<String, Refusal> {
        let why = text("why", why, TEXT)?;
        if why.is_empty() {
            return Err(Refusal::ReasonNeeded);
        }
        if station == self.identity.station {
            return Err(Refusal::Myself);
        }
        Ok(why)
    }

    fn change_station(
        &self,
        id: StationId,
        intent: &'static str,
        change: impl FnOnce(&mut Station),
    ) -> Result<(), Refusal> {
        self.change_stations(intent, |known| {
            let mut station = known(id)?;
            change(&mut station);
            Ok(vec![station])
        })
    }

    /// Keeps what `change` makes of stations as they are known. They are read
    /// within the act: what somebody changes meanwhile is not put back.
    fn change_stations(
        &self,
        intent: &'static str,
        change: impl FnOnce(
            &dyn Fn(StationId) -> Result<Station, Refusal>,
        ) -> Result<Vec<Station>, Refusal>,
    ) -> Result<(), Refusal> {
        self.act(intent, |w, _| {
            let all = self.all_stations(w)?;
            let known = |id: StationId| {
                let mut all = all.iter();
                let found = all.find(|station| station.id == id).cloned();
                found.ok_or_else(|| Refusal::Unknown(id.to_string()))
            };
            for station in change(&known)? {
                w.save(&station)?;
            }
            Ok(())
        })?;
        self.mesh_changed();
        Ok(())
    }
}
