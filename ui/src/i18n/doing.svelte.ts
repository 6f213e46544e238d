// An act and what is said of it: busy while it runs, then what was done, or why
// it was not.
import { toasts } from '$shared/toasts.svelte';
import { errorText } from './sentences';

export class Doing {
  /** Something is under way. */
  busy = $state(false);

  /** Does it and says `said`, or what it answers; whether it was done. One that
   *  answers null was called off by the user: nothing is said. */
  async run(act: () => Promise<unknown>, said?: string): Promise<boolean> {
    this.busy = true;
    try {
      const answer = await act();
      if (said !== undefined) toasts.say(said);
      else if (typeof answer === 'string') toasts.say(answer);
      return answer !== null;
    } catch (error) {
      toasts.say(errorText(error), 'bad');
      return false;
    } finally {
      this.busy = false;
    }
  }
}
