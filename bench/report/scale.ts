// From values to places along an axis, and the round values that an axis names.

export interface Scale {
  /** 0 at the axis' start, 1 at its end; values beyond are held at its ends. */
  place(value: number): number;
  readonly ticks: readonly number[];
}

const ticksWanted = 6;

/** From zero, or below it where values are, to the next round value. */
export function linearScale(values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(...values, Number.MIN_VALUE)];
  const step = roundUp((high - low) / ticksWanted);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { ticks: ticks.map(tidy), place: (value) => clamp((value / step - first) / (last - first)) };
}

/** Of positive values: between powers of ten, or twice or five times one where the values span little. */
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
