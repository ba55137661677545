// The rows of a PNG, read while they are unpacked: their number and length, the filter type of each, and for a palette the index of
// each pixel (W3C PNG, third edition, §7 to §9).

export interface PngLayout {
  /** Rows and bytes per row of each pass, without the filter type. */
  readonly passes: readonly { readonly rows: number; readonly rowSizeBytes: number; readonly columns: number }[];
  /** null: the pixels are no palette indices. */
  readonly palette: { readonly depth: number; readonly colorCount: number } | null;
}

const filterTypeMax = 4;

/** Whether the data unpacks to exactly these rows. Stops at the first fault, and stores one row only. */
export async function areValidRows(packed: Blob, layout: PngLayout): Promise<boolean> {
  const check = checkRows(layout);
  check.next();
  try {
    for await (const part of packed.stream().pipeThrough(new DecompressionStream('deflate'))) {
      if (check.next(part).value === false) return false;
    }
  } catch {
    return false;
  }
  return check.next(new Uint8Array()).value === true;
}

/** Takes parts of the unpacked data; yields false for a fault, true where no row is missing. */
function* checkRows({ passes, palette }: PngLayout): Generator<boolean | null, boolean, Uint8Array> {
  let part = yield null;
  let at = 0;
  for (const { rows, rowSizeBytes, columns } of passes) {
    let previous = new Uint8Array(rowSizeBytes);
    for (let count = 0; count < rows && rowSizeBytes > 0; count += 1) {
      const row = new Uint8Array(1 + rowSizeBytes);
      for (let filled = 0; filled < row.length; ) {
        while (at === part.length) [part, at] = [yield null, 0];
        const taken = part.subarray(at, at + row.length - filled);
        row.set(taken, filled);
        [at, filled] = [at + taken.length, filled + taken.length];
      }
      if ((row[0] ?? 0) > filterTypeMax) return false;
      if (palette === null) continue;
      previous = unfilter(row, previous);
      if (!areInPalette(previous, columns, palette)) return false;
    }
  }
  while (at === part.length) [part, at] = [yield true, 0];
  return false;
}

/** §9.2, for pixels of at most one byte. */
function unfilter(row: Uint8Array, previous: Uint8Array): Uint8Array<ArrayBuffer> {
  const type = row[0] ?? 0;
  const plain = row.slice(1);
  for (let index = 0; index < plain.length; index += 1) {
    const [left, up, upLeft] = [plain[index - 1] ?? 0, previous[index] ?? 0, previous[index - 1] ?? 0];
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][type] ?? 0;
    plain[index] = (plain[index] ?? 0) + predicted;
  }
  return plain;
}

/** §9.4. */
function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function areInPalette(row: Uint8Array, columns: number, { depth, colorCount }: { depth: number; colorCount: number }) {
  if (colorCount >= 2 ** depth) return true;
  const perByte = 8 / depth;
  for (let column = 0; column < columns; column += 1) {
    const byte = row[Math.floor(column / perByte)] ?? 0;
    const index = (byte >> (8 - depth * ((column % perByte) + 1))) & (2 ** depth - 1);
    if (index >= colorCount) return false;
  }
  return true;
}
