//! Joining a venue from the window: who offers on this network, and pairing
//! with one of them by the code it shows.

use std::net::SocketAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use steward_app::views::Refusal;
use steward_app::{Desk, Newcomer, OpenOptions, told};
use steward_sync_iroh::{PairFault, find_offers, join};
use tauri::{AppHandle, Manager};

use crate::front::{Front, off_the_loop};
use crate::opening;

/// How long offers are listened for.
const LISTEN: Duration = Duration::from_secs(3);

/// A station that lets somebody in just now. Who it is, it says to nobody who
/// does not know its code.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct HostView {
    /// Where it takes guests.
    pub addresses: Vec<String>,
}

/// What a station has that came in.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
pub struct JoinedView {
    /// The venue.
    pub venue: String,
    /// Who let it in.
    pub host: String,
    /// What it is called itself.
    pub station: String,
    /// The letter in its booking numbers.
    pub letter: String,
}

/// Who offers on this network.
///
/// # Errors
/// [`Refusal::NoNetwork`] where none can be heard.
pub(crate) async fn hosts() -> Result<Vec<HostView>, Refusal> {
    let found = find_offers(LISTEN).await;
    let found = found.map_err(|fault| Refusal::NoNetwork(told(&fault)))?;
    let view = |addresses: Vec<SocketAddr>| HostView {
        addresses: addresses.iter().map(ToString::to_string).collect(),
    };
    Ok(found
        .into_iter()
        .map(|offer| view(offer.addresses))
        .collect())
}

/// Joins the venue of the station at an address, and seats the desk.
///
/// # Errors
/// [`Refusal::Pairing`] with the reason's code; whatever was begun in the
/// folder is taken away again.
pub(crate) async fn enter(
    app: AppHandle,
    code: String,
    to: String,
    station: String,
) -> Result<JoinedView, Refusal> {
    let options = app.state::<OpenOptions>().inner().clone();
    if app.state::<Front>().desk().is_ok() {
        return Err(Refusal::Store {
            code: "exists".to_owned(),
            detail: String::new(),
        });
    }
    let to = address(&to)?;
    let (for_newcomer, for_clearing) = (options.clone(), options.clone());
    let newcomer = off_the_loop(move || Newcomer::new(for_newcomer, &station)).await?;
    let joined = match join(to, &code, Box::new(newcomer)).await {
        Ok(joined) => joined,
        Err(fault) => {
            // A folder that was prepared and not admitted is of no use.
            off_the_loop(move || Newcomer::clear_away(&for_clearing)).await?;
            return Err(refusal(&fault));
        }
    };
    let (host, addresses) = (joined.welcome.host.station, joined.host_addresses);
    // Kept before the desk looks for the others: discovery may not work here.
    off_the_loop(move || {
        let desk = Desk::open(&options)?;
        for at in addresses.iter().rev() {
            desk.met_at(host, *at)?;
        }
        Ok(())
    })
    .await?;
    let options = app.state::<OpenOptions>().inner().clone();
    opening::seat(app, options).await?;
    Ok(JoinedView {
        venue: joined.welcome.venue_name,
        host: joined.welcome.host.name,
        station: joined.card.name,
        letter: joined.card.letter,
    })
}

/// As the other station shows it: `address:port`.
fn address(text: &str) -> Result<SocketAddr, Refusal> {
    let narrow = text.trim().replace('\u{ff1a}', ":");
    narrow.parse().map_err(|_| Refusal::Pairing {
        code: "no_address".to_owned(),
        detail: text.trim().to_owned(),
    })
}

fn refusal(fault: &PairFault) -> Refusal {
    Refusal::Pairing {
        code: fault.code().to_owned(),
        detail: told(fault),
    }
}
