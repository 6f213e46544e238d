// Where a menu is drawn, and where its keys lead.

/** Pixels it stays away from the edge of the window. */
const EDGE = 6;

/** Where a menu of a size is drawn: at the place it was asked for, turned to the
 *  other side of it where the window ends, and never outside. */
export function placeIn(menu: { x: number; y: number; width: number; height: number }, window: { width: number; height: number }): { left: number; top: number } {
  const along = (at: number, size: number, all: number) => {
    const turned = at + size > all - EDGE ? at - size : at;
    return Math.max(EDGE, turned < EDGE ? all - EDGE - size : turned);
  };
  return { left: along(menu.x, menu.width, window.width), top: along(menu.y, menu.height, window.height) };
}

/** The item that a key leads to, around both ends, or by its first letter;
 *  undefined when the key leads nowhere. */
export function stepIn(texts: readonly string[], at: number, key: string): number | undefined {
  const n = texts.length;
  if (n === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % n;
    case 'ArrowUp':
      return (at - 1 + n) % n;
    case 'Home':
      return 0;
    case 'End':
      return n - 1;
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const order = texts.map((_, step) => (at + 1 + step) % n);
      return order.find((index) => texts[index]?.toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}
