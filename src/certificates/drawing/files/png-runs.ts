// Run-length encoding of pixels: most of a picture is paper. Runs are read row by row and written when the palette is known.

export interface Runs {
  /** RGBA as little-endian numbers, in order of first appearance. */
  readonly colors: readonly number[];
  /** Pixels per colour. */
  readonly counts: readonly number[];
  /** `at`: the offset of the row in the scanlines. */
  readonly read: (
    pixels: Uint32Array,
    row: { readonly start: number; readonly end: number; readonly at: number },
  ) => void;
  /** `places`: the palette index of each colour. */
  readonly write: (rows: Uint8Array, places: Uint8Array) => void;
}

/** For shorter runs a loop is faster than a call of fill. */
const shortRun = 16;

export function createRuns(): Runs {
  const colors: number[] = [];
  const counts: number[] = [];
  const known = new Map<number, number>();
  /** Three numbers per run: colour, start and end in the scanlines. */
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
