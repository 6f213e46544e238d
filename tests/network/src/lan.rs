//! A network: a bridge, cables to stations in namespaces of their own, and
//! what goes wrong on them.

use serde_json::Value;

use crate::fault::{Fault, Outcome};
use crate::tools::{feed, run};

/// A network of its own: `10.77.N.0/24`.
#[derive(Debug)]
pub(crate) struct Lan {
    number: u8,
}

/// Where a station is plugged in.
#[derive(Debug, Clone)]
pub(crate) struct Socket {
    lan: u8,
    place: u8,
    host: u8,
}

/// What passed over a cable, both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traffic {
    pub(crate) packets: u64,
    pub(crate) bytes: u64,
}

impl Lan {
    /// Builds a network without anybody on it.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn build(number: u8) -> Outcome<Self> {
        run(&format!("ip link add lan{number} type bridge"))?;
        run(&format!("ip link set lan{number} up"))?;
        Ok(Self { number })
    }

    /// Its number, the third of every address on it.
    pub(crate) fn number(&self) -> u8 {
        self.number
    }

    /// On every other network IPv6 is switched off, as on many machines.
    fn is_without_ipv6(&self) -> bool {
        self.number.is_multiple_of(2)
    }

    /// Lays a cable to a new machine at address `place`.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn plug_in(&self, place: u8) -> Outcome<Socket> {
        let socket = Socket {
            lan: self.number,
            place,
            host: place,
        };
        let (cable, machine) = (socket.cable(), socket.machine());
        run(&format!("ip netns add {machine}"))?;
        run(&format!(
            "ip link add {cable} type veth peer name eth0 netns {machine}"
        ))?;
        run(&format!("ip link set {cable} master lan{} up", self.number))?;
        run(&format!("ip -n {machine} link set lo up"))?;
        run(&format!(
            "ip -n {machine} addr add {} dev eth0",
            socket.with_mask()
        ))?;
        run(&format!("ip -n {machine} link set eth0 up"))?;
        if self.is_without_ipv6() {
            let switch = "/proc/sys/net/ipv6/conf/all/disable_ipv6";
            feed(&format!("ip netns exec {machine} tee {switch}"), "1")?;
        }
        Ok(socket)
    }

    /// Has the bridge do this with what it forwards, and nothing else any
    /// more: rules of nftables.
    ///
    /// # Errors
    /// When a rule cannot be read.
    pub(crate) fn rules(&self, rules: &[String]) -> Outcome<()> {
        let table = format!("bridge lan{}", self.number);
        let text = format!(
            "add table {table}\ndelete table {table}\ntable {table} {{\nchain forward {{\n\
             type filter hook forward priority 0; policy accept;\n{}\n}}\n}}\n",
            rules.join("\n")
        );
        feed("nft -f -", &text)
    }

    /// Takes all rules away.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn heal(&self) -> Outcome<()> {
        self.rules(&[])
    }
}

impl Socket {
    /// The namespace it leads to.
    pub(crate) fn machine(&self) -> String {
        format!("m{}-{}", self.lan, self.place)
    }

    /// The bridge's end.
    pub(crate) fn cable(&self) -> String {
        format!("c{}-{}", self.lan, self.place)
    }

    /// The machine's address now.
    pub(crate) fn address(&self) -> String {
        format!("10.77.{}.{}", self.lan, self.host)
    }

    fn with_mask(&self) -> String {
        format!("{}/24", self.address())
    }

    /// Pulls the cable.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn pull(&self) -> Outcome<()> {
        run(&format!("ip link set {} down", self.cable())).map(drop)
    }

    /// Puts it back.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn put_back(&self) -> Outcome<()> {
        run(&format!("ip link set {} up", self.cable())).map(drop)
    }

    /// Gives the machine another address, as a router does with a new lease.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn move_to(&mut self, host: u8) -> Outcome<()> {
        let machine = self.machine();
        run(&format!(
            "ip -n {machine} addr del {} dev eth0",
            self.with_mask()
        ))?;
        self.host = host;
        run(&format!(
            "ip -n {machine} addr add {} dev eth0",
            self.with_mask()
        ))?;
        Ok(())
    }

    /// Lets no more than so much through, each way; `None` for all there is.
    ///
    /// # Errors
    /// When the system refuses.
    pub(crate) fn rate(&self, rate: Option<&str>) -> Outcome<()> {
        let ends = [
            format!("tc qdisc DO dev {} root", self.cable()),
            format!("tc -n {} qdisc DO dev eth0 root", self.machine()),
        ];
        for end in ends {
            let line = match rate {
                Some(rate) => {
                    end.replace("DO", "replace")
                        + &format!(" tbf rate {rate} burst 16kb latency 200ms")
                }
                None => end.replace("DO", "del"),
            };
            run(&line)?;
        }
        Ok(())
    }

    /// What passed over the cable since it was laid.
    ///
    /// # Errors
    /// When the system does not say.
    pub(crate) fn traffic(&self) -> Outcome<Traffic> {
        let said = run(&format!("ip -json -stats link show dev {}", self.cable()))?;
        let said: Value = serde_json::from_str(&said).map_err(|e| Fault::new(e.to_string()))?;
        let count = |way: &str, what: &str| {
            said.pointer(&format!("/0/stats64/{way}/{what}"))
                .and_then(Value::as_u64)
                .ok_or_else(|| Fault::new(format!("no count of {what}: {said}")))
        };
        Ok(Traffic {
            packets: count("rx", "packets")? + count("tx", "packets")?,
            bytes: count("rx", "bytes")? + count("tx", "bytes")?,
        })
    }
}

impl std::ops::Sub for Traffic {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            packets: self.packets.saturating_sub(earlier.packets),
            bytes: self.bytes.saturating_sub(earlier.bytes),
        }
    }
}
