// An act with its word afterwards: done, or why not.
import { errorText } from '$i18n';
import { toasts } from '$shared/toasts.svelte';

export class Doing {
  busy = $state(false);

  /** Does it and says so; true when it was taken. */
  async act(act: () => Promise<unknown>, said: string): Promise<boolean> {
    this.busy = true;
    try {
      const answer = await act();
      if (answer !== null && said !== '') toasts.say(said);
      return answer !== null;
    } catch (error) {
      toasts.say(errorText(error), 'bad');
      return false;
    } finally {
      this.busy = false;
    }
  }
}
