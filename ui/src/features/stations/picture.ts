// Where the stations lie in the picture: this one in the middle, the others on
// two sides, one above the other, so that no name ever lies over another.

export interface Place { x: number; y: number; side: 'left' | 'right' }
export interface Picture { height: number; middle: { x: number; y: number }; places: Place[] }

/** Lines of the picture that stay free above and below. */
const EDGE = 1.6;

/**
 * Places for `count` stations in a picture of `width`, a row of which is
 * `line` high. The first are on the right, from above; then those on the left.
 */
export function picture(count: number, width: number, line: number): Picture {
  const right = Math.ceil(count / 2);
  const rows = Math.max(right, 1);
  // Few stations stand apart, many close up.
  const step = line * Math.max(1.15, Math.min(3, 12 / rows));
  const height = Math.max(line * 9, (rows - 1) * step + 2 * EDGE * line);
  const middle = { x: width / 2, y: height / 2 };
  const reach = Math.min(width * 0.22, line * 10);
  const places = Array.from({ length: count }, (_, at): Place => {
    const side = at < right ? 'right' : 'left';
    const inSide = side === 'right' ? right : count - right;
    const row = side === 'right' ? at : at - right;
    const y = middle.y + (row - (inSide - 1) / 2) * step;
    // A gentle bow: the farther from the middle line, the nearer the middle.
    const bow = Math.sqrt(Math.max(0, 1 - ((y - middle.y) / height) ** 2));
    return { x: middle.x + (side === 'right' ? 1 : -1) * reach * bow, y, side };
  });
  return { height, middle, places };
}

// A Chinese letter is as wide as it is high, others about half of that.
const wide = (letter: string) => (/[\u2e80-\uffff]/u.test(letter) ? 1 : 0.58);

/** About how wide a text is, in heights of its letters. */
export function ems(text: string): number {
  return [...text].reduce((sum, letter) => sum + wide(letter), 0);
}

/** A name cut to a width in heights of its letters. */
export function fit(name: string, most: number): string {
  if (ems(name) <= most) return name;
  let room = most - 1;
  const kept = [...name].filter((letter) => (room -= wide(letter)) >= 0);
  return `${kept.join('').trimEnd()}…`;
}

/** Where an arrow key goes in the picture; undefined when it is no such key. */
export function step(key: string, at: number, count: number): number | undefined {
  const right = Math.ceil(count / 2);
  const inside = (to: number) => Math.min(count - 1, Math.max(0, to));
  switch (key) {
    case 'ArrowDown':
      return inside(at + 1);
    case 'ArrowUp':
      return inside(at - 1);
    case 'ArrowLeft':
      return at < right ? inside(at + right) : at;
    case 'ArrowRight':
      return at >= right ? inside(at - right) : at;
    case 'Home':
      return 0;
    case 'End':
      return inside(count - 1);
    default:
      return undefined;
  }
}
