// Which backend object speaks for a request: by the id in its path, so that the same id always finds the same connections.

const idInPath = /^[^?#]*?\/((?:trn|mat|wal|crt)_[0-9a-z]{26})(?:[/?#]|$)/;

/** 0 … shards − 1, for a URL or its path. Any of them where the path names nobody; `random` gives 0 ≤ x < 1. */
export function shardOf(url: string, shards: number, random: () => number): number {
  const key = idInPath.exec(url)?.[1];
  return key === undefined ? Math.floor(random() * shards) : fnv1a(key) % shards;
}

/** 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
