// Short messages at the edge of the window.
export type ToastTone = 'good' | 'bad' | 'plain';
export interface ToastItem { id: number; text: string; tone: ToastTone }

class Toasts {
  /** What is shown, oldest first. */
  items = $state<ToastItem[]>([]);
  #next = 1;

  /** Shows a message; a bad one stays longer. One that is said again takes its own place. */
  say(text: string, tone: ToastTone = 'good'): void {
    const id = this.#next++;
    const others = this.items.filter((item) => item.text !== text || item.tone !== tone);
    this.items = [...others.slice(-3), { id, text, tone }];
    setTimeout(() => this.drop(id), tone === 'bad' ? 12_000 : 5_000);
  }

  /** Takes a message away. */
  drop(id: number): void {
    this.items = this.items.filter((item) => item.id !== id);
  }
}

/** The messages of this window. */
export const toasts = new Toasts();
