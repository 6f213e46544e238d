// A booking that comes again, or one of a series that is changed: the rule, its
// dates with what stands in the way of each, and what was chosen for those.
import { desk, Refused, type Draft, type Every, type OfferView, type OnHoliday, type Refusal, type Repeat, type SeriesChoice, type SeriesDate, type SeriesPreview, type SeriesScope, type SeriesTaking } from '$ipc';
import { addDays, weekday } from '$i18n';

/** Milliseconds of rest before the desk is asked. */
const REST = 250;

/** On which days, as the form offers them; none is a single booking. */
export type By = 'none' | 'day' | 'working_day' | 'week' | 'month_day' | 'month_weekday';
export const BYS: readonly By[] = ['none', 'day', 'working_day', 'week', 'month_day', 'month_weekday'];
export const ON_HOLIDAY: readonly OnHoliday[] = ['skip', 'after', 'before', 'keep'];
export const SCOPES: readonly SeriesScope[] = ['one', 'following', 'all'];

/** Which week of its month a date is in, from 1; the fifth is the last. */
export function weekOf(date: string): number {
  return Math.ceil(Number(date.slice(8, 10)) / 7);
}

export class Repeating {
  by = $state<By>('none');
  interval = $state('1');
  /** Weekdays, Monday 1; that of the first day when none. */
  days = $state<number[]>([]);
  ends = $state<'count' | 'until'>('count');
  count = $state('10');
  until = $state('');
  onHoliday = $state<OnHoliday>('skip');
  /** Of a meeting that is of a series: which of it the change is for. */
  scope = $state<SeriesScope>('one');

  preview = $state.raw<SeriesPreview | null>(null);
  /** Why there are no dates. */
  refused = $state.raw<Refusal | null>(null);
  /** What was chosen, by date. */
  choices = $state.raw<ReadonlyMap<string, SeriesTaking>>(new Map());

  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The meeting that is changed; none for a new booking. */
  constructor(readonly meeting: string | null) {}

  /** Whether more than one booking is meant. */
  get on(): boolean {
    return this.meeting === null ? this.by !== 'none' : this.scope !== 'one';
  }

  /** The rule from a first day on; none without a day. */
  rule(date: string | null): Repeat | null {
    if (this.by === 'none' || date === null) return null;
    const every: Every =
      this.by === 'week' ? { by: 'week', days: [...this.days].sort((a, b) => a - b) }
      : this.by === 'month_day' ? { by: 'month_day', day: Number(date.slice(8, 10)) }
      : this.by === 'month_weekday' ? { by: 'month_weekday', week: weekOf(date), weekday: weekday(date) }
      : { by: this.by };
    const whole = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0);
    const ends = this.ends === 'count' ? { count: whole(this.count) } : { until: this.until || addDays(date, 90) };
    return { every, interval: whole(this.interval), ends, except: [], on_holiday: this.onHoliday };
  }

  /** Dates that are held. */
  get held(): number {
    return this.preview?.dates.filter((one) => one.date !== null && this.choices.get(one.planned)?.way !== 'skip').length ?? 0;
  }

  /** Dates whose room is taken. */
  get taken(): readonly SeriesDate[] {
    return this.preview?.dates.filter((one) => one.refusal !== null) ?? [];
  }

  /** Those about which nothing was chosen. */
  get open(): number {
    return this.taken.filter((one) => !this.choices.has(one.planned)).length;
  }

  /** What is free instead of a date. */
  offers(one: SeriesDate): readonly OfferView[] {
    return one.refusal?.kind === 'clash' ? one.refusal.detail.offers.filter((offer) => !offer.gives_way).slice(0, 6) : [];
  }

  /** Chooses for a date: left out, an enquiry, or an offer by its place. */
  choose(one: SeriesDate, way: string): void {
    const choices = new Map(this.choices);
    const offer = this.offers(one)[Number(way)];
    if (way === '') choices.delete(one.planned);
    else if (way === 'skip' || way === 'enquiry') choices.set(one.planned, { way });
    else if (offer) choices.set(one.planned, { way: 'instead', room: offer.room, layout: offer.layout, date: offer.when.date, start_minute: offer.when.start_minute, end_minute: offer.when.end_minute });
    this.choices = choices;
  }

  /** The same for all about which nothing was chosen. */
  chooseRest(way: 'skip' | 'enquiry'): void {
    this.choices = new Map([...this.choices, ...this.taken.filter((one) => !this.choices.has(one.planned)).map((one) => [one.planned, { way }] as const)]);
  }

  /** Asks the desk for the dates after a rest; follows what it reads. */
  watch(draft: Draft): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const [rule, scope] = [this.rule(draft.date), this.scope];
    if (!this.on || draft.date === null || (!draft.all_day && (draft.start_minute === null || draft.end_minute === null))) {
      this.preview = null;
      this.refused = null;
      return;
    }
    this.#timer = setTimeout(() => {
      void this.#ask(draft, rule, scope).then(
        (preview) => {
          if (turn !== this.#turn) return;
          this.preview = preview;
          this.refused = null;
          this.choices = new Map([...this.choices].filter(([planned]) => this.taken.some((one) => one.planned === planned)));
        },
        (error: unknown) => {
          if (turn !== this.#turn) return;
          this.preview = null;
          this.refused = error instanceof Refused ? error.refusal : null;
        },
      );
    }, REST);
  }

  async #ask(draft: Draft, rule: Repeat | null, scope: SeriesScope): Promise<SeriesPreview | null> {
    if (this.meeting !== null) return { told: { zh: '', en: '' }, dates: await desk.amendSeriesPreview(this.meeting, draft, scope), unannounced: [], cut: false };
    return rule === null ? null : await desk.seriesPreview(draft, rule);
  }

  /** Saves every date; the meeting to show, or none when there is nothing to save. */
  async save(draft: Draft): Promise<string | null> {
    const choices: SeriesChoice[] = [...this.choices].map(([planned, take]) => ({ planned, take }));
    if (this.meeting !== null) {
      await desk.amendSeries(this.meeting, draft, this.scope, choices);
      return this.meeting;
    }
    const rule = this.rule(draft.date);
    if (rule === null) return null;
    return (await desk.bookSeries(draft, rule, choices)).meetings[0] ?? null;
  }
}
