// What holds for the whole window: the settings of this workstation, applied.
import { clock, desk, type Settings } from '$ipc';
import { lang } from '$i18n';

class Station {
  /** The settings, as last read or saved. */
  settings = $state<Settings>({ operator: '', language: 'zh', theme: 'system', notify: true });
  #last: Promise<void> = Promise.resolve();
  #dark = typeof window === 'undefined' ? undefined : window.matchMedia('(prefers-color-scheme: dark)');

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

  /** Applies settings: language and theme. */
  apply(settings: Settings): void {
    this.settings = settings;
    lang.set(settings.language);
    const dark = settings.theme === 'dark' || (settings.theme === 'system' && !!this.#dark?.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
}

/** This workstation. */
export const station = new Station();
