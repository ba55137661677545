import { expect, it } from 'vitest';
import { DependencyError } from '../../../src/core/errors.ts';
import { readWithin } from '../../../src/db/read-within.ts';

it('a read that answers in time has its result, or its own failure', async () => {
  expect(await readWithin(60_000, async () => 7)).toBe(7);
  await expect(readWithin(60_000, () => Promise.reject(new Error('own')))).rejects.toThrow('own');
});

it('a read that does not answer in time fails as an unavailable database, and its late failure harms nobody', async () => {
  const late = Promise.withResolvers<number>();
  await expect(readWithin(1, () => late.promise)).rejects.toThrow(DependencyError);
  late.reject(new Error('late'));
  await expect(late.promise).rejects.toThrow('late');
});
