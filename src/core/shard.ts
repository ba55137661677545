// Selects a backend object. The same key always selects the same object, and so the same connections and counters.

/** 0 … shards − 1; a random shard if there is no key. `random` returns 0 ≤ x < 1. */
export function shardOf(key: string | null, shards: number, random: () => number): number {
  return key === null ? Math.floor(random() * shards) : fnv1a(key) % shards;
}

/** The FNV-1a hash with 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). Not for secrets: collisions are easy to make. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
