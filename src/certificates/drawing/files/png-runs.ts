// Pixels as stretches of one colour: most of a picture is paper. Read row by row, written again once the palette is known.

export interface Runs {
  /** RGBA as little-endian numbers, in the order they were met. */
  readonly colors: readonly number[];
  /** How many pixels have each. */
  readonly counts: readonly number[];
  /** `at` is where the row begins among the scanlines. */
  readonly read: (
    pixels: Uint32Array,
    row: { readonly start: number; readonly end: number; readonly at: number },
  ) => void;
  /** `places` tells for each colour which number is written for it. */
  readonly write: (rows: Uint8Array, places: Uint8Array) => void;
}

/** Up to here a loop is faster than a call. */
const shortRun = 16;

export function createRuns(): Runs {
  const colors: number[] = [];
  const counts: number[] = [];
  const known = new Map<number, number>();
  /** Three numbers each: which colour, and where among the scanlines it starts and ends. */
  const runs: number[] = [];

  function numberOf(color: number): number {
    const number = known.get(color);
    if (number !== undefined) return number;
    known.set(color, colors.length);
    return colors.push(color) - 1;
  }

  return {
    colors,
    counts,
    read(pixels, { start, end, at }) {
      const shift = at - start;
      for (let from = start; from < end; ) {
        const color = pixels[from] ?? 0;
        let to = from + 1;
        while (to < end && pixels[to] === color) to += 1;
        const number = numberOf(color);
        counts[number] = (counts[number] ?? 0) + to - from;
        runs.push(number, from + shift, to + shift);
        from = to;
      }
    },
    write(rows, places) {
      for (let run = 0; run < runs.length; run += 3) {
        const place = places[runs[run] ?? 0] ?? 0;
        const [from = 0, to = 0] = [runs[run + 1], runs[run + 2]];
        if (to - from > shortRun) rows.fill(place, from, to);
        else for (let at = from; at < to; at += 1) rows[at] = place;
      }
    },
  };
}
