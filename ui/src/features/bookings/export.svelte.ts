// Writing the bookings shown into a calendar file.

import { desk } from '$ipc';
import { t } from '$i18n';

export class Exporter {
  busy = $state(false);

  /** Asks where to, and writes; the sentence for the person, none when they changed their mind. */
  async run(from: string, to: string): Promise<string | null> {
    this.busy = true;
    try {
      const span = from === to ? from : `${from}_${to}`;
      const path = await desk.pickSave(`${t('bookings.export_name')}-${span}.ics`);
      if (path === null) return null;
      const n = await desk.exportIcs(path, from, to);
      return t('bookings.exported', { n, path });
    } finally {
      this.busy = false;
    }
  }
}
