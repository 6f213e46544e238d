// Letting a station in: a code that stands for a while, until somebody came
// with it, it ran out, or it was taken back.
import { desk, type OfferOfEntry, type StationRow } from '$ipc';
import { errorText } from '$i18n';

/** One time of letting a station in; for as long as its dialog is open. */
export class Entry {
  /** The code that stands, or stood. */
  offer = $state.raw<OfferOfEntry | null>(null);
  busy = $state(false);
  /** Why there is no code. */
  fault = $state('');

  #known: ReadonlySet<string>;
  #closed = false;

  constructor(stations: readonly StationRow[]) {
    this.#known = new Set(stations.map((station) => station.id));
  }

  /** Asks for a code; a new one takes the place of the old. */
  async ask(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = '';
    try {
      const offer = await desk.offerEntry();
      // The dialog was closed meanwhile: nobody can read this code any more.
      if (this.#closed) return void (await desk.withdrawOffer());
      this.offer = offer;
    } catch (error) {
      this.offer = null;
      this.fault = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  /** Who came in since the dialog opened. */
  newcomer(stations: readonly StationRow[]): StationRow | undefined {
    return stations.find((station) => !this.#known.has(station.id) && !station.is_me);
  }

  /** Ends it. A code that may still stand is taken back; one that let somebody
   *  in is used up. */
  async close(used = false): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (used || !this.offer) return;
    // A desk that does not answer lets the code run out by itself.
    await desk.withdrawOffer().catch(() => undefined);
  }
}

/** A code in the groups it is read out in. */
export function codeGroups(code: string): string[] {
  const given = code.split(/[^0-9A-Za-z]+/u).filter(Boolean);
  const whole = given.join('');
  return given.length === 1 && whole.length > 4 ? [whole.slice(0, Math.ceil(whole.length / 2)), whole.slice(Math.ceil(whole.length / 2))] : given;
}

/** Seconds as a countdown: `4:05`; nothing is left when they are over. */
export function leftText(seconds: number): string {
  const left = Math.max(0, seconds);
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

/** What is typed at the other computer. */
export function pairLine(offer: OfferOfEntry, name: string, folder: string): string {
  return `stewardctl pair --code "${offer.code}" --to ${offer.addresses[0] ?? '…'} --station ${name} --data ${folder}`;
}
