// The desk's clock in the window. The desk says what time it is; between its
// answers the window counts on, unless the clock is fixed for a drill.
import { desk } from './client';
import { concerns, onChange } from './feed.svelte';
import type { Status } from './types';

class Clock {
  /** Where things stand; undefined until the desk first answered. */
  status = $state.raw<Status | undefined>();
  /** Now, milliseconds since 1970. Changes once a second. */
  now = $state(Date.now());
  /** The desk did not answer when last asked. */
  lost = $state(false);
  /** Counts minutes: what depends on time asks again when it changes. */
  minutes = $state(0);

  #said = Date.now();
  #at = performance.now();
  #fixed = false;
  #minute = -1;
  #dayMinute = 0;

  /** Takes the desk's word for the time. */
  set(status: Status): void {
    this.status = status;
    this.lost = false;
    this.#said = Date.parse(status.now);
    this.#at = performance.now();
    this.#fixed = status.clock_fixed;
    this.#dayMinute = status.minute;
    this.tick();
  }

  /** Brings `now` up to date. */
  tick(): void {
    this.now = this.#fixed ? this.#said : this.#said + (performance.now() - this.#at);
    const minute = Math.floor(this.now / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.minutes += 1;
    }
  }

  /** Seconds from now until an instant; negative when past. */
  until(instant: string): number {
    return Math.round((Date.parse(instant) - this.now) / 1000);
  }

  /** Minutes since the midnight that began the local day `status.today`; past
   *  1440 when midnight came since the desk was last asked. */
  get dayMinute(): number {
    return this.#dayMinute + Math.floor((this.now - this.#said) / 60_000);
  }

  /** Runs until the returned function is called. */
  start(): () => void {
    const refresh = () => void desk.status().then((status) => this.set(status), () => (this.lost = true));
    refresh();
    const second = setInterval(() => this.tick(), 1000);
    const minute = setInterval(refresh, 60_000);
    const off = onChange((changed) => concerns([], changed) && refresh());
    return () => {
      clearInterval(second);
      clearInterval(minute);
      off();
    };
  }
}

/** The clock of this window. */
export const clock = new Clock();
