// Papers on their way out: laid out, then saved where the user says.
import { desk } from './client';
import type { PaperInfo } from './types';

/** Lays a paper out and saves it; where it lies, or null when nobody chose a place. */
export async function savePaper(layOut: () => Promise<PaperInfo>, name: (info: PaperInfo) => string): Promise<string | null> {
  const info = await layOut();
  const path = await desk.pickSave(name(info));
  if (path !== null) await desk.paperSave(info.edition, path);
  return path;
}
