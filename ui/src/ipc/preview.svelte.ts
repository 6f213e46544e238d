// A paper to be looked at before it is printed or saved.
import type { PaperInfo } from './types';

class Preview {
  /** How the paper that is looked at is laid out; null while none is. */
  lay = $state.raw<(() => Promise<PaperInfo>) | null>(null);

  /** Lays a paper out and shows its pages. */
  show(lay: () => Promise<PaperInfo>): void {
    this.lay = lay;
  }

  /** Nobody looks any more. */
  close(): void {
    this.lay = null;
  }
}

/** The paper that is looked at in this window. */
export const preview = new Preview();
