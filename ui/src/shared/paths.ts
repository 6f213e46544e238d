// Paths of files as people give them.

/** A path pasted from a file manager may be quoted or written as an address. */
export function plainPath(typed: string): string {
  return typed.trim().replace(/^(['"])(.*)\1$/u, '$2').replace(/^file:\/\//u, '');
}
