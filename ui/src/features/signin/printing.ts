// The recovery sheet: laid out, saved where the user says.
import { desk, type AccountMade } from '$ipc';
import { savePaper } from '$ipc/paper';
import { lang, t } from '$i18n';
import { toasts } from '$shared/toasts.svelte';

/** Saves a code as a sheet and says where it lies. */
export async function printCode(made: AccountMade): Promise<void> {
  const path = await savePaper(() => desk.recoverySheet(made.account, made.code, lang.now), (info) => `${info.number}.pdf`);
  if (path !== null) toasts.say(t('code.saved', { path }));
}
