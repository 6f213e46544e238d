// Ticks from paper on their way in: a sheet, the line the hand is at, and what
// is typed for it. A line is entered whole or not at all.
import { desk, Refused } from '$ipc';
import type { PaperTick, Refusal, SheetLine, SheetView } from '$ipc/types';

/** What was typed for a line: `陈洁 1405`, or `1405` by whoever was last. */
export function readEntry(typed: string, last: string): { by: string; at: string } {
  const words = typed.trim().split(/\s+/u);
  const at = words.pop() ?? '';
  return { by: words.join(' ') || last, at };
}

/** Whether a line still waits for its tick. */
export const isOpen = (line: SheetLine): boolean => line.task.progress !== 'done';

/** The next line from one that waits; -1 when none does. */
export function nextOpen(lines: readonly SheetLine[], after: number): number {
  const behind = lines.findIndex((line, at) => at > after && isOpen(line));
  return behind >= 0 ? behind : lines.findIndex(isOpen);
}

/** What the desk asks before it takes a tick. */
export type Question = Extract<Refusal, { kind: 'odd_time' | 'done_before' | 'comes_before' }>;

const questions = new Set<Refusal['kind']>(['odd_time', 'done_before', 'comes_before']);

/** The entry of one sheet after another. */
export class Entry {
  /** The code or number that was asked for. */
  word = $state('');
  sheet = $state.raw<SheetView>();
  /** The line the hand is at. */
  at = $state(-1);
  typed = $state('');
  note = $state('');
  reason = $state('');
  /** Whoever was entered last; taken for the next line. */
  by = $state('');
  /** What must be answered before this line is taken. */
  question = $state.raw<Question>();
  /** Why it was not taken, when nothing can be answered. */
  refusal = $state.raw<Refusal>();
  /** Why no sheet was opened. */
  missing = $state.raw<Refusal>();
  busy = $state(false);
  /** How many were entered since the screen was opened. */
  entered = $state(0);

  #turn = 0;

  /** The line the hand is at. */
  get line(): SheetLine | undefined {
    return this.sheet?.lines[this.at];
  }

  /** Opens a sheet by a line's code or a meeting's number, at that line or at the first that is open. */
  async open(word: string): Promise<boolean> {
    const turn = ++this.#turn;
    this.missing = undefined;
    try {
      const sheet = await desk.sheet(word);
      if (turn !== this.#turn) return false;
      this.word = word;
      this.sheet = sheet;
      this.go(sheet.line ?? nextOpen(sheet.lines, -1));
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (turn === this.#turn) this.missing = error.refusal;
      return false;
    }
  }

  /** Reads the sheet again: somebody else may have entered a line. */
  async again(): Promise<void> {
    const shown = this.sheet;
    if (!shown) return;
    const sheet = await desk.sheet(shown.meeting.id);
    if (this.sheet?.meeting.id === sheet.meeting.id) this.sheet = { ...sheet, code: shown.code };
  }

  /** Goes to a line; what was typed for another is dropped with its questions. */
  go(at: number): void {
    if (at !== this.at) this.#clear();
    this.at = at;
  }

  /** The line above or below. */
  move(step: number): void {
    const lines = this.sheet?.lines.length ?? 0;
    if (lines) this.go(Math.min(Math.max(this.at + step, 0), lines - 1));
  }

  /** Enters what was typed; an empty line is passed over. True when the hand went on. */
  async enter(sure: Partial<Pick<PaperTick, 'odd_time' | 'once_more'>> = {}): Promise<boolean> {
    const line = this.line;
    if (!line || this.busy) return false;
    if (this.typed.trim() === '') {
      this.go(nextOpen(this.sheet?.lines ?? [], this.at));
      return true;
    }
    const { by, at } = readEntry(this.typed, this.by);
    this.busy = true;
    this.question = undefined;
    this.refusal = undefined;
    try {
      await desk.enterTick({ key: line.task.key, by, at, note: this.note.trim(), reason: this.reason.trim(), odd_time: this.#odd || !!sure.odd_time, once_more: this.#more || !!sure.once_more });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // What was answered stays answered while the line is the same.
      this.#odd ||= !!sure.odd_time;
      this.#more ||= !!sure.once_more;
      if (questions.has(error.refusal.kind)) this.question = error.refusal as Question;
      else this.refusal = error.refusal;
      return false;
    } finally {
      this.busy = false;
    }
    this.by = by;
    this.entered += 1;
    this.#clear();
    const entered = this.at;
    await this.again();
    this.at = nextOpen(this.sheet?.lines ?? [], entered);
    return true;
  }

  #odd = false;
  #more = false;

  #clear(): void {
    this.typed = '';
    this.note = '';
    this.reason = '';
    this.question = undefined;
    this.refusal = undefined;
    this.#odd = false;
    this.#more = false;
  }
}
