// What keeps a block in its place, from the board: parked, held, confirmed,
// locked.
import { desk, Refused, type BoardMeeting } from '$ipc';
import { errorText, stamp, t, titleOf } from '$i18n';
import { toasts } from '$shared/toasts.svelte';
import type { Keep } from './keys';

/** What of a meeting it goes by. */
type Kept = Pick<BoardMeeting, 'id' | 'title' | 'when' | 'lock'>;

const acts: Record<Keep, (meeting: Kept) => Promise<string>> = {
  park: async ({ id, title, when }) => {
    await desk.parkMeeting(id, when.date, when.start_minute, when.end_minute);
    return t('lane.parked_toast', { title: titleOf(title) });
  },
  hold: async ({ id }) => t('hold.made', { when: stamp(await desk.holdMeeting(id, null)) }),
  confirm: async ({ id }) => {
    await desk.setState(id, 'confirmed', '');
    return t('hold.confirmed');
  },
  lock: async ({ id, lock }) => {
    await desk.lockMeeting(id, !lock, !lock, '');
    return t(lock ? 'lock.undone' : 'lock.done');
  },
};

/** Does it and says so; where the room is taken meanwhile, `onrefused` shows what is free. */
export async function keep(what: Keep, meeting: Kept, onrefused: () => void): Promise<void> {
  try {
    toasts.say(await acts[what](meeting));
  } catch (error) {
    if (error instanceof Refused && error.refusal.kind === 'clash') onrefused();
    else toasts.say(errorText(error), 'bad');
  }
}
