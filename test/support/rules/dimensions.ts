// Generates cases for property tests of rules: each dimension of a case has its usual value first, then the others. A usual case passes
// every rule, so a case with few other values reaches the late rules too.

import fc from 'fast-check';

export type Dimensions<T> = { readonly [K in keyof T]: readonly [usual: T[K], ...others: T[K][]] };

type Change = readonly [name: string, value: unknown];

const changesOf = <T>(dimensions: Dimensions<T>): Change[] =>
  Object.entries(dimensions as Record<string, readonly unknown[]>).flatMap(([name, [, ...others]]) =>
    others.map((value) => [name, value] as const),
  );

function usualOf<T>(dimensions: Dimensions<T>): T {
  const entries = Object.entries(dimensions as Record<string, readonly unknown[]>);
  return Object.fromEntries(entries.map(([name, values]) => [name, values[0]])) as T;
}

/** The usual case, and every case with one other value. */
export function singlesOf<T>(dimensions: Dimensions<T>): T[] {
  const usual = usualOf(dimensions);
  return [usual, ...changesOf(dimensions).map(([name, value]) => ({ ...usual, [name]: value }))];
}

/** Every case with two other values: shows which of two refusals comes first. */
export function pairsOf<T>(dimensions: Dimensions<T>): T[] {
  const [usual, changes] = [usualOf(dimensions), changesOf(dimensions)];
  return changes.flatMap(([name, value], index) =>
    changes
      .slice(index + 1)
      .filter(([other]) => other !== name)
      .map(([other, second]) => ({ ...usual, [name]: value, [other]: second })),
  );
}

/** Any case; each dimension has its usual value at least four times out of five. */
export function casesOf<T>(dimensions: Dimensions<T>): fc.Arbitrary<T> {
  const arbitraries = Object.entries(dimensions as Record<string, readonly unknown[]>).map(
    ([name, [usual, ...others]]) => [
      name,
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(usual) },
        { weight: 1, arbitrary: fc.constantFrom(usual, ...others) },
      ),
    ],
  );
  return fc.record(Object.fromEntries(arbitraries)) as fc.Arbitrary<T>;
}
