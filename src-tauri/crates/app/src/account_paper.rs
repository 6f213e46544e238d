//! The recovery sheet 账号恢复码: a code on paper, for a safe.

use steward_documents::Part;
use steward_domain::account::Account;
use steward_domain::ids::AccountId;
use steward_domain::names::Language;

use crate::Desk;
use crate::views::{PaperInfo, Refusal, Secret};
use crate::words::account_terms as terms;

impl Desk {
    /// A recovery code as a paper. The code is not kept: it is handed over by
    /// whoever was just given it.
    ///
    /// # Errors
    /// [`Refusal::Unknown`]; [`Refusal::Document`].
    pub fn recovery_sheet(
        &self,
        account: AccountId,
        code: &Secret,
        language: Language,
    ) -> Result<PaperInfo, Refusal> {
        let (form, date) = self.house(|r, house| {
            let account = r.get::<Account>(account.0)?;
            let account = account.ok_or_else(|| Refusal::Unknown(String::new()))?;
            let letter = self.letter(house, language);
            let mut form = letter.form(terms::RECOVERY_SHEET, &account.login, &account.name);
            form.notice = letter.say(terms::KEEP_SAFE);
            form.facts = letter.facts(vec![
                (terms::ACCOUNT, account.name.clone()),
                (terms::LOGIN, account.login.clone()),
                (terms::BADGE, account.number.clone()),
            ]);
            form.parts = vec![
                Part::Text {
                    heading: letter.say(terms::CODE),
                    text: code.0.clone(),
                },
                Part::Text {
                    heading: letter.say(terms::HOW),
                    text: letter.say(terms::HOW_TEXT),
                },
            ];
            form.signs = letter.signs(&[terms::HOLDER, terms::KEEPER]);
            Ok((form, self.today(house)))
        })?;
        self.lay_out_form(&form, date)
    }
}
