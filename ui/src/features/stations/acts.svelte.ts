// What a person does about a station: another name, out of service, another
// one in its place, shut out.
import { desk, type StationRow } from '$ipc';
import { errorText, t } from '$i18n';

export type Act = 'rename' | 'retire' | 'replace' | 'revoke';

/** One act on its way. */
export class Acting {
  /** The new name, or the reason. */
  text = $state('');
  /** The station that takes its place. */
  by = $state('');
  busy = $state(false);
  /** Why the desk did not take it. */
  fault = $state('');

  constructor(readonly act: Act, readonly station: StationRow) {
    if (act === 'rename') this.text = station.name;
  }

  /** Whether there is nothing to do yet. */
  get incomplete(): boolean {
    const text = this.text.trim();
    return text === '' || (this.act === 'rename' && text === this.station.name) || (this.act === 'replace' && this.by === '');
  }

  /** What is lost by retiring now, if anything could be; it is said before. */
  get warning(): string {
    if (this.act !== 'retire' && this.act !== 'replace') return '';
    if (this.station.state !== 'active') return '';
    if (!this.station.in_sight) return t('station.retire_unseen');
    return this.station.not_here > 0 ? t('station.retire_owing', { n: this.station.not_here }) : '';
  }

  /** Does it; what to say when it is done, or undefined when it was refused. */
  async run(): Promise<string | undefined> {
    if (this.incomplete || this.busy) return undefined;
    const [{ id, name }, text] = [this.station, this.text.trim()];
    this.busy = true;
    this.fault = '';
    try {
      switch (this.act) {
        case 'rename':
          await desk.renameStation(id, text);
          return t('station.renamed', { name: text });
        case 'retire':
          await desk.retireStation(id, text);
          return t('station.retired', { name });
        case 'replace':
          await desk.replaceStation(id, this.by, text);
          return t('station.replaced', { name });
        case 'revoke':
          await desk.revokeStation(id, text);
          return t('station.revoked', { name });
      }
    } catch (error) {
      this.fault = errorText(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}
