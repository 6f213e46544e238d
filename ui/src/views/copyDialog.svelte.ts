// Copying a meeting is one dialog for all screens.

class CopyDialog {
  /** The meeting that is being copied. */
  meeting = $state.raw<string | null>(null);

  /** Opens it. */
  copy(meeting: string): void {
    this.meeting = meeting;
  }

  /** Closes it. */
  close(): void {
    this.meeting = null;
  }
}

/** The copying of this window. */
export const copyDialog = new CopyDialog();
