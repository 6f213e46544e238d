// The board of a day. Today's belongs to the whole window: the header counts by
// it, and whoever shows today draws the same answer instead of asking again.
import { clock, desk, query, type Board, type Query } from '$ipc';

/** Today's board, for the frame of the window; asked once for all of it. */
export function todaysBoard(): Query<Board> {
  return query(() => {
    void clock.minutes;
    return desk.board(null);
  });
}

/** The board of a day, for a component: today's own, or one asked for when `day` names another. */
export class DayBoard {
  /** What is asked beside today's; nothing while today is shown. */
  readonly other: Query<Board | undefined>;

  constructor(readonly today: () => Query<Board>, readonly day: () => string | null) {
    this.other = query(() => {
      const asked = day();
      if (asked === null) return Promise.resolve(undefined);
      void clock.minutes;
      return desk.board(asked);
    });
  }

  /** The board to draw; the one before stays while the asked one is on its way. */
  get data(): Board | undefined {
    const asked = this.day();
    if (asked === null) return this.today().data;
    const { data, error } = this.other;
    if (data?.date === asked) return data;
    // A day that could not be read is not shown as another one.
    return error === undefined ? (data ?? this.today().data) : undefined;
  }

  get error(): unknown {
    return this.day() === null ? this.today().error : this.other.error;
  }

  /** Asks again for the day that is shown. */
  again(): Promise<void> {
    return this.day() === null ? this.today().again() : this.other.again();
  }
}
