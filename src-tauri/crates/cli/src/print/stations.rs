//! Stations: who is in sight, what is where.

use std::net::SocketAddr;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use steward_app::domain::station::StationState;
use steward_app::views::{
    CatchUpStage, ClockNote, OfferOfEntry, SelfTestStep, StationRow, StationsView,
};

use super::{Printed, column, json, widest};

impl Printed {
    pub(crate) fn stations(self, view: &StationsView) -> String {
        self.or_json(view, || {
            let clock = Clock::of(view);
            let width = widest(view.stations.iter().map(|row| row.name.as_str()));
            let line = |row: &StationRow| {
                format!(
                    "  {}  {}  {}\n",
                    column(&row.letter, 3),
                    column(&row.name, width),
                    self.standing(row, clock)
                )
            };
            let mut text: String = view.stations.iter().map(line).collect();
            if view.set_aside > 0 {
                text.push_str(&self.tongue.pick(
                    format!("  {} 条改动有问题，已搁置（见 verify）\n", view.set_aside),
                    format!(
                        "  {} changes are bad and kept aside (see verify)\n",
                        view.set_aside
                    ),
                ));
            }
            text
        })
    }

    /// Not all in sight were equal in time.
    pub(crate) fn not_synced(self, seconds: u64) -> String {
        if self.json {
            return String::new();
        }
        self.tongue.pick(
            format!("{seconds} 秒内没有全部一致：stewardctl doctor 会说明原因。\n"),
            format!("Not equal with all within {seconds} s: stewardctl doctor says why.\n"),
        )
    }

    /// How a station stands, in plain words.
    fn standing(self, row: &StationRow, clock: Clock) -> String {
        let at = |t: Option<DateTime<Utc>>| t.map(|t| clock.tell(t)).unwrap_or_default();
        let mut words = Vec::new();
        match (row.is_me, row.state) {
            (true, _) => words.push(self.pick("本机", "this station").to_owned()),
            (_, StationState::Retired) => words.push(self.tongue.pick(
                format!("已停用：{}", row.why),
                format!("retired: {}", row.why),
            )),
            (_, StationState::Revoked) => {
                words.push(self.tongue.pick(
                    format!("已撤销：{}", row.why),
                    format!("revoked: {}", row.why),
                ));
                if row.unvouched > 0 {
                    words.push(self.tongue.pick(
                        format!("撤销后写的 {} 条未采用", row.unvouched),
                        format!("{} later changes not taken", row.unvouched),
                    ));
                }
            }
            _ if row.in_step => words.push(self.tongue.pick(
                format!("已一致 {}", at(row.equal_at)),
                format!("equal at {}", at(row.equal_at)),
            )),
            _ if row.in_sight => words.push(self.pick("在线", "in sight").to_owned()),
            _ => words.push(match row.seen_at {
                Some(seen) => self.tongue.pick(
                    format!("离线，{} 见过", clock.tell(seen)),
                    format!("unseen since {}", clock.tell(seen)),
                ),
                None => self.pick("还没见过", "never seen").to_owned(),
            }),
        }
        if row.not_there > 0 && row.state == StationState::Active {
            words.push(self.tongue.pick(
                format!("{} 条还没到那边", row.not_there),
                format!("{} of ours not there yet", row.not_there),
            ));
        }
        if row.not_here > 0 {
            words.push(self.tongue.pick(
                format!("还差 {} 条没收到", row.not_here),
                format!("{} of theirs not here yet", row.not_here),
            ));
        }
        if row.clock != ClockNote::Fine {
            let minutes = row.clock_ahead.unsigned_abs() / 60;
            let (zh, en) = if row.clock_ahead > 0 {
                ("快", "ahead")
            } else {
                ("慢", "behind")
            };
            let alarm = if row.clock == ClockNote::Alarm {
                "！"
            } else {
                ""
            };
            words.push(self.tongue.pick(
                format!("时钟{zh} {minutes} 分钟{alarm}"),
                format!("clock {minutes} min {en}"),
            ));
        }
        words.join(self.pick("，", ", "))
    }

    pub(crate) fn serving(self, view: &StationsView, addresses: &[SocketAddr]) -> String {
        let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        if self.json {
            return json(&serde_json::json!({ "listening": addresses, "stations": view }));
        }
        format!(
            "{} {}\n{}",
            self.pick("已上线，监听", "On the network at"),
            addresses.join(" "),
            self.stations(view)
        )
    }

    /// What is new since `before`; empty when nothing is.
    pub(crate) fn changed(self, before: &StationsView, now: &StationsView) -> String {
        let stands = |row: &StationRow| (row.in_sight, row.in_step, row.state, row.clock);
        let news: Vec<&StationRow> = now
            .stations
            .iter()
            .filter(|row| !row.is_me)
            .filter(|row| {
                let was = before.stations.iter().find(|was| was.id == row.id);
                was.map(stands) != Some(stands(row))
            })
            .collect();
        if self.json {
            return news.iter().map(json).collect();
        }
        let clock = Clock::of(now);
        let at = clock.tell(now.now);
        news.iter()
            .map(|row| format!("{at}  {}  {}\n", row.name, self.standing(row, clock)))
            .collect()
    }

