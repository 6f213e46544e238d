//! Accounts, roles and what does not stand, as they are shown.

use chrono::DateTime;
use steward_domain::account::{Account, SIGNED_IN, SignedIn};
use steward_domain::authority::Forbidden;
use steward_domain::ids::RoleId;
use steward_domain::meeting::Meeting;
use steward_domain::right::Right;
use steward_domain::role::{self, Role};
use steward_domain::staff::StaffMember;
use steward_store::{ForbiddenRow, Reader};
use uuid::Uuid;

use crate::Desk;
use crate::facts::of_kind;
use crate::session::{rights_of, rules};
use crate::views::{
    AccountRow, AccountsView, ForbiddenView, Refusal, RightHolders, RightView, RoleView,
};

/// How many writes that do not stand are shown.
const SHOWN: u32 = 200;

impl Desk {
    /// Accounts, roles, rules, and what does not stand.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`].
    pub fn accounts(&self) -> Result<AccountsView, Refusal> {
        self.may_read("accounts")?;
        let may = |right: Right| {
            let all: &'static [Right] = match right {
                Right::Accounts => &[Right::Accounts],
                _ => &[Right::Roles],
            };
            self.must(all).is_ok()
        };
        let (may_accounts, may_roles) = (may(Right::Accounts), may(Right::Roles));
        self.read(|r| {
            let locked = self.locked_until(r)?;
            let accounts = r.all::<Account>()?;
            let roles = roles_in_order(r)?;
            let holders = |id: RoleId| accounts.iter().filter(|a| a.roles.contains(&id)).count();
            let roles = roles.into_iter().map(|role| RoleView {
                id: role.id,
                rights: role.rights.iter().collect(),
                holders: u32::try_from(holders(role.id)).unwrap_or(u32::MAX),
                name: role.name,
            });
            let roles = roles.collect();
            let mut rows = Vec::new();
            for account in &accounts {
                rows.push(AccountRow {
                    locked_until: locked.get(&account.id).copied(),
                    ..row(self, r, account)?
                });
            }
            rows.sort_by(|a, b| (a.blocked, &a.name, a.id).cmp(&(b.blocked, &b.name, b.id)));
            let rights = Right::ALL.iter().map(|right| RightView {
                right: *right,
                name: right.name(),
            });
            let forbidden = r.forbidden(SHOWN)?.into_iter();
            let forbidden = forbidden.map(|one| forbidden_view(r, one));
            Ok(AccountsView {
                accounts: rows,
                roles,
                rights: rights.collect(),
                rules: rules(r)?,
                forbidden: forbidden.collect::<Result<_, _>>()?,
                forbidden_count: u32::try_from(r.count_forbidden()?).unwrap_or(u32::MAX),
                may_accounts,
                may_roles,
            })
        })
    }

    /// Which roles have each right: whom to ask for what one may not do oneself.
    ///
    /// # Errors
    /// [`Refusal::SignInNeeded`].
    pub fn right_holders(&self) -> Result<Vec<RightHolders>, Refusal> {
        self.may_read("right_holders")?;
        self.read(|r| {
            let roles = roles_in_order(r)?;
            let holders = Right::ALL.iter().map(|right| RightHolders {
                right: *right,
                roles: roles
                    .iter()
                    .filter(|role| role.rights.has(*right))
                    .map(|role| role.name.clone())
                    .collect(),
            });
            Ok(holders.collect())
        })
    }
}

/// The roles in their order; the standard's until some are kept.
fn roles_in_order(r: &Reader<'_>) -> Result<Vec<Role>, Refusal> {
    let mut roles = r.all::<Role>()?;
    if roles.is_empty() {
        roles = role::standard();
    }
    roles.sort_by_key(|role| (role.place, role.id));
    Ok(roles)
}

fn row(desk: &Desk, r: &Reader<'_>, account: &Account) -> Result<AccountRow, Refusal> {
    let facts = r.facts_about(&[account.id.0])?;
    let last = of_kind::<SignedIn>(&facts, SIGNED_IN).into_iter();
    Ok(AccountRow {
        id: account.id,
        name: account.name.clone(),
        login: account.login.clone(),
        number: account.number.clone(),
        staff: account.staff,
        roles: account.roles.clone(),
        clearance: desk.clearance_of(r, account)?,
        blocked: account.blocked,
        has_pin: account.pin.is_some(),
        renew: account.renew,
        mixed: rights_of(r, account)?.held_apart() > 1,
        last_seen: last.map(|one| one.at).max(),
        locked_until: None,
    })
}

/// A write that does not stand, in the words of people.
pub(crate) fn forbidden_view(r: &Reader<'_>, one: ForbiddenRow) -> Result<ForbiddenView, Refusal> {
    let station = one.dot.chain.station;
    Ok(ForbiddenView {
        station,
        station_name: r.station_name(station)?,
        actor: one.actor,
        at: DateTime::from_timestamp_millis(one.wall_ms).unwrap_or_default(),
        about: called(r, one.record)?,
        intent: one.intent,
        kind: one.kind,
        record: one.record,
        field: one.field,
        why: Forbidden::of_code(&one.why),
        lacking: Right::of_code(&one.lacking),
    })
}

/// What a record is called, as far as it is one that people name.
fn called(r: &Reader<'_>, id: Uuid) -> Result<String, Refusal> {
    if let Some(meeting) = r.get::<Meeting>(id)? {
        return Ok(format!("{} {}", meeting.number, meeting.title));
    }
    if let Some(account) = r.get::<Account>(id)? {
        return Ok(account.name);
    }
    if let Some(role) = r.get::<Role>(id)? {
        return Ok(role.name.zh);
    }
    if let Some(staff) = r.get::<StaffMember>(id)? {
        return Ok(staff.name);
    }
    Ok(String::new())
}
