// What holds for the whole window: the settings of this workstation, applied.
import { clock, desk, type Settings } from '$ipc';
import { lang } from '$i18n';

class Station {
  /** The settings, as last read or saved. */
  settings = $state<Settings>({ operator: '', language: 'zh', theme: 'system', notify: true });
  #dark = typeof window === 'undefined' ? undefined : window.matchMedia('(prefers-color-scheme: dark)');

  /** Who is at the desk. */
  get operator(): string {
    return this.settings.operator;
  }

  /** Reads the settings and the state of things; then the window can be drawn. */
  async load(): Promise<void> {
    const [settings, status] = await Promise.all([desk.settings(), desk.status()]);
    lang.zone = status.zone;
    clock.set(status);
    this.apply(settings);
    this.#dark?.addEventListener('change', () => this.apply(this.settings));
  }

  /** Saves settings and applies them. */
  async save(settings: Settings): Promise<void> {
    await desk.saveSettings(settings);
    this.apply(settings);
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
