// The change feed made reactive. A query remembers how it was asked and asks
// again when the store changed under it; answers that come late never replace
// newer ones, and a burst of changes is one question.
import { untrack } from 'svelte';
import { events } from './bindings';

type Listener = (kinds: ReadonlySet<string>) => void;

const listeners = new Set<Listener>();
const pending = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Noted when the other stations stand otherwise than before: no record of this
 *  store changed by that. */
export const MESH = 'mesh';

/** What a question follows: records of these kinds, of any kind when none is
 *  named, everything, the other stations too, or nothing: no record is in it. */
export type Follows = readonly string[] | 'everything' | 'nothing';

/** Whether a gathered change concerns who follows that much. */
export function concerns(follows: Follows, changed: ReadonlySet<string>): boolean {
  if (follows === 'nothing') return false;
  if (follows === 'everything') return changed.size > 0;
  // How the others stand is news for who asks for it only: it comes often.
  return [...changed].some((kind) => kind !== MESH && (follows.length === 0 || follows.includes(kind)));
}

/** Milliseconds that a burst of changes is gathered for. */
const GATHER = 40;

/** Says that records of these kinds changed. */
export function note(kinds: readonly string[]): void {
  for (const kind of kinds) pending.add(kind);
  if (timer !== undefined) return;
  mark(1);
  timer = setTimeout(() => {
    timer = undefined;
    const gathered = new Set(pending);
    pending.clear();
    try {
      for (const tell of [...listeners]) tell(gathered);
    } finally {
      mark(-1);
    }
  }, GATHER);
}

/** Calls back after each gathered change; returns the way out. */
export function onChange(tell: Listener): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Connects the feed to the desk; once, at the start. */
export async function listen(go: (screen: string, meeting: string | null) => void): Promise<void> {
  await events.changed.listen((event) => note(event.payload.kinds));
  await events.mesh.listen(() => note([MESH]));
  await events.go.listen((event) => go(event.payload.screen, event.payload.meeting ?? null));
}

let asking = 0;

/** Says on the page whether answers are still to come: what is drawn may move
 *  until then, which the window's tests wait for before they click. */
function mark(change: 1 | -1): void {
  asking += change;
  globalThis.document?.documentElement.toggleAttribute('data-asking', asking > 0);
}

/** Says the same while something is done that was asked for. */
export async function underWay<T>(act: () => Promise<T>): Promise<T> {
  mark(1);
  try {
    return await act();
  } finally {
    mark(-1);
  }
}

/** A question to the desk with its last answer. */
export class Query<T> {
  /** The last answer; stays while a newer one is on its way. */
  data = $state.raw<T | undefined>();
  /** What went wrong last; gone with the next good answer. */
  error = $state.raw<unknown>();
  /** A question is under way. */
  busy = $state(false);

  #ask: () => Promise<T>;
  #turn = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** Nothing was ever answered and nothing failed. */
  get first(): boolean {
    return this.data === undefined && this.error === undefined;
  }

  /** Asks now. Reactive values read by the question are followed by `query`. */
  again(): Promise<void> {
    const turn = ++this.#turn;
    let asked: Promise<T>;
    try {
      asked = this.#ask();
    } catch (error) {
      asked = Promise.reject(error);
    }
    untrack(() => (this.busy = true));
    mark(1);
    this.#last = asked.then(
      (answer) => {
        if (turn !== this.#turn) return;
        this.data = answer;
        this.error = undefined;
        this.busy = false;
      },
      (error: unknown) => {
        if (turn !== this.#turn) return;
        this.error = error;
        this.busy = false;
      },
    ).finally(() => mark(-1));
    return this.#last;
  }

  /** Once the question asked last is answered: a key pressed before that means
   *  what is to come, not what still stands there. */
  settled(): Promise<void> {
    return this.#last;
  }
}

/**
 * A query for a component: asks when mounted, when a reactive value that the
 * question reads changes, and when something changed that it follows.
 */
export function query<T>(ask: () => Promise<T>, follows: Follows = []): Query<T> {
  const made = new Query(ask);
  $effect(() => {
    void made.again();
  });
  $effect(() =>
    onChange((changed) => {
      if (concerns(follows, changed)) void untrack(() => made.again());
    }),
  );
  return made;
}
