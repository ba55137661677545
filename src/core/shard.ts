// Which backend object answers: the same key always finds the same one, and so the same connections and the same counts.

/** 0 … shards − 1. Any of them where there is no key; `random` gives 0 ≤ x < 1. */
export function shardOf(key: string | null, shards: number, random: () => number): number {
  return key === null ? Math.floor(random() * shards) : fnv1a(key) % shards;
}

/** 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
