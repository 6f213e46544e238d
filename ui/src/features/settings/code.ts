// The recovery code as it is copied by hand.

/** The groups of a code, as they are read out: what stands between dashes or blanks. */
export function groups(code: string): string[] {
  const given = code.trim().split(/[\s-]+/u).filter(Boolean);
  if (given.length !== 1) return given;
  return given[0]?.match(/.{1,4}/gu) ?? [];
}
