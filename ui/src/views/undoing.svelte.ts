// Undoing and doing again, from whatever screen: what was undone is said with a
// way back, what cannot be says why.
import { desk, Refused, type RecentAct, type UndoRefused } from '$ipc';
import { errorText, t } from '$i18n';
import { actText, refusedText } from '$i18n/acts';
import { toasts } from '$shared/toasts.svelte';

/** An act that came with what was just said is this old at most, milliseconds. */
const FRESH = 8_000;

class Undoing {
  /** The list of what was done last is shown. */
  panel = $state(false);
  /** An act of which a part cannot be undone, while the rest is asked about. */
  asked = $state.raw<{ no: UndoRefused; again: boolean } | null>(null);
  /** Something is being undone. */
  busy = $state(false);

  /** The act that a message offered to undo last. */
  #offered = '';

  /** Undoes an act, or what was done last. */
  undo(id: string | null = null, rest = false): Promise<void> {
    return this.#turn(id, rest, false);
  }

  /** Does again what was undone, or what was undone last. */
  redo(id: string | null = null, rest = false): Promise<void> {
    return this.#turn(id, rest, true);
  }

  async #turn(id: string | null, rest: boolean, again: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { act, stayed } = await (again ? desk.redo(id, rest) : desk.undo(id, rest));
      this.asked = null;
      this.#offered = act.id;
      const what = actText(act);
      const said = again ? t('undo.done_again', { what }) : stayed.length ? t('undo.stayed', { what, n: stayed.length }) : t('undo.done', { what });
      toasts.say(said, 'good', again ? { text: t('undo.undo'), run: () => this.undo(act.id) } : { text: t('undo.redo'), run: () => this.redo(act.id) });
    } catch (error) {
      this.#refused(error, again);
    } finally {
      this.busy = false;
    }
  }

  #refused(error: unknown, again: boolean): void {
    const refusal = error instanceof Refused ? error.refusal : undefined;
    if (refusal?.kind !== 'no_undo') return toasts.say(errorText(error), 'bad');
    if (refusal.detail.rest > 0) this.asked = { no: refusal.detail, again };
    else toasts.say(refusedText(refusal.detail), 'bad', this.panel ? undefined : { text: t('undo.recent'), run: () => (this.panel = true) });
  }

  /** Offers to undo the act that was just said to be done, if it was one. */
  async offer(message: number, now: number): Promise<void> {
    try {
      const [act] = await desk.recent('mine', 1);
      if (act && this.#isNew(act, now)) {
        this.#offered = act.id;
        toasts.give(message, { text: t('undo.undo'), run: () => this.undo(act.id) });
      }
    } catch {
      // The message stands without it.
    }
  }

  #isNew(act: RecentAct, now: number): boolean {
    return act.id !== this.#offered && act.undone === null && act.no_undo === null && Math.abs(now - Date.parse(act.at)) <= FRESH;
  }
}

/** Undoing in this window. */
export const undoing = new Undoing();
