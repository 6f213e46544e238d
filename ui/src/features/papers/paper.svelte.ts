// A paper as it was laid out: which edition, which pages are here, and whether
// the store moved on since.

import { desk } from '$ipc';
import type { Language, PaperInfo } from '$ipc/types';
import { svgAddress } from './pages';

/** A page on its way, here, or not to be had. */
export type Page = { state: 'busy' } | { state: 'here'; address: string } | { state: 'failed' };

/** Which paper: the bulletin of a day, what the next hours need in an outage, or
 *  one that somebody else lays out. */
export type Wanted = { kind: 'bulletin'; date: string; language: Language } | { kind: 'outage'; hours: number; language: Language } | { kind: 'other'; lay: () => Promise<PaperInfo> };

/** What a paper asks of the desk. */
export interface Ports {
  layOut: (wanted: Wanted) => Promise<PaperInfo>;
  page: (edition: number, page: number) => Promise<string>;
}

function layOut(wanted: Wanted): Promise<PaperInfo> {
  if (wanted.kind === 'other') return wanted.lay();
  return wanted.kind === 'bulletin' ? desk.bulletin(wanted.date, wanted.language) : desk.outagePack(wanted.hours, wanted.language);
}

export class Paper {
  info = $state.raw<PaperInfo | undefined>();
  error = $state.raw<unknown>();
  busy = $state(false);
  /** Something changed since the pages were laid out. */
  stale = $state(false);
  /** Pages by number, from 1. */
  pages = $state.raw<ReadonlyMap<number, Page>>(new Map());

  #turn = 0;
  #asked: Wanted | undefined;
  readonly #ports: Ports;

  constructor(ports: Ports = { layOut, page: desk.paperPage }) {
    this.#ports = ports;
  }

  /** Lays out a paper. The old pages stay in sight until the new ones are ready. */
  async show(wanted: Wanted): Promise<void> {
    const turn = ++this.#turn;
    const other = JSON.stringify(this.#asked) !== JSON.stringify(wanted);
    this.#asked = wanted;
    this.busy = true;
    this.error = undefined;
    if (other) this.#take(undefined);
    try {
      const info = await this.#ports.layOut(wanted);
      if (turn !== this.#turn) return;
      this.#take(info);
      this.stale = false;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Lays the same paper out again. */
  async renew(): Promise<void> {
    if (this.#asked) await this.show(this.#asked);
  }

  /** The store changed: what is shown may be old. */
  age(): void {
    if (this.info) this.stale = true;
  }

  /** Fetches pages that are not here and not on their way. */
  want(numbers: readonly number[]): void {
    const info = this.info;
    if (!info) return;
    for (const number of numbers) {
      const have = this.pages.get(number)?.state;
      if (have === 'here' || have === 'busy') continue;
      this.#put(number, { state: 'busy' });
      this.#ports.page(info.edition, number).then(
        (svg) => this.info === info && this.#put(number, { state: 'here', address: svgAddress(svg) }),
        () => this.info === info && this.#put(number, { state: 'failed' }),
      );
    }
  }

  #take(info: PaperInfo | undefined): void {
    this.info = info;
    this.pages = new Map();
  }

  #put(number: number, page: Page): void {
    this.pages = new Map(this.pages).set(number, page);
  }
}
