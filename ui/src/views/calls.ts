// A call that becomes a change of a booking: the form, then the link.
import { desk, type CallView } from '$ipc';
import { errorText, t } from '$i18n';
import { toasts } from '$shared/toasts.svelte';
import { bookingDialog } from './bookingDialog.svelte';

/** Opens the booking that a caller wants changed; once it is saved the call is linked. */
export function changeFor(call: CallView, meeting: string): void {
  const link = async () => {
    try {
      await desk.doAboutCall(call.id, { act: 'change', meeting });
      toasts.say(t('call.changed_toast'));
    } catch (error) {
      toasts.say(errorText(error), 'bad');
    }
  };
  bookingDialog.amend(meeting, {}, () => void link());
}
