// Cancelling a meeting asks why, from whatever screen.
import type { When } from '$ipc';

interface Asked { id: string; title: string; when: When }

class CancelDialog {
  /** The meeting that is about to be cancelled. */
  asked = $state.raw<Asked | null>(null);

  /** Asks. */
  ask(meeting: Asked): void {
    this.asked = meeting;
  }

  /** Closes without cancelling. */
  close(): void {
    this.asked = null;
  }
}

/** The question of this window. */
export const cancelDialog = new CancelDialog();
