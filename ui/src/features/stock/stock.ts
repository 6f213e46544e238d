// Stock as it is looked through and edited; lines of the pick-list and of a
// procurement notice as they are filled in.
import type { BuyLineView, Move, Name, PickLine, PickMeeting, StockItem, StockRow } from '$ipc/types';
import type { Tone } from '$shared/tones';
import { NEW } from '$shared/ids';

/** What can be noted by hand, in the order of use. */
export const MOVES: readonly Move[] = ['in', 'taken', 'returned', 'used', 'broken', 'counted'];

export function blankItem(name: Name = { zh: '', en: '' }, unit: Name = { zh: '', en: '' }): StockItem {
  return { id: NEW, name: { ...name }, unit: { ...unit }, location: '', minimum: 0, returns: false, retired: false };
}

export function hasName(item: StockItem): boolean {
  return item.name.zh.trim() !== '' || item.name.en.trim() !== '';
}

/** Rows whose name or place holds every word. */
export function found(rows: readonly StockRow[], words: string): StockRow[] {
  const wanted = words.trim().toLowerCase().split(/\s+/u).filter((word) => word !== '');
  return rows.filter(({ item }) => {
    const text = `${item.name.zh} ${item.name.en} ${item.location}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** How an item stands: short before scarce. */
export function toneOf(row: StockRow): Tone {
  if (row.item.retired) return 'plain';
  if (row.on_hand < 0 || row.endangered.length > 0) return 'cinnabar';
  return row.below ? 'amber' : 'jade';
}

/** What is out of a line and nobody said anything about. */
export function openOf(line: PickLine): number {
  return Math.max(0, line.taken - line.back - line.gone);
}

/** What a line begins with when goods come back: all that returns, nothing of
 *  what is used up. */
export function usualBack(line: PickLine): { back: number; gone: number } {
  return { back: line.returns ? openOf(line) : 0, gone: 0 };
}

/** Whether something of a meeting's goods can be taken at all. */
export function canTake(one: PickMeeting): boolean {
  return one.lines.some((line) => line.stock !== null && line.count > 0);
}

/** A line of a procurement notice being filled in. */
export interface Wanted { line: BuyLineView; count: number; on: boolean }

/** What was proposed, all of it ticked; what was changed by hand stays. */
export function wantedOf(lines: readonly BuyLineView[], before: readonly Wanted[]): Wanted[] {
  const key = (line: BuyLineView) => [line.item.zh, line.unit.zh, line.why ?? '', ...line.meetings.map((one) => one.id)].join(' ');
  const known = new Map(before.map((one) => [key(one.line), one]));
  return lines.map((line) => {
    const was = known.get(key(line));
    const touched = was && was.count !== was.line.count ? was.count : line.count;
    return { line, count: touched, on: was?.on ?? true };
  });
}
