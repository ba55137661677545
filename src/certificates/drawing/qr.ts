// The QR code (ISO/IEC 18004) with the address of the verification page, as one path of unit squares.

import { encode } from 'uqr';

export interface QrPath {
  /** Modules per side, without the quiet zone. */
  readonly size: number;
  /** SVG path data; each module is one unit. */
  readonly path: string;
}

/** The quiet zone the standard asks for, in modules. */
export const quietZoneModules = 4;

/** Version 5: in larger versions the modules are too small for cheap printers and cameras. */
const sizeMax = 37;

/**
 * Error correction Q: a quarter of the code may be damaged. A long address gets level M, which corrects less but keeps the modules large
 * enough.
 */
export function qrPath(url: string): QrPath {
  const thorough = encode(url, { ecc: 'Q', border: 0 });
  const { data, size } = thorough.size <= sizeMax ? thorough : encode(url, { ecc: 'M', border: 0 });
  const runs = data.flatMap((row, y) => rowRuns(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  return { size, path: runs.join('') };
}

/** Adjacent dark modules become one rectangle, to avoid hairlines between them. */
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
