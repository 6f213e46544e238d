// Who is at this window: signed in, locked, or nobody needs to.
import { desk, type AccountMade, type SessionView } from '$ipc';
import { station } from './station.svelte';

/** How often idleness is looked at, milliseconds. */
const LOOK = 5_000;

class Session {
  /** As the desk last said. */
  view = $state.raw<SessionView>();
  /** The first account, while its recovery code is shown: once. */
  made = $state.raw<AccountMade | null>(null);
  #active = Date.now();

  /** Whether somebody must sign in, or choose a password of their own, first. */
  get locked(): boolean {
    return this.view !== undefined && this.view.governed && (!this.view.person || this.view.person.renew);
  }

  /** Whether whoever is here may do something; everybody may where nobody has an account. */
  may(right: NonNullable<SessionView['person']>['rights'][number]): boolean {
    return !this.view?.governed || (this.view.person?.rights.includes(right) ?? false);
  }

  /** Asks the desk who is here. */
  async load(): Promise<void> {
    this.set(await desk.session());
  }

  /** Takes what the desk said. */
  set(view: SessionView): void {
    this.view = view;
    this.#active = Date.now();
    station.signed = view.governed ? (view.person?.name ?? '') : null;
  }

  /** Locks: whoever is here is signed out. */
  async lock(): Promise<void> {
    if (!this.view?.governed) return;
    await desk.signOut();
    await this.load();
  }

  /** A key or a click. */
  touch(): void {
    this.#active = Date.now();
  }

  /** Locks after some minutes without a key or a click; returns the way out. */
  watch(): () => void {
    const timer = setInterval(() => {
      const { view } = this;
      if (!view?.person) return;
      const idle = Date.now() - this.#active > view.idle_minutes * 60_000;
      const over = Date.parse(view.person.until) <= Date.now();
      if (idle) void this.lock();
      else if (over) void this.load();
    }, LOOK);
    return () => clearInterval(timer);
  }
}

/** Who is at this window. */
export const session = new Session();
