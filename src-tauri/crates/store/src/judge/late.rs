//! Who let a station in, and whether they knew of an account: then it has seen
//! what it says it has not.

use rusqlite::Connection;
use steward_domain::record::Record as _;
use steward_domain::station::{KEY, Station};

use super::{Case, Judge};
use crate::Fault;
use crate::project::{Content, Said};
use crate::table::authority::{self as table, Row};

/// The field under which is kept whether who let a station in knew of an
/// account.
const LET_IN: &str = "let_in";

impl Judge {
    /// Whether the station of a commit was let in only by stations that knew of
    /// an account. Who lets it in tells its key: at every other station that is
    /// there before anything the key signed.
    pub(super) fn came_late(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
    ) -> Result<bool, Fault> {
        if self.accounts.as_ref().is_none_or(Vec::is_empty) {
            return Ok(false);
        }
        let rows = self.rows(connection, case.commit.chain.station.0)?;
        let mut let_in = rows.iter().filter(|row| row.field == LET_IN).peekable();
        Ok(let_in.peek().is_some() && let_in.all(|row| row.value == "true"))
    }

    /// Takes note of stations that a commit lets in.
    pub(super) fn let_in(
        &mut self,
        connection: &Connection,
        case: &Case<'_>,
        content: &Content,
        is_governed: bool,
    ) -> Result<(), Fault> {
        let own = case.commit.chain.station.0;
        let tells = |said: &&Said| said.kind == KEY && said.about != own;
        for said in content.facts.iter().filter(tells) {
            let row = Row {
                dot: case.name,
                stamp: case.commit.stamp,
                field: LET_IN.to_owned(),
                value: is_governed.to_string(),
            };
            table::add(connection, Station::KIND, said.about, &row)?;
            self.known.remove(&said.about);
        }
        Ok(())
    }
}
