// The list of what is next: whose tasks, and confirming one of them.
import { desk, Refused, type Department, type DueTask, type Name, type Refusal } from '$ipc';

export const departments: readonly Department[] = ['centre', 'meeting_service', 'technical', 'security', 'environment', 'procurement', 'building'];

const KEPT = 'steward.department';

/** The department whose tasks this workstation shows; kept over restarts. */
export class Whose {
  #department = $state<Department | ''>(kept());

  /** The department; empty for all. */
  get department(): Department | '' {
    return this.#department;
  }

  set department(department: Department | '') {
    this.#department = department;
    try {
      localStorage.setItem(KEPT, department);
    } catch {
      // A full or forbidden store only means that the choice is not kept.
    }
  }
}

function kept(): Department | '' {
  try {
    const found = localStorage.getItem(KEPT) ?? '';
    return (departments as readonly string[]).includes(found) ? (found as Department) : '';
  } catch {
    return '';
  }
}

/** The choice of this window, the same in the side list and on the full screen. */
export const whose = new Whose();

/** One confirmation on its way. */
export class Confirming {
  by = $state('');
  note = $state('');
  reason = $state('');
  /** What comes before and is open: then a reason is asked for. */
  before = $state.raw<Name[]>([]);
  /** Why the desk said no, other than for want of a reason. */
  refusal = $state.raw<Refusal | null>(null);
  busy = $state(false);

  constructor(readonly task: DueTask, operator: string) {
    this.by = operator;
    this.before = task.waiting_for;
  }

  /** Whether a reason is needed and missing, or nobody is named. */
  get incomplete(): boolean {
    return this.by.trim() === '' || (this.before.length > 0 && this.reason.trim() === '');
  }

  /** Confirms; true when the desk took it. */
  async confirm(): Promise<boolean> {
    this.busy = true;
    this.refusal = null;
    try {
      await desk.confirm(this.task.key, this.by.trim(), this.note.trim(), this.reason.trim());
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.refusal.kind === 'comes_before') this.before = error.refusal.detail;
      else this.refusal = error.refusal;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
