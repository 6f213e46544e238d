// Short messages at the edge of the window.
export type ToastTone = 'good' | 'bad' | 'plain';
/** What may be done about a message. */
export interface ToastAct { text: string; run: () => unknown }
export interface ToastItem { id: number; text: string; tone: ToastTone; act?: ToastAct | undefined }

/** Milliseconds that a message stays: one to act on, and a bad one, longer. */
const STAYS = { good: 5_000, plain: 5_000, bad: 12_000, act: 10_000 };

class Toasts {
  /** What is shown, oldest first. */
  items = $state.raw<ToastItem[]>([]);
  /** Hears of each message that something was done and that offers nothing yet. */
  heard: ((message: number) => void) | undefined;
  #next = 1;

  /** Shows a message; a bad one stays longer. One that is said again takes its own place. */
  say(text: string, tone: ToastTone = 'good', act?: ToastAct): void {
    const id = this.#next++;
    const others = this.items.filter((item) => item.text !== text || item.tone !== tone);
    this.items = [...others.slice(-3), { id, text, tone, act }];
    setTimeout(() => !this.#hasAct(id) && this.drop(id), STAYS[tone]);
    if (act) setTimeout(() => this.drop(id), Math.max(STAYS.act, STAYS[tone]));
    else if (tone === 'good') this.heard?.(id);
  }

  /** Says what may be done about a message that is shown. */
  give(id: number, act: ToastAct): void {
    if (!this.items.some((item) => item.id === id)) return;
    this.items = this.items.map((item) => (item.id === id ? { ...item, act } : item));
    setTimeout(() => this.drop(id), STAYS.act);
  }

  /** Takes a message away. */
  drop(id: number): void {
    this.items = this.items.filter((item) => item.id !== id);
  }

  #hasAct(id: number): boolean {
    return this.items.some((item) => item.id === id && item.act !== undefined);
  }
}

/** The messages of this window. */
export const toasts = new Toasts();
