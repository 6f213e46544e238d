// What a list shows while something is left out of it, by the list's name: who
// takes the list out takes what is shown.
import { untrack } from 'svelte';

class Shown {
  #lists = $state.raw<Readonly<Record<string, readonly string[]>>>({});

  /** The keys of what a list shows, in its order; null while it shows all. */
  of(list: string): readonly string[] | null {
    return this.#lists[list] ?? null;
  }

  /** Says what a list shows, null for all; what comes back ends it. For an effect. */
  say(list: string, keys: readonly string[] | null): () => void {
    this.#set(list, keys);
    return () => this.#set(list, null);
  }

  #set(list: string, keys: readonly string[] | null) {
    untrack(() => {
      const { [list]: before, ...others } = this.#lists;
      if (keys !== null) this.#lists = { ...others, [list]: keys };
      else if (before !== undefined) this.#lists = others;
    });
  }
}

export const shown = new Shown();
