// The booking form is one dialog for all screens.
import type { Draft } from '$ipc';

interface Request { meeting: string | null; draft: Partial<Draft> }

class BookingDialog {
  /** What is being booked or changed; none while closed. */
  request = $state.raw<Request | null>(null);

  /** Opens the form for a new booking, filled with what is known. */
  book(draft: Partial<Draft> = {}): void {
    this.request = { meeting: null, draft };
  }

  /** Opens the form to change a meeting, with changes already put in. */
  amend(meeting: string, draft: Partial<Draft> = {}): void {
    this.request = { meeting, draft };
  }

  /** Closes the form. */
  close(): void {
    this.request = null;
  }
}

/** The booking form of this window: `book({date, room, …})`, `amend(id)`. */
export const bookingDialog = new BookingDialog();
