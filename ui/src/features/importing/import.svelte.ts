// An import on its way: file, map, preview, apply.

import { desk } from '$ipc';
import type { ImportOptions, ImportReport } from '$ipc/types';
import { type Show, dayPairs, sent, shown, sums, writes } from './lines';

export type Step = 'map' | 'preview' | 'apply';

type Try = (path: string, options: ImportOptions) => Promise<ImportReport>;

/** The two questions an import asks of the desk. */
export interface Ports {
  preview: Try;
  apply: Try;
}

const NOTHING: ImportOptions = { shift_to: null, rooms: {}, skip: [] };

export class Import {
  path = $state('');
  step = $state<Step>('map');
  options = $state.raw<ImportOptions>(NOTHING);
  report = $state.raw<ImportReport | undefined>();
  error = $state.raw<unknown>();
  busy = $state(false);
  show = $state<Show>('all');
  words = $state('');

  /** The file's own first and last day, before any shift. */
  #days = $state.raw<[string, string] | null>(null);
  #turn = 0;
  readonly #ports: Ports;

  constructor(ports: Ports = { preview: desk.importPreview, apply: desk.importApply }) {
    this.#ports = ports;
  }

  readonly sums = $derived(this.report ? sums(this.report) : undefined);
  readonly lines = $derived(this.report ? shown(this.report.lines, this.show, this.words) : []);
  readonly writes = $derived(this.report !== undefined && writes(this.report));
  readonly days = $derived(this.#days ? dayPairs(this.#days, this.options.shift_to) : undefined);
  /** The first day that the file's meetings fall on here. */
  readonly firstDay = $derived(this.report?.days?.[0] ?? null);

  /** Reads a file afresh, with nothing chosen yet. */
  async read(path: string): Promise<void> {
    this.path = path.trim();
    this.step = 'map';
    this.options = NOTHING;
    this.report = undefined;
    this.show = 'all';
    this.words = '';
    this.#days = null;
    this.#days = (await this.#ask(this.#ports.preview))?.days ?? null;
  }

  /** Lays the file's first day on another; null leaves the dates as they are. */
  async shift(to: string | null): Promise<void> {
    this.options = { ...this.options, shift_to: to };
    await this.#ask(this.#ports.preview);
  }

  /** Sends a room of the file somewhere: a room, `unplaced` or `skip`. */
  async send(name: string, to: string): Promise<void> {
    this.options = sent(this.options, name, to);
    await this.#ask(this.#ports.preview);
  }

  /** Goes between mapping and preview; what was written stays written. */
  go(step: 'map' | 'preview'): void {
    if (this.report && !this.report.applied) this.step = step;
  }

  /** Writes. */
  async apply(): Promise<void> {
    this.step = 'apply';
    await this.#ask(this.#ports.apply);
    if (!this.report?.applied) this.step = 'preview';
  }

  /** Back to the beginning. */
  reset(): void {
    this.#turn += 1;
    this.path = '';
    this.step = 'map';
    this.options = NOTHING;
    this.report = undefined;
    this.error = undefined;
    this.busy = false;
    this.#days = null;
  }

  /** The answer, unless it came late or was a refusal. */
  async #ask(ask: Try): Promise<ImportReport | undefined> {
    const turn = ++this.#turn;
    this.busy = true;
    this.error = undefined;
    try {
      const answer = await ask(this.path, this.options);
      if (turn === this.#turn) return (this.report = answer);
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
    return undefined;
  }
}

/** The import of this window: it stays while other screens are shown. */
export const importing = new Import();
