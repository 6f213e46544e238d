// Coming to a part of a long page, which goes on loading around it.

/** Milliseconds after which the page is taken to be whole. */
const SETTLES = 2_000;

/** Shows a part of a page and keeps it in sight while what is above it grows,
 *  until somebody scrolls, types or presses; returns the way out. */
export function arriveAt(part: HTMLElement): () => void {
  const show = () => part.scrollIntoView({ block: 'start' });
  const watch = new ResizeObserver(show);
  for (const one of part.parentElement?.children ?? []) watch.observe(one);
  const given = ['wheel', 'pointerdown', 'keydown'] as const;
  const stop = () => {
    clearTimeout(timer);
    watch.disconnect();
    for (const kind of given) window.removeEventListener(kind, stop, true);
  };
  const timer = setTimeout(stop, SETTLES);
  for (const kind of given) window.addEventListener(kind, stop, true);
  part.focus({ preventScroll: true });
  show();
  return stop;
}
