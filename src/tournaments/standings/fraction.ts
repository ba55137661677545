// Exact fractions: tie-breaks compare sums, products and averages of points without rounding.

import { invariant } from '../../core/errors.ts';

/** The denominator is positive. Not always in lowest terms: sums of points keep the denominator of their unit, which is fast. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };

export function fraction(numerator: number | bigint, denominator: number | bigint = 1n): Fraction {
  invariant(denominator > 0, 'a denominator is positive');
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

export function add(left: Fraction, right: Fraction): Fraction {
  const { denominator } = left;
  if (denominator === right.denominator) return { numerator: left.numerator + right.numerator, denominator };
  return reduce(
    left.numerator * right.denominator + right.numerator * left.denominator,
    left.denominator * right.denominator,
  );
}

export function subtract(left: Fraction, right: Fraction): Fraction {
  return add(left, { numerator: -right.numerator, denominator: right.denominator });
}

export function multiply(left: Fraction, right: Fraction): Fraction {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

export function divide(left: Fraction, right: Fraction): Fraction {
  return reduce(left.numerator * right.denominator, left.denominator * right.numerator);
}

export function sum(values: readonly Fraction[]): Fraction {
  const [first = zero, ...others] = values;
  return others.reduce(add, first);
}

/** Zero for no values. */
export function average(values: readonly Fraction[]): Fraction {
  return values.length === 0 ? zero : divide(sum(values), fraction(values.length));
}

/** Negative if `left` is less. */
export function compare(left: Fraction, right: Fraction): number {
  if (left.denominator === right.denominator) return compareWhole(left.numerator, right.numerator);
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return compareWhole(difference, 0n);
}

function compareWhole(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function smaller(left: Fraction, right: Fraction): Fraction {
  return compare(left, right) <= 0 ? left : right;
}

export function larger(left: Fraction, right: Fraction): Fraction {
  return compare(left, right) >= 0 ? left : right;
}

/** Nearest whole number; halves go up, as FIDE rounds ratings. */
export function roundHalfUp({ numerator, denominator }: Fraction): number {
  const doubled = 2n * numerator + denominator;
  const quotient = doubled / (2n * denominator);
  return Number(doubled < 0n && doubled % (2n * denominator) !== 0n ? quotient - 1n : quotient);
}

/** Exact: "24.5" if the decimal fraction ends, else "11/3". */
export function fractionText(value: Fraction): string {
  const { numerator, denominator } = inLowestTerms(value);
  let digits = 0;
  let scale = 1n;
  while (scale % denominator !== 0n && digits < 12) {
    scale *= 10n;
    digits += 1;
  }
  if (scale % denominator !== 0n) return `${numerator}/${denominator}`;
  const scaled = (numerator < 0n ? -numerator : numerator) * (scale / denominator);
  const text = scaled.toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${numerator < 0n ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
}

export function inLowestTerms({ numerator, denominator }: Fraction): Fraction {
  return reduce(numerator, denominator);
}

function reduce(numerator: bigint, denominator: bigint): Fraction {
  invariant(denominator !== 0n, 'a fraction has a denominator other than 0');
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestDivisor(numerator < 0n ? -numerator : numerator, denominator * sign);
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestDivisor(right, left % right);
}
