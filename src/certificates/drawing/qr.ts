// The QR code (ISO/IEC 18004) that leads from paper to the verification page, as one path of unit squares.

import { encode } from 'uqr';

export interface QrPath {
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  /** SVG path data; each module is one unit. */
  readonly path: string;
}

/** The quiet zone the standard asks for, in modules. */
export const quietZoneModules = 4;

/** Version 5: with more, the squares get too small for a cheap printer and a cheap camera. */
const sizeMax = 37;

/**
 * Error correction Q: a quarter of the code may be lost to a stamp, a fold or a coffee cup. A long address gets M, half of
 * that, and squares that are large enough.
 */
export function qrPath(url: string): QrPath {
  const thorough = encode(url, { ecc: 'Q', border: 0 });
  const { data, size } = thorough.size <= sizeMax ? thorough : encode(url, { ecc: 'M', border: 0 });
  const runs = data.flatMap((row, y) => rowRuns(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return { size, path: runs.join('') };
}

/** Neighbouring dark modules as one rectangle: no hairlines between them. */
function rowRuns(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
