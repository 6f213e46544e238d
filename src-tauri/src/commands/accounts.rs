//! Who is at the desk, accounts and roles.

use steward_app::domain::account::AccountRules;
use steward_app::domain::ids::{AccountId, RoleId};
use steward_app::domain::names::{Language, Name};
use steward_app::domain::right::Right;
use steward_app::domain::secrecy::Level;
use steward_app::views::{
    AccountDraft, AccountMade, AccountsView, Key, PaperInfo, Refusal, RightHolders, Secret,
    SessionView, SignInName,
};
use tauri::State;

use crate::front::Front;

/// Who is at the desk.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn session(front: State<'_, Front>) -> Result<SessionView, Refusal> {
    front.ask(move |desk| desk.session()).await
}

/// Which roles have each right.
///
/// # Errors
/// When nobody signed in.
#[tauri::command]
#[specta::specta]
pub async fn right_holders(front: State<'_, Front>) -> Result<Vec<RightHolders>, Refusal> {
    front.ask(move |desk| desk.right_holders()).await
}

/// Who may sign in, by a part of their name.
///
/// # Errors
/// When the store cannot be read.
#[tauri::command]
#[specta::specta]
pub async fn sign_in_names(
    front: State<'_, Front>,
    words: String,
) -> Result<Vec<SignInName>, Refusal> {
    front.ask(move |desk| desk.sign_in_names(&words)).await
}

/// Signs somebody in.
///
/// # Errors
/// When the key is wrong, or was guessed at too often.
#[tauri::command]
#[specta::specta]
pub async fn sign_in(
    front: State<'_, Front>,
    who: String,
    key: Key,
) -> Result<SessionView, Refusal> {
    front.ask(move |desk| desk.sign_in(&who, &key)).await
}

/// Signs out whoever is at the desk.
///
/// # Errors
/// When the store cannot be written.
#[tauri::command]
#[specta::specta]
pub async fn sign_out(front: State<'_, Front>) -> Result<(), Refusal> {
    front.ask(move |desk| desk.sign_out()).await
}

/// Accounts, roles, rules, and what does not stand.
///
/// # Errors
/// For those who may not.
#[tauri::command]
#[specta::specta]
pub async fn accounts(front: State<'_, Front>) -> Result<AccountsView, Refusal> {
    front.ask(move |desk| desk.accounts()).await
}

/// Makes the first account.
///
/// # Errors
/// Where somebody has one; for a short password.
#[tauri::command]
#[specta::specta]
pub async fn first_account(
    front: State<'_, Front>,
    draft: AccountDraft,
    password: Secret,
) -> Result<AccountMade, Refusal> {
    front
        .ask(move |desk| desk.first_account(&draft, &password))
        .await
}

/// Makes an account.
///
/// # Errors
/// For those who may not; for a short password, a login that is taken.
#[tauri::command]
#[specta::specta]
pub async fn add_account(
    front: State<'_, Front>,
    draft: AccountDraft,
    password: Secret,
) -> Result<AccountMade, Refusal> {
    front
        .ask(move |desk| desk.add_account(&draft, &password))
        .await
}

/// Changes an account.
///
/// # Errors
/// For those who may not; for a login that is taken.
#[tauri::command]
#[specta::specta]
pub async fn edit_account(
    front: State<'_, Front>,
    account: AccountId,
    draft: AccountDraft,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.edit_account(account, &draft))
        .await
}

/// Blocks an account, or lets it again.
///
/// # Errors
/// For those who may not; for the last who may make accounts or give roles.
#[tauri::command]
#[specta::specta]
pub async fn block_account(
    front: State<'_, Front>,
    account: AccountId,
    blocked: bool,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.block_account(account, blocked))
        .await
}

/// Gives an account a new key, password and recovery code.
///
/// # Errors
/// For those who may not; for a short password.
#[tauri::command]
#[specta::specta]
pub async fn reset_account(
    front: State<'_, Front>,
    account: AccountId,
    password: Secret,
) -> Result<AccountMade, Refusal> {
    front
        .ask(move |desk| desk.reset_account(account, &password))
        .await
}

/// Says what an account may do and know.
///
/// # Errors
/// For those who may not; where rights come together that are to be apart.
#[tauri::command]
#[specta::specta]
pub async fn give_roles(
    front: State<'_, Front>,
    account: AccountId,
    roles: Vec<RoleId>,
    clearance: Level,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.give_roles(account, &roles, clearance))
        .await
}

/// Makes a role, or says what one may.
///
/// # Errors
/// For those who may not; without a name.
#[tauri::command]
#[specta::specta]
pub async fn edit_role(
    front: State<'_, Front>,
    role: Option<RoleId>,
    name: Name,
    rights: Vec<Right>,
) -> Result<RoleId, Refusal> {
    front
        .ask(move |desk| desk.edit_role(role, &name, &rights))
        .await
}

/// Says how signing in is handled.
///
/// # Errors
/// For those who may not; for figures that cannot be.
#[tauri::command]
#[specta::specta]
pub async fn save_account_rules(
    front: State<'_, Front>,
    rules: AccountRules,
) -> Result<(), Refusal> {
    front.ask(move |desk| desk.save_account_rules(&rules)).await
}

/// Gives whoever is at the desk another password.
///
/// # Errors
/// For a wrong or a short one.
#[tauri::command]
#[specta::specta]
pub async fn change_password(
    front: State<'_, Front>,
    old: Key,
    next: Secret,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.change_password(&old, &next))
        .await
}

/// Gives whoever is at the desk a PIN, or takes it away.
///
/// # Errors
/// For a wrong key, a PIN that is too short or easy to guess.
#[tauri::command]
#[specta::specta]
pub async fn set_pin(
    front: State<'_, Front>,
    key: Key,
    pin: Option<Secret>,
) -> Result<(), Refusal> {
    front
        .ask(move |desk| desk.set_pin(&key, pin.as_ref()))
        .await
}

/// Makes a new recovery code for whoever is at the desk.
///
/// # Errors
/// For a wrong key.
#[tauri::command]
#[specta::specta]
pub async fn new_recovery(front: State<'_, Front>, key: Key) -> Result<AccountMade, Refusal> {
    front.ask(move |desk| desk.new_recovery(&key)).await
}

/// Lets somebody in by the printed code, with a new password.
///
/// # Errors
/// For a wrong code, a short password.
#[tauri::command]
#[specta::specta]
pub async fn recover_account(
    front: State<'_, Front>,
    who: String,
    code: Secret,
    password: Secret,
) -> Result<AccountMade, Refusal> {
    front
        .ask(move |desk| desk.recover(&who, &code, &password))
        .await
}

/// A recovery code as a paper.
///
/// # Errors
/// When it cannot be laid out.
#[tauri::command]
#[specta::specta]
pub async fn recovery_sheet(
    front: State<'_, Front>,
    account: AccountId,
    code: Secret,
    language: Language,
) -> Result<PaperInfo, Refusal> {
    front
        .ask(move |desk| desk.recovery_sheet(account, &code, language))
        .await
}
