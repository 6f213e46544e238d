//! Everything that passes over a cable, taken down by `tcpdump` and looked
//! through afterwards.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::fault::{Fault, Outcome};
use crate::lan::Socket;
use crate::tools::{run, text};
use crate::wait::until;

/// A capture that goes on until it is read.
#[derive(Debug)]
pub(crate) struct Capture {
    file: PathBuf,
    listening: Child,
}

/// A packet, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packet {
    pub(crate) kind: Kind,
    /// All of it.
    pub(crate) bytes: Vec<u8>,
}

/// What a packet is, and between whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Who has this address?
    Arp { wanted: Ipv4Addr },
    /// Over IP.
    Ip {
        from: IpAddr,
        to: IpAddr,
        protocol: u8,
        /// Of UDP and TCP; 0 of others.
        port: u16,
    },
    /// Anything else, by its ethertype.
    Other(u16),
}

/// Protocols by their numbers.
const ICMP: u8 = 1;
const IGMP: u8 = 2;
const TCP: u8 = 6;
const UDP: u8 = 17;
const ICMP6: u8 = 58;
/// Where mDNS is spoken.
const MDNS: u16 = 5353;
const MDNS_GROUP: IpAddr = IpAddr::V4(Ipv4Addr::new(224, 0, 0, 251));
const MDNS_GROUP_6: IpAddr = IpAddr::V6(Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 0xfb));

impl Capture {
    /// Begins to take down what passes over a cable.
    ///
    /// # Errors
    /// When `tcpdump` does not begin.
    pub(crate) fn begin(socket: &Socket, folder: &Path) -> Outcome<Self> {
        let file = folder.join(format!("{}.pcap", socket.cable()));
        let complaints = folder.join(format!("{}.log", socket.cable()));
        let listening = Command::new("tcpdump")
            .args(["-i", &socket.cable(), "-Z", "root", "-s", "0", "-U"])
            .args(["--immediate-mode", "-B", "16384", "-w"])
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&complaints)?)
            .spawn()?;
        let capture = Self { file, listening };
        until("tcpdump listens", || {
            let said = text(&fs::read(&complaints)?);
            Ok(if said.contains("listening on") {
                Ok(())
            } else {
                Err(said)
            })
        })?;
        Ok(capture)
    }

    /// Ends; what passed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(crate) fn end(mut self) -> Outcome<Vec<Packet>> {
        run(&format!("kill -INT {}", self.listening.id()))?;
        self.listening.wait()?;
        packets(&fs::read(&self.file)?)
    }
}

impl Drop for Capture {
    fn drop(&mut self) {
        let _ = self.listening.kill();
        let _ = self.listening.wait();
    }
}

impl Packet {
    /// Whether it has a reason to be there, with stations at these addresses:
    /// it is between two of them, or asks the network itself who is on it.
    pub(crate) fn is_among(&self, stations: &[Ipv4Addr]) -> bool {
        let is_station = |at: IpAddr| stations.iter().any(|station| at == *station);
        match self.kind {
            Kind::Arp { wanted } => stations.contains(&wanted),
            Kind::Ip {
                from,
                to,
                protocol,
                port,
            } => match protocol {
                IGMP => to.is_multicast(),
                // What is said of a port where nobody listens any more.
                ICMP => is_station(from) && is_station(to),
                // Neighbours of IPv6, never past the next machine.
                ICMP6 => is_link_local(to),
                UDP if port == MDNS => to == MDNS_GROUP || to == MDNS_GROUP_6 || is_station(to),
                UDP | TCP => is_station(from) && is_station(to),
                _ => false,
            },
            Kind::Other(_) => false,
        }
    }

    /// Whether it says something in clear.
    pub(crate) fn says(&self, words: &str) -> bool {
        let words = words.as_bytes();
        self.bytes.windows(words.len()).any(|some| some == words)
    }

    /// Whether it goes from one machine to another over IP.
    pub(crate) fn goes(&self, sender: Ipv4Addr, receiver: Ipv4Addr) -> bool {
        matches!(self.kind, Kind::Ip { from, to, .. } if from == sender && to == receiver)
    }
}

fn is_link_local(to: IpAddr) -> bool {
    match to {
        IpAddr::V4(_) => false,
        IpAddr::V6(to) => {
            let first = to.segments().first().copied().unwrap_or_default();
            first & 0xffc0 == 0xfe80 || first & 0xff0f == 0xff02
        }
    }
}

