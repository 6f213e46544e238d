// What was written apart and waits for a person, and deciding it.
import { desk, type InboxEntry } from '$ipc';
import { errorText, fieldName, t } from '$i18n';
import { toasts } from '$shared/toasts.svelte';

/** Names an entry among the others. */
export function keyOf(entry: Pick<InboxEntry, 'id' | 'field'>): string {
  return `${entry.id} ${entry.field}`;
}

/** The entries with the one that the keys are for. */
export class Inbox {
  /** The entry that the keys are for. */
  at = $state('');
  /** The entry that is being decided. */
  busy = $state('');

  constructor(readonly entries: () => readonly InboxEntry[]) {}

  /** Where the keys are; the first entry when theirs is gone. */
  get index(): number {
    return Math.max(0, this.entries().findIndex((entry) => keyOf(entry) === this.at));
  }

  /** The entry that the keys are for. */
  get current(): InboxEntry | undefined {
    return this.entries()[this.index];
  }

  /** Goes up or down; where that is. */
  move(by: number): number {
    const to = Math.min(this.entries().length - 1, Math.max(0, this.index + by));
    const entry = this.entries()[to];
    if (entry) this.at = keyOf(entry);
    return to;
  }

  /**
   * Takes one version. The desk counts versions as they are now, and more may
   * have come in since this one was drawn: nothing is decided that was not read.
   */
  async take(entry: InboxEntry, version: number): Promise<void> {
    if (this.busy || !entry.versions[version]) return;
    const key = keyOf(entry);
    this.busy = key;
    // The next one takes the place of the one that goes.
    const follower = this.entries()[this.index + 1] ?? this.entries()[this.index - 1];
    try {
      const now = (await desk.inbox()).find((one) => keyOf(one) === key);
      if (!now || !sameVersions(now, entry)) return toasts.say(t('inbox.moved_on'), 'bad');
      await desk.decide(entry.id, entry.field, version);
      if (follower && this.at === key) this.at = keyOf(follower);
      toasts.say(t('inbox.taken', { title: entry.title, field: fieldName(entry.field) }));
    } catch (error) {
      toasts.say(errorText(error), 'bad');
    } finally {
      this.busy = '';
    }
  }
}

function sameVersions(one: InboxEntry, other: InboxEntry): boolean {
  const said = (entry: InboxEntry) => JSON.stringify(entry.versions.map(({ text, by, station, at }) => [text, by, station, at]));
  return said(one) === said(other);
}
