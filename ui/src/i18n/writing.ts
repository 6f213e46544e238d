// Why a file could not be written, in the sentences of writing.
import { Refused } from '$ipc/client';
import { coded, errorText } from './sentences';

/** Whatever stood in the way of writing a file, as a sentence. */
export function writeErrorText(error: unknown): string {
  if (!(error instanceof Refused) || error.refusal.kind !== 'file') return errorText(error);
  return coded('write', error.refusal.detail.code, error.refusal.detail.detail);
}
