// A list on its way in: file, columns and rooms, rows, taken in.
import { desk } from '$ipc';
import type { IntakeColumn, IntakeFate, IntakeKind, IntakeOptions, IntakeReport, IntakeRow } from '$ipc/types';
import { lang } from '$i18n';

export type Shown = 'all' | IntakeFate;
export const SHOWN: readonly Shown[] = ['all', 'added', 'changed', 'same', 'unclear', 'clash', 'skipped'];

/** How many rows of a report each filter shows. */
export function counts(report: IntakeReport): Record<Shown, number> {
  const sums = Object.fromEntries(SHOWN.map((shown) => [shown, 0])) as Record<Shown, number>;
  for (const row of report.rows) sums[row.fate] += 1;
  sums.all = report.rows.length;
  return sums;
}

/** A spreadsheet's letter of a column that is counted from 0: A, B, … AA. */
export function letter(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(65 + (at % 26));
}

export class ListIntake {
  path = $state('');
  report = $state.raw<IntakeReport | null>(null);
  shown = $state<Shown>('all');
  busy = $state(false);
  options = $state.raw<IntakeOptions>(this.#nothing());
  sums = $derived(this.report ? counts(this.report) : null);
  rows = $derived<readonly IntakeRow[]>(this.report?.rows.filter((row) => this.shown === 'all' || row.fate === this.shown) ?? []);
  /** How many would be written. */
  writes = $derived(this.report ? this.report.added + this.report.changed : 0);

  constructor(readonly kind: IntakeKind) {}

  #nothing(): IntakeOptions {
    return { sheet: null, columns: [], rooms: {}, skip: [], with_clashes: false, language: lang.now };
  }

  /** Looks at a file, or at the same one with other options. */
  async look(path: string, options: IntakeOptions = this.#nothing()): Promise<void> {
    this.busy = true;
    try {
      this.report = await desk.intakePreview(this.kind, path, options);
      if (path !== this.path) this.shown = 'all';
      this.path = path;
      this.options = options;
    } finally {
      this.busy = false;
    }
  }

  again(change: Partial<IntakeOptions>): Promise<void> {
    return this.look(this.path, { ...this.options, ...change });
  }

  hold(at: number, column: IntakeColumn | null): Promise<void> {
    // Once somebody says what a column is, all that is known is said with it.
    const said = new Map(this.report?.heads.map((head) => [head.at, head.column]) ?? []);
    for (const [other, had] of said) if (column !== null && had === column) said.set(other, null);
    said.set(at, column);
    return this.again({ columns: [...said].map(([place, what]) => ({ at: place, column: what })) });
  }

  room(word: string, room: string | null | undefined): Promise<void> {
    const rooms = { ...this.options.rooms };
    if (room === undefined) delete rooms[word];
    else rooms[word] = room;
    return this.again({ rooms });
  }

  skip(row: number, out: boolean): Promise<void> {
    const skip = this.options.skip.filter((one) => one !== row);
    return this.again({ skip: out ? [...skip, row] : skip });
  }

  async apply(): Promise<IntakeReport> {
    this.busy = true;
    try {
      const done = await desk.intakeApply(this.kind, this.path, this.options);
      this.report = done;
      return done;
    } finally {
      this.busy = false;
    }
  }

  reset() {
    this.report = null;
    this.path = '';
    this.shown = 'all';
    this.options = this.#nothing();
  }
}
