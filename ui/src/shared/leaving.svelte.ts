// Leaving what is not saved asks first: save, discard or stay.

/** Something with changes that could be lost. */
export interface Unsaved {
  /** What it is called, for the question. */
  name: () => string;
  dirty: () => boolean;
  /** Why it cannot be saved as it is; empty when it can. */
  fault?: () => string;
  /** Saves; false when it was not taken. */
  save: () => Promise<boolean>;
  discard: () => void;
}

interface Asked { unsaved: Unsaved; go: () => void }

/** The question of a window. */
export class Leaving {
  /** What is being asked about; none while nothing is. */
  asked = $state.raw<Asked | null>(null);
  /** Saving before going on. */
  busy = $state(false);

  #guarded = new Set<Unsaved>();

  /** Puts a screen's editor under guard; returns the way out. */
  guard(unsaved: Unsaved): () => void {
    this.#guarded.add(unsaved);
    return () => {
      this.#guarded.delete(unsaved);
      if (this.asked?.unsaved === unsaved) this.asked = null;
    };
  }

  /** Goes on at once, or asks when the screen holds changes. */
  leave(go: () => void): void {
    takeTyped();
    const unsaved = [...this.#guarded].find((one) => one.dirty());
    if (unsaved) this.asked = { unsaved, go };
    else go();
  }

  /** The same for one thing alone, such as a dialog over the screen. */
  close(unsaved: Unsaved, go: () => void): void {
    takeTyped();
    if (unsaved.dirty()) this.asked = { unsaved, go };
    else go();
  }

  /** Stays. */
  stay(): void {
    if (!this.busy) this.asked = null;
  }

  /** Goes on without the changes. */
  discard(): void {
    const asked = this.#answered();
    asked?.unsaved.discard();
    if (asked) this.#on(asked);
  }

  /** Saves and goes on; what was refused stays on the screen, with its reason. */
  async save(): Promise<void> {
    const asked = this.asked;
    if (!asked || this.busy || asked.unsaved.fault?.()) return;
    this.busy = true;
    try {
      const saved = await asked.unsaved.save();
      if (this.asked === asked) this.asked = null;
      if (saved) this.#on(asked);
    } finally {
      this.busy = false;
    }
  }

  #answered(): Asked | null {
    if (this.busy) return null;
    const asked = this.asked;
    this.asked = null;
    return asked;
  }

  // Another editor of the screen may hold changes too: it is asked about next.
  #on({ unsaved, go }: Asked): void {
    const next = [...this.#guarded].find((one) => one !== unsaved && one.dirty());
    if (next) this.asked = { unsaved: next, go };
    else go();
  }
}

// A field that is read when it is left counts too: it is left and entered again.
function takeTyped(): void {
  if (typeof document === 'undefined') return;
  const at = document.activeElement;
  if (!(at instanceof HTMLInputElement) && !(at instanceof HTMLTextAreaElement)) return;
  at.blur();
  at.focus();
}

/** The question of this window. */
export const leaving = new Leaving();
