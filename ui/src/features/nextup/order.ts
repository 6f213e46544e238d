// Tasks as people read them.
import type { DueTask, Progress, Work } from '$ipc/types';
import type { Tone } from '$shared/tones';

/** Past due and undone. */
export function isLate(progress: Progress): boolean {
  return progress === 'overdue' || progress === 'reminded' || progress === 'escalated';
}

/** Done, for whatever time. */
export function isDone(progress: Progress): boolean {
  return progress === 'done' || progress === 'done_for_old_time';
}

/** Colour of the kind of work; its name stands beside it. */
export function toneOf(work: Work): Tone {
  switch (work) {
    case 'check':
    case 'room':
      return 'dai';
    case 'tea':
      return 'jade';
    case 'security':
    case 'greeting':
      return 'plum';
    case 'desk':
      return 'amber';
    default:
      return 'plain';
  }
}

/** Level 1 to 3 of a check task by its item key `check-2`; undefined for others. */
export function levelOf(task: Pick<DueTask, 'work' | 'key'>): 1 | 2 | 3 | undefined {
  const level = task.work === 'check' ? /(?:^|\D)([123])$/.exec(task.key.item)?.[1] : undefined;
  return level ? (Number(level) as 1 | 2 | 3) : undefined;
}

/** Parts of the full list: late, within the hour, later. */
export function parts(tasks: readonly DueTask[], now: number): { late: DueTask[]; hour: DueTask[]; later: DueTask[] } {
  const found = { late: [] as DueTask[], hour: [] as DueTask[], later: [] as DueTask[] };
  for (const task of tasks) {
    const due = Date.parse(task.due);
    (isLate(task.progress) || due < now ? found.late : due - now <= 3_600_000 ? found.hour : found.later).push(task);
  }
  return found;
}

/** What the moment's progress is: the desk's, moved on by the clock between its answers. */
export function progressNow(task: Pick<DueTask, 'progress' | 'due'>, now: number): Progress {
  const past = now > Date.parse(task.due);
  return past && (task.progress === 'open' || task.progress === 'waiting') ? 'overdue' : task.progress;
}
