// Maps values to positions on an axis, and chooses its ticks.

export interface Scale {
  /** 0 at the start of the axis, 1 at its end; other values are clamped. */
  place(value: number): number;
  readonly ticks: readonly number[];
}

const tickCount = 6;

/** From zero, or a round value below the minimum, to a round value above the maximum. */
export function linearScale(values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(...values, Number.MIN_VALUE)];
  const step = roundUp((high - low) / tickCount);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { ticks: ticks.map(tidy), place: (value) => clamp((value / step - first) / (last - first)) };
}

/** For positive values. Ticks at powers of ten; for small ranges also at 2 and 5 times a power of ten. */
export function logScale(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(...positive, Number.MAX_VALUE), Math.max(...positive, Number.MIN_VALUE)];
  const steps = most / least > 1000 ? [1] : [1, 2, 5];
  const low = roundDown(least, steps);
  const high = Math.max(roundUp(most, steps), low * 10);
  const exponent = Math.floor(Math.log10(low) + 1e-9);
  const decades = Math.log10(high / low);
  const ticks = Array.from({ length: Math.ceil(decades) + 2 }, (_, index) =>
    steps.map((step) => tidy(step * 10 ** (exponent + index))),
  );
  return {
    ticks: ticks.flat().filter((tick) => tick >= low * 0.999 && tick <= high * 1.001),
    place: (value) => clamp(value <= 0 ? 0 : Math.log10(value / low) / decades),
  };
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));
const tidy = (value: number) => Number(value.toPrecision(12));

function roundUp(value: number, steps: readonly number[] = [1, 2, 5]): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return tidy(([...steps, 10].find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power);
}

function roundDown(value: number, steps: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return tidy((steps.findLast((step) => step * power <= value * (1 + 1e-9)) ?? 1) * power);
}
