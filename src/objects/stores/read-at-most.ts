// Reads a stream into memory, up to a limit: what a store sends may be larger than what was put there.

/** @returns null, with the stream cancelled, as soon as there are more than `sizeBytesMax` bytes. */
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
