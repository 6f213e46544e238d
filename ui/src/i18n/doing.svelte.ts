// An act and what is said of it: busy while it runs, then what was done, or why
// it was not.
import { desk, underWay } from '$ipc';
import { savePaper } from '$ipc/paper';
import type { PaperInfo } from '$ipc/types';
import { toasts } from '$shared/toasts.svelte';
import { errorText } from './sentences';
import { t } from './words.svelte';

export class Doing {
  /** Something is under way; another act waits for the user to ask again. */
  busy = $state(false);

  /** Does it and says `said`, or what the act answers when that is for its
   *  answer to tell: null there says nothing, the user called it off. Whether
   *  it was done. */
  async run(act: () => Promise<unknown>, said?: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const answer = await underWay(act);
      const word = said ?? answer;
      if (typeof word === 'string' && word !== '') toasts.say(word);
      return said !== undefined || answer !== null;
    } catch (error) {
      toasts.say(errorText(error), 'bad');
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Writes a file where the user says, and says where it lies. */
  file<T>(name: string, write: (path: string) => Promise<T>, said: (path: string, answer: T) => string = (path) => t('bulletin.saved', { path })): Promise<boolean> {
    return this.run(async () => {
      const path = await desk.pickSave(name);
      return path === null ? null : said(path, await write(path));
    });
  }

  /** Lays a paper out, saves it where the user says, and says where it lies. */
  save(lay: () => Promise<PaperInfo>, name: (info: PaperInfo) => string): Promise<boolean> {
    return this.run(async () => {
      const path = await savePaper(lay, name);
      return path === null ? null : t('bulletin.saved', { path });
    });
  }
}
