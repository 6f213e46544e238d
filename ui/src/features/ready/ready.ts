// How a department stands, for colours and marks.
import type { ReadyDepartment } from '$ipc/types';
import type { Tone } from '$shared/tones';

/** The colour of a state. */
export function readyTone(readiness: ReadyDepartment['readiness']): Tone {
  switch (readiness) {
    case 'passed':
    case 'reported':
      return 'jade';
    case 'failed':
      return 'cinnabar';
    case 'incomplete':
    case 'for_old_time':
      return 'amber';
    case 'not_reported':
      return 'plain';
  }
}

/** Whether it should have reported by now, and the notice asks it. */
export function late(one: Pick<ReadyDepartment, 'demanded' | 'progress'>): boolean {
  return one.demanded && (one.progress === 'overdue' || one.progress === 'reminded' || one.progress === 'escalated');
}
