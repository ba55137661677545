// Random bytes in small portions. A call of the platform's generator costs a few microseconds in workerd, and a registration takes
// seven ids, so one call fetches the bytes of many.

const poolBytes = 2048;

/** `fill` fills an array with random bytes. Each byte is given out once and then cleared. */
export function createRandomPool(fill: (bytes: Uint8Array<ArrayBuffer>) => unknown): (length: number) => Uint8Array {
  const pool = new Uint8Array(poolBytes);
  let used = poolBytes;
  return (length) => {
    const bytes = new Uint8Array(length);
    if (length > poolBytes) {
      fill(bytes);
      return bytes;
    }
    if (used + length > poolBytes) {
      fill(pool);
      used = 0;
    }
    for (let index = 0; index < length; index += 1) {
      bytes[index] = pool[used] as number;
      pool[used] = 0;
      used += 1;
    }
    return bytes;
  };
}
