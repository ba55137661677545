// Parses a whole number of a query or path: digits only.

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Accepts no sign, exponent, other base, space or leading zero. null if invalid or out of bounds. */
export function readWholeNumber(text: string, { min, max }: Bounds): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const number = Number(text);
  return number >= min && number <= max ? number : null;
}
