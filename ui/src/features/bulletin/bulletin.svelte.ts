// The bulletin of a day as it was laid out: which edition, which pages are
// here, and whether the store moved on since.

import { desk } from '$ipc';
import type { BulletinInfo, Language } from '$ipc/types';
import { svgAddress } from './pages';

/** A page on its way, here, or not to be had. */
export type Page = { state: 'busy' } | { state: 'here'; address: string } | { state: 'failed' };

/** What a bulletin asks of the desk. */
export interface Ports {
  layOut: (date: string, language: Language) => Promise<BulletinInfo>;
  page: (edition: number, page: number) => Promise<string>;
}

export class Bulletin {
  info = $state.raw<BulletinInfo | undefined>();
  error = $state.raw<unknown>();
  busy = $state(false);
  /** Something changed since the pages were laid out. */
  stale = $state(false);
  /** Pages by number, from 1. */
  pages = $state.raw<ReadonlyMap<number, Page>>(new Map());

  #turn = 0;
  #asked: { date: string; language: Language } | undefined;
  readonly #ports: Ports;

  constructor(ports: Ports = { layOut: desk.bulletin, page: desk.bulletinPage }) {
    this.#ports = ports;
  }

  /** Lays out a day. The old pages stay in sight until the new ones are ready. */
  async show(date: string, language: Language): Promise<void> {
    const turn = ++this.#turn;
    const other = this.#asked?.date !== date || this.#asked.language !== language;
    this.#asked = { date, language };
    this.busy = true;
    this.error = undefined;
    if (other) this.#take(undefined);
    try {
      const info = await this.#ports.layOut(date, language);
      if (turn !== this.#turn) return;
      this.#take(info);
      this.stale = false;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  /** Lays the same day out again. */
  async renew(): Promise<void> {
    if (this.#asked) await this.show(this.#asked.date, this.#asked.language);
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

  #take(info: BulletinInfo | undefined): void {
    this.info = info;
    this.pages = new Map();
  }

  #put(number: number, page: Page): void {
    this.pages = new Map(this.pages).set(number, page);
  }
}
