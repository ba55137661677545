// A range of a file that is stored in pieces, as a stream: only the pieces of the range are read, and one is in memory at a time.

import type { FileRange } from './file.ts';

interface Sized {
  readonly sizeBytes: number;
}

interface Part<T> {
  readonly piece: T;
  /** Within the piece; the end is exclusive. */
  readonly begin: number;
  readonly end: number;
}

/** The parts of the pieces that are the range, in order. */
export function partsOf<T extends Sized>(pieces: readonly T[], { first, last }: FileRange): Part<T>[] {
  let offset = 0;
  return pieces.flatMap((piece) => {
    const [begin, end] = [Math.max(0, first - offset), Math.min(piece.sizeBytes, last + 1 - offset)];
    offset += piece.sizeBytes;
    return begin < end ? [{ piece, begin, end }] : [];
  });
}

/** The first piece is read before it returns, so that its failure is an answer; a later one that cannot be read breaks the stream off. */
export async function streamPieces<T extends Sized>(
  pieces: readonly T[],
  range: FileRange,
  read: (piece: T) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const parts = partsOf(pieces, range);
  const readPart = async ({ piece, begin, end }: Part<T>) => (await read(piece)).subarray(begin, end);
  const [head, ...rest] = parts;
  let bytes: Uint8Array<ArrayBuffer> | null = head === undefined ? null : await readPart(head);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        bytes ??= rest.length === 0 ? null : await readPart(rest.shift() as Part<T>);
        if (bytes === null) return controller.close();
        controller.enqueue(bytes);
        bytes = null;
        if (rest.length === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
