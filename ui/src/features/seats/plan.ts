// What the drawing and the lists need to know of a plan, without a window.
import type { AttendeeView, Preference, SeatFloor, SeatShape, SeatsView, SeatView } from '$ipc/types';

/** Which way an arrow key goes on the drawing. */
export type Way = 'up' | 'down' | 'left' | 'right';

/** The way of a key, if it is one. */
export function wayOf(key: string): Way | undefined {
  return ({ ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const)[key as 'ArrowUp'];
}

/** The seat that is next that way: straight ahead goes before aside. */
export function nearest(seats: readonly SeatView[], from: string | null, way: Way): SeatView | undefined {
  const here = seats.find((seat) => seat.key === from);
  if (!here) return seats[0];
  let best: SeatView | undefined;
  let least = Infinity;
  for (const seat of seats) {
    const dx = seat.x - here.x;
    const dy = seat.y - here.y;
    const ahead = way === 'up' ? -dy : way === 'down' ? dy : way === 'left' ? -dx : dx;
    const aside = Math.abs(way === 'up' || way === 'down' ? dx : dy);
    if (ahead <= 5) continue;
    const far = ahead + 3 * aside;
    if (far < least) [best, least] = [seat, far];
  }
  return best;
}

/** Who sits on each seat. */
export function sitting(view: SeatsView): Map<string, AttendeeView[]> {
  const at = new Map<string, AttendeeView[]>();
  for (const one of view.people) if (one.seat !== null) at.set(one.seat, [...(at.get(one.seat) ?? []), one]);
  return at;
}

/** The way each server goes from seat to seat (S-43), as points of a line. */
export function pouringWays(view: SeatsView): { server: number; points: string }[] {
  const seats = new Map(view.seats.map((seat) => [seat.key, seat]));
  const ways = new Map<number, string[]>();
  for (const pour of [...view.pouring].sort((a, b) => a.nth - b.nth)) {
    const seat = seats.get(pour.seat);
    if (!seat) continue;
    // A seat's served corner, where its number stands.
    const point = `${seat.x + 32},${seat.y - 32}`;
    ways.set(pour.server, [...(ways.get(pour.server) ?? []), point]);
  }
  return [...ways].filter(([, points]) => points.length > 1).map(([server, points]) => ({ server, points: points.join(' ') }));
}

/** Whether somebody has no seat on the plan. */
export const stands = (one: AttendeeView): boolean => one.seat === null || one.astray;

/** The people that words find. */
export function found(people: readonly AttendeeView[], words: string): AttendeeView[] {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean);
  return people.filter((one) => wanted.every((word) => `${one.name} ${one.title} ${one.unit}`.toLowerCase().includes(word)));
}

/** A name that fits on a seat; how large its letters are, hundredths of a seat. */
export function lettering(name: string): { text: string; size: number } {
  const chars = [...name];
  const ems = chars.reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.6), 0);
  const size = Math.min(27, 80 / Math.max(1, ems));
  return { text: name, size: Math.round(size * 10) / 10 };
}

/** The figures of a form: each kind of floor keeps its own. */
export interface Figures {
  podium: string; kind: SeatFloor['kind'];
  rows: number; seats: number; aisles: string; desks: boolean;
  base: number; legs: number; across: number; along: number; heads: number; tables: number; round: number;
}

/** The form of a shape. */
export function figuresOf(shape: SeatShape): Figures {
  const figures: Figures = {
    podium: shape.podium.join(','), kind: shape.floor.kind,
    rows: 8, seats: 12, aisles: '6', desks: false, base: 6, legs: 8, across: 8, along: 4, heads: 1, tables: 6, round: 10,
  };
  const floor = shape.floor;
  switch (floor.kind) {
    case 'rows': return { ...figures, rows: floor.rows, seats: floor.seats, aisles: floor.aisles.join(','), desks: floor.tables };
    case 'u_shape': return { ...figures, base: floor.base, legs: floor.legs };
    case 'hollow_square': return { ...figures, across: floor.across, along: floor.along };
    case 'board': return { ...figures, across: floor.across, heads: floor.heads };
    case 'rounds': return { ...figures, tables: floor.tables, round: floor.seats };
    default: return figures;
  }
}

const whole = (text: string) => text.split(/[,，、\s]+/u).map((part) => Math.trunc(Number(part))).filter((n) => Number.isFinite(n) && n > 0);
const count = (n: number) => Math.max(0, Math.trunc(Number(n) || 0));

/** The shape that a form asks for. */
export function shapeOf(f: Figures): SeatShape {
  const floors: Record<SeatFloor['kind'], () => SeatFloor> = {
    empty: () => ({ kind: 'empty' }),
    rows: () => ({ kind: 'rows', rows: count(f.rows), seats: count(f.seats), aisles: whole(f.aisles), tables: f.desks }),
    u_shape: () => ({ kind: 'u_shape', base: count(f.base), legs: count(f.legs) }),
    hollow_square: () => ({ kind: 'hollow_square', across: count(f.across), along: count(f.along) }),
    board: () => ({ kind: 'board', across: count(f.across), heads: count(f.heads) }),
    rounds: () => ({ kind: 'rounds', tables: count(f.tables), seats: count(f.round) }),
  };
  return { podium: whole(f.podium), floor: floors[f.kind]() };
}

/** What somebody likes, in a line. */
export const likes = (known: readonly Preference[] | undefined, id: string): string => {
  const one = known?.find((preference) => preference.id === id);
  return one ? [one.drink, one.wishes].filter(Boolean).join('；') : '';
};
