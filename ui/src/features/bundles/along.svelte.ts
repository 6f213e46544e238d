// Taking changes along: for whom, to which file, and what was written.
import { desk, type BundleMade, type StationRow } from '$ipc';
import { localDay, t } from '$i18n';
import { writeErrorText } from '$i18n/writing';

/** How many days back, where it is not for one station. */
const DAYS = { day: 1, week: 7 } as const;

/** One time of taking along; for as long as its dialog is open. */
export class Along {
  /** The station it is for; otherwise any: all there is when empty, or a name of DAYS. */
  whom = $state('');
  path = $state('');
  busy = $state(false);
  /** Why it was not written. */
  fault = $state('');
  /** What was written. */
  made = $state.raw<BundleMade | null>(null);

  constructor(readonly stations: readonly StationRow[], readonly now: string) {
    // Whoever lacks most is whom it is most likely for.
    this.whom = this.others.toSorted((a, b) => b.not_there - a.not_there)[0]?.id ?? '';
  }

  /** Stations it can be taken to. */
  get others(): readonly StationRow[] {
    return this.stations.filter((one) => !one.is_me && one.state === 'active');
  }

  get chosen(): StationRow | undefined {
    return this.others.find((one) => one.id === this.whom);
  }

  /** Since when, where it is what came of late. */
  get since(): string | null {
    const days = Object.entries(DAYS).find(([name]) => name === this.whom)?.[1];
    return days ? new Date(Date.parse(this.now) - days * 86_400_000).toISOString() : null;
  }

  /** How much that is, as far as is known before. */
  get amount(): string {
    if (!this.chosen) return t(this.since ? 'along.of_late' : 'along.everything');
    return this.chosen.not_there > 0 ? t('along.lacks', { n: this.chosen.not_there }) : t('along.lacks_nothing');
  }

  /** Asks where to; nothing changes when the person thought better of it. */
  async pick(): Promise<void> {
    const name = t('along.file_name', { name: this.chosen?.name ?? t('along.all_short'), date: localDay(this.now) });
    try {
      this.path = (await desk.pickSave(name)) ?? this.path;
    } catch (error) {
      this.fault = writeErrorText(error);
    }
  }

  async run(): Promise<void> {
    const path = this.path.trim();
    if (path === '' || this.busy) return;
    this.busy = true;
    this.fault = '';
    try {
      this.made = await desk.bundleExport({ addressee: this.chosen?.id ?? null, since: this.since, part_size: null }, path);
    } catch (error) {
      this.fault = writeErrorText(error);
    } finally {
      this.busy = false;
    }
  }
}
