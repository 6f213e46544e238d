// Saving what an editor holds, with what the desk says to it, and asking before
// it is left unsaved.

import { underWay } from '$ipc';
import type { Name } from '$ipc/types';
import type { Editor } from '$shared/editor.svelte';
import { leaving } from '$shared/leaving.svelte';
import { toasts } from '$shared/toasts.svelte';
import { nameOf } from './format';
import { errorText } from './sentences';
import { t, type Key } from './words.svelte';

/** Something that stands in the way of saving, as a key and what fills it. */
export interface Fault {
  key: Key;
  detail: Record<string, string>;
}

export class Saving {
  busy = $state(false);
  /** Why the desk did not take it. */
  refusal = $state('');
  /** The same as it came, for who asks what kind it was. */
  error = $state.raw<unknown>(null);

  /** Saves; the answer, or undefined when it was refused. */
  async run<T>(save: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    this.forget();
    try {
      return await underWay(save);
    } catch (error) {
      this.error = error;
      this.refusal = errorText(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** Saves what an editor holds and says so; its id, or undefined when it was refused. */
  async keep<T extends { id: string; name: Name }>(editor: Editor<T>, send: (value: T) => Promise<string>, said: Key): Promise<string | undefined> {
    const value = editor.plain();
    if (!value) return undefined;
    const id = await this.run(() => send(value));
    if (id === undefined) return undefined;
    editor.open({ ...value, id });
    toasts.say(t(said, { name: nameOf(value.name) }));
    return id;
  }

  /** What the desk said last is no matter any more. */
  forget(): void {
    this.refusal = '';
    this.error = null;
  }

  /** Goes back to what is saved; what the desk said last is no matter then. */
  discard<T extends object>(editor: Editor<T>): void {
    this.forget();
    editor.discard();
  }

  /** Asks before the window leaves an editor unsaved; returns the way out. */
  guard<T extends object>(editor: Editor<T>, about: { name: () => string; fault: () => Fault | null; save: () => Promise<boolean> }): () => void {
    const fault = () => {
      const found = about.fault();
      return found ? t(found.key, found.detail) : '';
    };
    return leaving.guard({ ...about, fault, dirty: () => editor.dirty, discard: () => this.discard(editor) });
  }
}
