// Chances of a sandbox: numbers that follow from its seed and from what they decide, so that the same seed gives the same course.

/** FNV-1a over UTF-16 units, then the last steps of MurmurHash3: single letters change all bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** 0 to 99. */
export const percentOf = (seed: string, what: string): number => hash(`${seed}\n${what}`) % 100;

/** Whether it happens in so many of a hundred cases. */
export const happens = (seed: string, what: string, percent: number): boolean => percentOf(seed, what) < percent;