/// Reads a file of `tcpdump`'s.
///
/// # Errors
/// When it is no such file.
fn packets(file: &[u8]) -> Outcome<Vec<Packet>> {
    let broken = || Fault::new("the capture is cut short");
    let (head, mut rest) = file.split_at_checked(24).ok_or_else(broken)?;
    Fault::unless(head.starts_with(&[0xd4, 0xc3, 0xb2, 0xa1]), || {
        "the capture is of another kind".to_owned()
    })?;
    let mut all = Vec::new();
    while let Some((record, behind)) = rest.split_at_checked(16) {
        let length = record.get(8..12).and_then(|four| four.try_into().ok());
        let length = u32::from_le_bytes(length.ok_or_else(broken)?);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let (bytes, behind) = behind.split_at_checked(length).ok_or_else(broken)?;
        let kind = kind_of(bytes).ok_or_else(broken)?;
        all.push(Packet {
            kind,
            bytes: bytes.to_vec(),
        });
        rest = behind;
    }
    Ok(all)
}

/// What a frame of Ethernet is; `None` when it is cut short.
fn kind_of(frame: &[u8]) -> Option<Kind> {
    let ethertype = pair(frame, 12)?;
    let body = frame.get(14..)?;
    Some(match ethertype {
        0x0806 => Kind::Arp {
            wanted: Ipv4Addr::from(array::<4>(body, 24)?),
        },
        0x0800 => {
            let protocol = *body.get(9)?;
            let head = usize::from(body.first()? & 0x0f) * 4;
            Kind::Ip {
                from: Ipv4Addr::from(array::<4>(body, 12)?).into(),
                to: Ipv4Addr::from(array::<4>(body, 16)?).into(),
                protocol,
                port: port_of(protocol, body.get(head..)?),
            }
        }
        0x86dd => {
            // Before what is asked of neighbours may stand a word for routers.
            let next = *body.get(6)?;
            let (protocol, head) = if next == 0 {
                (*body.get(40)?, 40 + 8 + usize::from(*body.get(41)?) * 8)
            } else {
                (next, 40)
            };
            Kind::Ip {
                from: Ipv6Addr::from(array::<16>(body, 8)?).into(),
                to: Ipv6Addr::from(array::<16>(body, 24)?).into(),
                protocol,
                port: port_of(protocol, body.get(head..)?),
            }
        }
        other => Kind::Other(other),
    })
}

fn port_of(protocol: u8, body: &[u8]) -> u16 {
    match protocol {
        TCP | UDP => pair(body, 2).unwrap_or_default(),
        _ => 0,
    }
}

fn pair(bytes: &[u8], at: usize) -> Option<u16> {
    array::<2>(bytes, at).map(u16::from_be_bytes)
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Ipv4Addr = Ipv4Addr::new(10, 77, 1, 1);
    const THERE: Ipv4Addr = Ipv4Addr::new(10, 77, 1, 2);
    const BEYOND: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 254);

    fn udp(from: Ipv4Addr, to: Ipv4Addr, port: u16) -> Vec<u8> {
        let mut frame = vec![0; 12];
        frame.extend([0x08, 0x00, 0x45, 0, 0, 28, 0, 0, 0, 0, 64, UDP, 0, 0]);
        frame.extend(from.octets());
        frame.extend(to.octets());
        frame.extend([0x30, 0x39]);
        frame.extend(port.to_be_bytes());
        frame.extend([0, 8, 0, 0]);
        frame
    }

    fn arp(wanted: Ipv4Addr) -> Vec<u8> {
        let mut frame = vec![0; 12];
        frame.extend([0x08, 0x06]);
        frame.extend([0; 24]);
        frame.extend(wanted.octets());
        frame
    }

    fn is_among(frame: Vec<u8>) -> bool {
        let kind = kind_of(&frame).expect("a whole frame");
        let packet = Packet { kind, bytes: frame };
        packet.is_among(&[HERE, THERE])
    }

    #[test]
    fn what_goes_past_the_stations_is_told_from_what_does_not() {
        assert!(is_among(udp(HERE, THERE, 47_810)));
        assert!(is_among(udp(HERE, Ipv4Addr::new(224, 0, 0, 251), MDNS)));
        assert!(is_among(arp(THERE)));
        assert!(!is_among(udp(HERE, BEYOND, 53)), "a look-up");
        assert!(!is_among(udp(HERE, BEYOND, MDNS)), "whatever the port");
        let ssdp = Ipv4Addr::new(239, 255, 255, 250);
        assert!(!is_among(udp(HERE, ssdp, 1900)), "port mapping");
        assert!(!is_among(arp(BEYOND)), "the way out is asked for");
    }

    #[test]
    fn a_capture_is_read_packet_by_packet_and_a_cut_one_refused() {
        let mut file = vec![0; 24];
        file[..4].copy_from_slice(&[0xd4, 0xc3, 0xb2, 0xa1]);
        let frames = [arp(THERE), udp(HERE, THERE, 9)];
        for frame in &frames {
            let length = u32::try_from(frame.len()).expect("short").to_le_bytes();
            file.extend([0; 8]);
            file.extend(length);
            file.extend(length);
            file.extend(frame);
        }
        let read = packets(&file).expect("it is whole");
        assert_eq!(read.len(), 2);
        assert!(read[1].goes(HERE, THERE));
        file.pop();
        assert!(packets(&file).is_err());
    }
}
