// What waits for a person, and deciding it: clashes, records that ended on one
// side and were edited on the other, fields written apart, what a station wrote
// and might not.
import { desk, Refused, type InboxEntry, type RemedyView } from '$ipc';
import { errorText, fieldName, nameOf, t, titleOf } from '$i18n';
import { toasts } from '$shared/toasts.svelte';

/** Names an entry among the others. */
export function keyOf(entry: InboxEntry): string {
  switch (entry.kind) {
    case 'clash':
      return `clash ${entry.clash.key.kind} ${entry.clash.key.first} ${entry.clash.key.second}`;
    case 'ended':
      return `ended ${entry.ended.id}`;
    case 'field':
      return `${entry.field.id} ${entry.field.field}`;
    case 'refused':
      return `refused ${entry.refused.station}`;
    case 'waiting':
      return `waiting ${entry.waiting.meeting.id}`;
  }
}

/** How many choices an entry has without asking further. */
export function choices(entry: InboxEntry): number {
  return entry.kind === 'field' ? entry.field.versions.length : entry.kind === 'ended' ? 2 : entry.kind === 'waiting' ? 1 : 0;
}

/** The entries with the one that the keys are for. */
export class Inbox {
  /** The entry that the keys are for. */
  at = $state('');
  /** The entry that is being decided. */
  busy = $state('');
  /** The choice that a digit named and Enter takes. */
  armed = $state<number | null>(null);

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
    if (entry) this.goTo(entry);
    return to;
  }

  /** Gives an entry the keys. What was armed elsewhere is not taken here. */
  goTo(entry: InboxEntry): void {
    const key = keyOf(entry);
    if (this.at !== key) this.armed = null;
    this.at = key;
  }

  /**
   * Takes one of a field's versions, 0 being the one that is shown. Others may
   * have come in since this one was drawn: nothing is decided that was not read.
   */
  async take(entry: InboxEntry, version: number): Promise<void> {
    if (entry.kind !== 'field') return;
    const name = entry.field.versions[version]?.name;
    if (name !== undefined) await this.#decide(entry, { take: 'version', name });
  }

  /** Writes something else into a field. Whether it was taken. */
  async write(entry: InboxEntry, text: string): Promise<boolean> {
    return this.#decide(entry, { take: 'write', text });
  }

  /** Takes a way out of a clash. */
  async resolve(entry: InboxEntry, way: RemedyView, why: string): Promise<void> {
    if (entry.kind !== 'clash') return;
    await this.#doing(entry, () => desk.resolve(entry.clash.key, way.remedy, why.trim()), t('inbox.clash_done'));
  }

  /** Leaves a clash as it is, for a reason. */
  async leave(entry: InboxEntry, why: string): Promise<void> {
    if (entry.kind !== 'clash') return;
    await this.#doing(entry, () => desk.tolerate(entry.clash.key, why.trim()), t('meeting.settled'));
  }

  /** What ended stays so, or comes back with the edits. */
  async end(entry: InboxEntry, keep: boolean): Promise<void> {
    if (entry.kind !== 'ended' || !(await this.#isAsRead(entry))) return;
    const { record_kind, id, title } = entry.ended;
    await this.#doing(entry, () => desk.decideEnded(record_kind, id, keep), t(keep ? 'inbox.kept_ended' : 'inbox.came_back', { title }));
  }

  /** What a station wrote and might not was looked at. */
  async note(entry: InboxEntry, note: string): Promise<void> {
    if (entry.kind !== 'refused' || !(await this.#isAsRead(entry))) return;
    const { station, station_name } = entry.refused;
    await this.#doing(entry, () => desk.noteRefused(station, note.trim()), t('refused.noted', { station: station_name }));
  }

  /** The station is shut out. */
  async shutOut(entry: InboxEntry, why: string): Promise<void> {
    if (entry.kind !== 'refused') return;
    const { station, station_name } = entry.refused;
    await this.#doing(entry, () => desk.revokeStation(station, why.trim()), t('refused.shut_out', { station: station_name }));
  }

  /** Puts who waits where they can be put. */
  async place(entry: InboxEntry): Promise<void> {
    if (entry.kind !== 'waiting') return;
    const { meeting, place } = entry.waiting;
    await this.#doing(entry, () => desk.placeWaiting(meeting.id), t('waiting.placed', { title: titleOf(meeting.title), room: nameOf(place?.room_name) }));
  }

  async #decide(entry: InboxEntry, choice: Parameters<typeof desk.decide>[2]): Promise<boolean> {
    if (entry.kind !== 'field' || !(await this.#isAsRead(entry))) return false;
    const { id, field, title } = entry.field;
    return this.#doing(entry, () => desk.decide(id, field, choice), t('inbox.taken', { title, field: fieldName(field) }));
  }

  /** Whether nothing came in about an entry since it was drawn. */
  async #isAsRead(entry: InboxEntry): Promise<boolean> {
    if (this.busy) return false;
    this.busy = keyOf(entry);
    try {
      const now = (await desk.inbox()).find((one) => keyOf(one) === keyOf(entry));
      if (now && said(now) === said(entry)) return true;
      toasts.say(t('inbox.moved_on'), 'bad');
    } catch (error) {
      toasts.say(errorText(error), 'bad');
    } finally {
      this.busy = '';
    }
    return false;
  }

  async #doing(entry: InboxEntry, act: () => Promise<unknown>, done: string): Promise<boolean> {
    if (this.busy) return false;
    const key = keyOf(entry);
    this.busy = key;
    // The next one takes the place of the one that goes.
    const follower = this.entries()[this.index + 1] ?? this.entries()[this.index - 1];
    try {
      await act();
      if (follower && this.at === key) this.goTo(follower);
      toasts.say(done);
      return true;
    } catch (error) {
      toasts.say(error instanceof Refused && error.refusal.kind === 'moved_on' ? t('inbox.moved_on') : errorText(error), 'bad');
      return false;
    } finally {
      this.busy = '';
      this.armed = null;
    }
  }
}

/** What was read of an entry. */
function said(entry: InboxEntry): string {
  if (entry.kind === 'refused') return JSON.stringify([entry.refused.count, entry.refused.unsigned_count, entry.refused.aside, entry.refused.at]);
  if (entry.kind === 'field') return JSON.stringify(entry.field.versions.map(({ name, text }) => [name, text]));
  return entry.kind === 'ended' ? JSON.stringify([entry.ended.end.name, entry.ended.edits.map((edit) => edit.version.name)]) : '';
}
