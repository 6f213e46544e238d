// A route is a screen and what it shows: `#/bookings/week/2026-11-22`. Going
// elsewhere from what is not saved asks first.
import { leaving } from '$shared/leaving.svelte';

/** The screens of the navigation, in the order of Alt+1 … Alt+9; those after have no key. */
export const screens = ['today', 'bookings', 'checks', 'duty', 'inbox', 'stock', 'roster', 'people', 'after', 'bulletin', 'figures', 'rooms', 'import', 'stations', 'settings'] as const;
export type NavScreen = (typeof screens)[number];
/** Screens that are reached from others: of a meeting, or of the settings. */
export const ofMeeting = ['meeting', 'seats', 'posts'] as const;
export const ofSettings = ['accounts', 'audit', 'guide', 'backups', 'wall'] as const;
export type Screen = NavScreen | (typeof ofMeeting)[number] | (typeof ofSettings)[number];

export interface Route { screen: Screen; args: string[] }

/** Reads a hash; what is no screen is Today. */
export function parse(hash: string): Route {
  const [first = '', ...args] = hash.replace(/^#?\/?/, '').split('/').map(decode);
  const known = ([...screens, ...ofMeeting, ...ofSettings] as readonly string[]).includes(first);
  return known ? { screen: first as Screen, args: args.filter((arg) => arg !== '') } : { screen: 'today', args: [] };
}

/** Writes a hash. */
export function format(screen: string, args: readonly string[]): string {
  return `#/${[screen, ...args].map(encodeURIComponent).join('/')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The screen of the navigation that is lit: a meeting belongs to where it was opened. */
function navOf(screen: Screen, lit: NavScreen): NavScreen {
  if ((ofSettings as readonly string[]).includes(screen)) return 'settings';
  return (screens as readonly string[]).includes(screen) ? (screen as NavScreen) : lit;
}

class Router {
  #route = $state.raw<Route>({ screen: 'today', args: [] });
  /** The screen of the navigation that is lit: a meeting belongs to where it was opened. */
  nav = $state<NavScreen>('today');

  constructor() {
    if (typeof window === 'undefined') return;
    this.#read();
    window.addEventListener('hashchange', () => this.#wander());
  }

  /** The screen shown. */
  get screen(): Screen {
    return this.#route.screen;
  }

  /** What it shows, by position. */
  get args(): readonly string[] {
    return this.#route.args;
  }

  /** Goes to a screen. */
  go(screen: string, ...args: string[]): void {
    const hash = format(screen, args);
    this.#leave(hash, () => {
      if (window.location.hash !== hash) window.location.hash = hash;
    });
  }

  /** Goes to a screen without a step in the history. */
  replace(screen: string, ...args: string[]): void {
    const hash = format(screen, args);
    this.#leave(hash, () => window.history.replaceState(null, '', hash));
  }

  /** Goes back, or to the lit screen when there is nowhere to go back to. */
  back(): void {
    if (window.history.length <= 1) return this.go(this.nav);
    leaving.leave(() => window.history.back());
  }

  /** Goes where a hash says once that may be; at once when it is where we are. */
  #leave(hash: string, go: () => void): void {
    const on = () => {
      go();
      this.#read();
    };
    if (this.#shows(parse(hash))) on();
    else leaving.leave(on);
  }

  // The window's own steps back and forward have happened when they are told:
  // what is shown is put back on top until the question is answered.
  #wander(): void {
    const wanted = window.location.hash;
    if (this.#shows(parse(wanted))) return this.#read();
    const shown = format(this.screen, this.args);
    let gone = false;
    leaving.leave(() => {
      gone = true;
      if (window.location.hash !== wanted) window.location.hash = wanted;
      this.#read();
    });
    if (!gone) window.history.pushState(null, '', shown);
  }

  #shows(route: Route): boolean {
    return route.screen === this.#route.screen && route.args.join('/') === this.#route.args.join('/');
  }

  #read(): void {
    const route = parse(window.location.hash);
    if (!this.#shows(route)) this.#route = route;
    this.nav = navOf(route.screen, this.nav);
  }
}

/** Where the window is. */
export const router = new Router();
