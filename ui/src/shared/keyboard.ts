// Keys, with care for people who type Chinese: a key that belongs to the
// input method is never ours.

/** Milliseconds after a composition in which a key still belongs to it. */
const ENDING = 30;
let ended = -Infinity;

/** Notes when compositions end; returns the way out. */
export function watchComposition(where: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void {
  const note = (event: Event) => {
    ended = event.timeStamp;
  };
  where.addEventListener('compositionend', note, true);
  return () => where.removeEventListener('compositionend', note, true);
}

/** Whether an input method is at work. WebKit sends a last keydown after the
 *  composition ended, with `isComposing` already false: 229, or with some input
 *  methods the bare key at the same moment. */
export function composing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'> & { timeStamp?: number }): boolean {
  if (event.isComposing || event.keyCode === 229) return true;
  const since = (event.timeStamp ?? Infinity) - ended;
  return since >= 0 && since < ENDING;
}

/** Whether typing goes into this element. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** `Ctrl+k`, `Alt+3`, `Shift+ArrowUp`, `n`: modifiers in this order, then the key. */
export function chord(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'key' | 'code'>): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  const key = event.altKey && digit ? digit : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // The shift that makes a sign of a key is part of the sign.
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key));
  return [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', shift && 'Shift', key].filter(Boolean).join('+');
}

/** What can take the focus inside an element, in order. */
export function focusables(root: HTMLElement): HTMLElement[] {
  const all = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';
  return [...root.querySelectorAll<HTMLElement>(all)].filter((one) => one.offsetParent !== null || one === document.activeElement);
}
