// What the shell tells the page besides changes: a sound to make, a window that
// is being closed.
import { events } from './bindings';
import type { ReminderTone } from './types';

/** Calls back with the tone of reminders as they are posted, and when the
 *  window is being closed and a person must say what that means. */
export async function onTold(rang: (tone: ReminderTone) => void, closing: () => void): Promise<void> {
  await events.rang.listen((event) => rang(event.payload.tone));
  await events.closeAsked.listen(() => closing());
}
