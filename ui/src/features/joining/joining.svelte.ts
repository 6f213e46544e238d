// Joining a venue: who offers on this network, the code, and how this station
// is to be called.
import { desk, type HostView, type JoinedView } from '$ipc';
import { errorText } from '$i18n';

/** One time of joining, from looking for offers to being in. */
export class Joining {
  name = $state('');
  code = $state('');
  address = $state('');
  /** Who offers just now on this network. */
  hosts = $state.raw<HostView[]>([]);
  /** Offers are being listened for. */
  looking = $state(false);
  /** They were, at least once. */
  looked = $state(false);
  busy = $state(false);
  /** Why the two did not pair. */
  fault = $state('');
  /** What both screens name, once this station is in. */
  joined = $state.raw<JoinedView | null>(null);

  /** Whether something is still to be filled in. */
  get incomplete(): boolean {
    return this.name.trim() === '' || this.address.trim() === '' || !isCode(this.code);
  }

  /** Listens for offers. The only one there is, is taken. */
  async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      this.hosts = await desk.findHosts();
      const only = this.hosts.length === 1 ? this.hosts[0]?.addresses[0] : undefined;
      if (only && this.address === '') this.address = only;
    } catch {
      // A network that lets nothing be heard is no fault: addresses can be typed.
      this.hosts = [];
    } finally {
      this.looking = false;
      this.looked = true;
    }
  }

  /** Pairs with the station at the address. */
  async run(): Promise<void> {
    if (this.incomplete || this.busy) return;
    this.busy = true;
    this.fault = '';
    try {
      this.joined = await desk.joinVenue(this.code.trim(), this.address.trim(), this.name.trim());
    } catch (error) {
      this.fault = errorText(error);
    } finally {
      this.busy = false;
    }
  }
}

/** Whether six digits were typed, in any width and grouping. */
export function isCode(text: string): boolean {
  return text.replace(/[^0-9０-９]/gu, '').length === 6;
}
