//! The socket: QUIC between keys, on the LAN and nowhere else.

use std::net::{Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use iroh::endpoint::{
    AfterHandshakeOutcome, BindOpts, ConnectOptions, Connection, ConnectionError, EndpointHooks,
    IdleTimeout, Incoming, NetReportConfig, PortmapperConfig, QuicTransportConfig, VarInt, presets,
};
use iroh::{Endpoint, EndpointAddr, EndpointId, RelayMode, SecretKey};

use crate::CarrierFault;
use crate::roll::{Roll, find};

/// What is spoken on a connection; a version that cannot be understood gets
/// another name, so that the two never connect.
pub(crate) const ALPN: &[u8] = b"steward/1";
/// Before the id of whom a connection is meant for, beside [`ALPN`].
const MEANT_FOR: &[u8] = b"steward-for/";
/// The close code for whoever is not let in.
pub(crate) const FORBIDDEN: VarInt = VarInt::from_u32(403);
/// The close code for a connection beside a better one.
pub(crate) const SPARE: VarInt = VarInt::from_u32(409);
/// The close code for an ordinary end.
pub(crate) const ENDED: VarInt = VarInt::from_u32(0);
/// A peer that is not heard for so long is gone.
const IDLE: Duration = Duration::from_secs(6);
/// How often a quiet connection says that it lives.
const KEEP_ALIVE: Duration = Duration::from_millis(1500);
/// How long an address may take to answer; left alone, it would be 30 s.
const ANSWER: Duration = Duration::from_secs(3);

/// Opens the socket of a station.
pub(crate) async fn bind(
    secret: [u8; 32],
    listen: &[SocketAddr],
    roll: Arc<Roll>,
) -> Result<Endpoint, CarrierFault> {
    let mut builder = on_the_lan()?
        .secret_key(SecretKey::from_bytes(&secret))
        .alpns(vec![ALPN.to_vec()])
        .hooks(AllowList { roll });
    for address in listen {
        // Many machines have IPv6 switched off; that must not keep a station
        // from working.
        let is_required = *address != SocketAddr::from((Ipv6Addr::UNSPECIFIED, address.port()));
        let opts = BindOpts::default().set_is_required(is_required);
        builder = builder
            .bind_addr_with_opts(*address, opts)
            .map_err(|fault| no_socket(&fault))?;
    }
    builder.bind().await.map_err(|fault| no_socket(&fault))
}

/// Where this machine is reached on the LAN, for whoever is no station yet.
pub(crate) async fn own_addresses() -> Result<Vec<SocketAddr>, CarrierFault> {
    let anywhere = SocketAddr::from(([0, 0, 0, 0], 0));
    let builder = on_the_lan()?
        .bind_addr(anywhere)
        .map_err(|fault| no_socket(&fault))?;
    let endpoint = builder.bind().await.map_err(|fault| no_socket(&fault))?;
    let addresses = endpoint.addr().ip_addrs().copied().collect();
    endpoint.close().await;
    Ok(addresses)
}

/// A socket that has no way past the LAN.
fn on_the_lan() -> Result<iroh::endpoint::Builder, CarrierFault> {
    let idle = IdleTimeout::try_from(IDLE).map_err(|fault| no_socket(&fault))?;
    let transport = QuicTransportConfig::builder()
        .max_idle_timeout(Some(idle))
        .keep_alive_interval(KEEP_ALIVE)
        .default_path_keep_alive_interval(KEEP_ALIVE)
        .default_path_max_idle_timeout(IDLE)
        .build();
    let builder = Endpoint::builder(presets::Minimal)
        .relay_mode(RelayMode::Disabled)
        .clear_address_lookup()
        .portmapper_config(PortmapperConfig::Disabled)
        .net_report_config(NetReportConfig::minimal())
        .transport_config(transport)
        .clear_ip_transports();
    Ok(builder)
}

fn no_socket(fault: &dyn std::fmt::Display) -> CarrierFault {
    CarrierFault::Bind(fault.to_string())
}

/// Lets in whom the house knows now, both ways.
#[derive(Debug)]
struct AllowList {
    roll: Arc<Roll>,
}

impl EndpointHooks for AllowList {
    async fn after_handshake<'a>(&'a self, connection: &'a Connection) -> AfterHandshakeOutcome {
        // A house that cannot answer lets nobody in.
        let known = self.roll.refresh().await.unwrap_or_default();
        if find(&known, connection.remote_id()).is_some() {
            return AfterHandshakeOutcome::Accept;
        }
        AfterHandshakeOutcome::Reject {
            error_code: FORBIDDEN,
            reason: b"not let in".to_vec(),
        }
    }
}

/// How an attempt to connect went.
#[derive(Debug)]
pub(crate) enum Dialled {
    /// It stands, as far as this side can tell: the other may still refuse.
    Up(Connection),
    /// The other does not let this station in.
    Refused,
    /// Nobody answers.
    Silent,
}

/// Connects to a station that may be at any of these addresses.
pub(crate) async fn dial(endpoint: &Endpoint, id: EndpointId, addresses: &[SocketAddr]) -> Dialled {
    let mut to = EndpointAddr::new(id);
    for address in addresses {
        to = to.with_ip_addr(*address);
    }
    // All addresses are tried at once, and one may belong to another station
    // by now. That one would answer first and spoil the attempt, did it not
    // see here that it is not meant.
    let options = ConnectOptions::new().with_additional_alpns(vec![meant_for(id)]);
    let attempt = async {
        let connecting = endpoint.connect_with_opts(to, ALPN, options).await;
        match connecting {
            Ok(connecting) => connecting
                .await
                .map_err(|fault| tracing::debug!(%id, %fault, "no connection")),
            Err(fault) => {
                tracing::debug!(%id, %fault, "no connection");
                Err(())
            }
        }
    };
    match tokio::time::timeout(ANSWER, attempt).await {
        Ok(Ok(connection)) => match connection.close_reason() {
            Some(reason) if is_refusal(&reason) => Dialled::Refused,
            Some(_) => Dialled::Silent,
            None => Dialled::Up(connection),
        },
        Ok(Err(())) | Err(_) => Dialled::Silent,
    }
}

/// Whether a connection that comes in is meant for another station. One that
/// does not say is for us.
pub(crate) fn is_for_another(incoming: &Incoming, me: EndpointId) -> bool {
    let Some(names) = incoming.decrypt().and_then(|hello| hello.alpns()) else {
        return false;
    };
    names
        .flatten()
        .any(|name| name.starts_with(MEANT_FOR) && *name != *meant_for(me))
}

/// Whether the other closed because it does not let this station in.
pub(crate) fn is_refusal(reason: &ConnectionError) -> bool {
    matches!(reason, ConnectionError::ApplicationClosed(close) if close.error_code == FORBIDDEN)
}

fn meant_for(id: EndpointId) -> Vec<u8> {
    let mut name = MEANT_FOR.to_vec();
    name.extend_from_slice(id.as_bytes());
    name
}
