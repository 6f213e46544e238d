// What holds for the whole window: the settings of this workstation, applied.
import { clock, desk, type Settings } from '$ipc';
import { lang } from '$i18n';

class Station {
  /** The settings, as last read or saved. */
  settings = $state<Settings>({ operator: '', language: 'zh', theme: 'system', notify: true, guide: null,
    quiet: { on: false, from: 1320, to: 420 }, sounds: { on: true, volume: 60 }, closing: 'ask',
    wall: { public: false, theme: 'window', dark_from: 1080, dark_to: 420, page_seconds: 15 },
    zoom: 0,
  });
  #last: Promise<void> = Promise.resolve();
  #size = 0;
  #dark = typeof window === 'undefined' ? undefined : window.matchMedia('(prefers-color-scheme: dark)');

  /** Whether the window is dark. */
  dark = $state(false);

  /** Who signed in; null where nobody has an account. */
  signed = $state<string | null>(null);

  /** Who is at the desk. */
  get operator(): string {
    return this.signed ?? this.settings.operator;
  }

  /** Reads the settings and the state of things; then the window can be drawn. */
  async load(): Promise<void> {
    const [settings, status] = await Promise.all([desk.settings(), desk.status()]);
    lang.zone = status.zone;
    clock.set(status);
    this.apply(settings);
    this.#dark?.addEventListener('change', () => this.apply(this.settings));
  }

  /** Changes some settings, saves and applies them. Changes follow one
   *  another, each made on what the last one left: two quick clicks are two
   *  changes, and neither undoes the other. */
  change(part: Partial<Settings>): Promise<void> {
    const turn = this.#last.then(async () => {
      const next = { ...$state.snapshot(this.settings), ...part };
      await desk.saveSettings(next);
      this.apply(next);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Draws the window larger or smaller when that was not so already. */
  #enlarge(percent: number): void {
    if (percent === this.#size) return;
    this.#size = percent;
    void desk.zoom(percent).catch(() => undefined);
  }

  /** Applies settings: language and theme. A wall has a theme of its own. */
  apply(settings: Settings, themed = true): void {
    this.settings = settings;
    lang.set(settings.language);
    this.dark = settings.theme === 'dark' || (settings.theme === 'system' && !!this.#dark?.matches);
    if (themed) this.#enlarge(settings.zoom);
    if (themed) document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
  }
}

/** Sizes that the window is drawn in, percent. */
export const ZOOMS = [75, 90, 100, 110, 125, 150, 175, 200, 250] as const;

/** The size after one, larger or smaller; 100 for neither. */
export function zoomed(now: number, step: 1 | -1 | 0): number {
  const from = now || 100;
  if (step === 0) return 100;
  const next = step > 0 ? ZOOMS.find((size) => size > from) : ZOOMS.findLast((size) => size < from);
  return next ?? from;
}

/** This workstation. */
export const station = new Station();
