// Reads a stream into memory, up to a limit: a store may send more bytes than were put.

/** @returns null, and cancels the stream, if it has more than `sizeBytesMax` bytes. */
export async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  sizeBytesMax: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of stream) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > sizeBytesMax) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
