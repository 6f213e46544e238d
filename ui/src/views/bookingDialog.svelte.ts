// The booking form is one dialog for all screens.
import type { Draft } from '$ipc';

interface Request { meeting: string | null; draft: Partial<Draft>; saved?: ((id: string) => void) | undefined }

class BookingDialog {
  /** What is being booked or changed; none while closed. */
  request = $state.raw<Request | null>(null);

  /** Opens the form for a new booking, filled with what is known; `saved` hears of the meeting. */
  book(draft: Partial<Draft> = {}, saved?: (id: string) => void): void {
    this.request = { meeting: null, draft, saved };
  }

  /** Opens the form to change a meeting, with changes already put in. */
  amend(meeting: string, draft: Partial<Draft> = {}, saved?: (id: string) => void): void {
    this.request = { meeting, draft, saved };
  }

  /** Closes the form. */
  close(): void {
    this.request = null;
  }
}

/** The booking form of this window: `book({date, room, …})`, `amend(id)`. */
export const bookingDialog = new BookingDialog();
