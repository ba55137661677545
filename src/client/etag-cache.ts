// Answers that are asked for again with If-None-Match. Bounded: the answer that was not used for the longest time is dropped.

export interface CachedAnswer {
  readonly etag: string;
  /** As text, so that no caller can change what another one gets. */
  readonly text: string;
}

export interface EtagCache {
  readonly get: (key: string) => CachedAnswer | undefined;
  readonly set: (key: string, answer: CachedAnswer) => void;
}

export function createEtagCache(answersMax: number): EtagCache {
  // A Map iterates in the order of insertion.
  const answers = new Map<string, CachedAnswer>();
  const touch = (key: string, answer: CachedAnswer) => {
    answers.delete(key);
    answers.set(key, answer);
  };
  return {
    get(key) {
      const found = answers.get(key);
      if (found !== undefined) touch(key, found);
      return found;
    },
    set(key, answer) {
      touch(key, answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= answersMax) return;
        answers.delete(oldest);
      }
    },
  };
}
