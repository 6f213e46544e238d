// Bringing bundles in: which files, what is in them, what came of it.
import { desk, type BundleReport } from '$ipc';
import { errorText } from '$i18n';

/** One time of bringing in; for as long as its dialog is open. */
export class Bringing {
  paths = $state.raw<readonly string[]>([]);
  busy = $state(false);
  fault = $state('');
  /** What is in the files, or what came of them. */
  report = $state.raw<BundleReport | null>(null);

  /** Whether it was taken in. */
  get done(): boolean {
    return this.report?.taken != null;
  }

  /** Whether some file cannot be used. */
  get spoiled(): boolean {
    return this.report?.files.some((file) => file.fault) ?? false;
  }

  get ready(): boolean {
    return this.report !== null && !this.spoiled && !this.done && this.report.bundles.length > 0;
  }

  /** Asks for files and looks at them. */
  async pick(): Promise<void> {
    try {
      await this.add(await desk.pickBundles());
    } catch (error) {
      this.fault = errorText(error);
    }
  }

  /** Looks at further files. */
  async add(paths: readonly string[]): Promise<void> {
    const all = new Set([...this.paths, ...paths.map((path) => path.trim()).filter((path) => path !== '')]);
    if (all.size > this.paths.length) await this.look([...all]);
  }

  /** Leaves a file out. */
  async remove(path: string): Promise<void> {
    await this.look(this.paths.filter((one) => one !== path));
  }

  /** Takes in what is in the files. */
  async run(): Promise<void> {
    if (!this.ready) return;
    await this.ask(() => desk.bundleImport([...this.paths]));
  }

  /** Begins anew. */
  again(): void {
    this.paths = [];
    this.report = null;
    this.fault = '';
  }

  private async look(paths: readonly string[]): Promise<void> {
    this.paths = paths;
    if (paths.length === 0) return this.again();
    await this.ask(() => desk.bundleInspect([...paths]));
  }

  private async ask(asked: () => Promise<BundleReport>): Promise<void> {
    const paths = this.paths;
    this.busy = true;
    this.fault = '';
    try {
      const report = await asked();
      // Files were added or left out meanwhile: their answer is on its way.
      if (this.paths === paths) this.report = report;
    } catch (error) {
      this.fault = errorText(error);
    } finally {
      if (this.paths === paths) this.busy = false;
    }
  }
}
