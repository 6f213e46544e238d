// Saving what an editor holds, with what the desk says to it.

import { errorText } from '$i18n';

export class Saving {
  busy = $state(false);
  /** Why the desk did not take it. */
  refusal = $state('');

  /** Saves; the answer, or undefined when it was refused. */
  async run<T>(save: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    this.refusal = '';
    try {
      return await save();
    } catch (error) {
      this.refusal = errorText(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
