// A whole number as a query carries it: digits and nothing else.

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Neither signs, exponents, other bases, spaces nor leading zeros. null when it is none, or out of bounds. */
export function readWholeNumber(text: string, { min, max }: Bounds): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const number = Number(text);
  return number >= min && number <= max ? number : null;
}