    pub(crate) fn offer(self, offer: &OfferOfEntry, view: &StationsView) -> String {
        self.or_json(offer, || {
            let until = Clock::of(view).tell(offer.until);
            // As it is typed: without the blank that makes it easy to read.
            let digits: String = offer.code.chars().filter(char::is_ascii_digit).collect();
            let at: Vec<String> = offer
                .addresses
                .iter()
                .map(|at| format!("  stewardctl pair --code {digits} --to {at} --station NAME\n"))
                .collect();
            let at = at.concat();
            self.tongue.pick(
                format!(
                    "配对码 {}，{until} 前有效，只用一次。在新工作站上运行：\n{at}",
                    offer.code
                ),
                format!(
                    "Code {}, good until {until}, once. At the new station run:\n{at}",
                    offer.code
                ),
            )
        })
    }

    pub(crate) fn joined(self, venue: &str, host: &str) -> String {
        if self.json {
            return String::new();
        }
        self.tongue.pick(
            format!("已由“{host}”接入“{venue}”，正在复制…\n"),
            format!("Let into {venue} by {host}; copying…\n"),
        )
    }

    pub(crate) fn copying(self, left: u32) -> String {
        self.tongue
            .pick(format!("还差 {left} 条"), format!("{left} to come"))
    }

    /// How far a long catch-up has come.
    pub(crate) fn copying_part(self, stage: CatchUpStage, percent: u32) -> String {
        match stage {
            CatchUpStage::Preparing => self
                .pick(
                    "对方正在准备整份副本",
                    "the other station makes a whole copy",
                )
                .to_owned(),
            CatchUpStage::Proving => self
                .pick(
                    "副本已到，正在核对签名",
                    "the copy is here; its signatures are checked",
                )
                .to_owned(),
            CatchUpStage::Copying => self
                .tongue
                .pick(format!("副本 {percent}%"), format!("copy at {percent} %")),
            CatchUpStage::Pulling => self
                .tongue
                .pick(format!("已补 {percent}%"), format!("{percent} % caught up")),
        }
    }

    pub(crate) fn steps(self, steps: &[SelfTestStep]) -> String {
        self.or_json(&steps, || {
            steps.iter().map(|step| self.step(step)).collect()
        })
    }

    fn step(self, step: &SelfTestStep) -> String {
        let (fine, zh, en) = match step {
            SelfTestStep::Off => (
                false,
                "没有联网：运行 stewardctl serve 或打开窗口".to_owned(),
                "not on the network: run stewardctl serve, or open the window".to_owned(),
            ),
            SelfTestStep::Listening { addresses } if addresses.is_empty() => (
                false,
                "没有网络：检查网线或无线网".to_owned(),
                "no network: look at the cable or the wireless".to_owned(),
            ),
            SelfTestStep::Listening { addresses } => (
                true,
                format!("监听 {}", addresses.join(" ")),
                format!("listening at {}", addresses.join(" ")),
            ),
            SelfTestStep::Discovery { finding } if finding == "works" => (
                true,
                "能自动发现同网的工作站".to_owned(),
                "stations on this net find each other".to_owned(),
            ),
            SelfTestStep::Discovery { finding } if finding == "off" => (
                true,
                "自动发现已关闭（--no-discovery）：只试写明的和见过的地址".to_owned(),
                "discovery is switched off (--no-discovery): only given and known addresses are tried"
                    .to_owned(),
            ),
            SelfTestStep::Discovery { .. } => (
                false,
                "不能自动发现（组播不通）：用 station address add 写明地址".to_owned(),
                "no discovery (multicast is blocked): give addresses with station address add"
                    .to_owned(),
            ),
            SelfTestStep::Station {
                name,
                reach,
                addresses,
                ..
            } => {
                let at = addresses.join(" ");
                let (zh, en) = match reach.as_str() {
                    "connected" => (format!("已连接 {at}"), format!("connected {at}")),
                    "no_address" => (
                        "不知道地址：它没开机，或在另一个网段，用 --peer 写明地址".to_owned(),
                        "no address known: it is off, or in another net: give it with --peer"
                            .to_owned(),
                    ),
                    "silent" => (
                        format!("{at} 没有应答：看它是否开机、防火墙是否放行"),
                        format!("{at} does not answer: is it on, does its firewall let us in?"),
                    ),
                    _ => (
                        "拒绝连接：本机可能已被撤销，或两边版本不同".to_owned(),
                        "refused: this station may be revoked, or the versions differ".to_owned(),
                    ),
                };
                (
                    reach == "connected",
                    format!("{name}：{zh}"),
                    format!("{name}: {en}"),
                )
            }
        };
        let mark = if fine { "✓" } else { "✗" };
        format!("  {mark} {}\n", self.tongue.pick(zh, en))
    }
}

/// Hours of the venue, with the day when it is not today's.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    zone: Tz,
    now: DateTime<Utc>,
}

impl Clock {
    pub(super) fn new(zone: &str, now: DateTime<Utc>) -> Self {
        Self {
            zone: zone.parse().unwrap_or(Tz::UTC),
            now,
        }
    }

    pub(super) fn of(view: &StationsView) -> Self {
        Self::new(&view.zone, view.now)
    }

    pub(super) fn tell(self, at: DateTime<Utc>) -> String {
        let (local, today) = (
            at.with_timezone(&self.zone),
            self.now.with_timezone(&self.zone),
        );
        let form = if local.date_naive() == today.date_naive() {
            "%H:%M"
        } else {
            "%m-%d %H:%M"
        };
        local.format(form).to_string()
    }
}
