// Matches and placements in pages.

import { expect, it } from 'vitest';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aBracket } from '../../support/tournaments/brackets.ts';
import { move, ok } from '../../support/tournaments/tournament.ts';

useDatabase();

async function pagesOf(path: string, limit: number) {
  const pages: { readonly items: readonly { readonly [field: string]: unknown }[] }[] = [];
  for (let query = '', next: string | null = ''; next !== null; query = `&cursor=${next}`) {
    const page = ok(await get(`${path}?limit=${limit}${query}`), 200);
    pages.push(page);
    next = page.nextCursor;
  }
  return pages;
}

it('the pages of matches and of placements are together the list, in its order, each row once', async () => {
  const cup = await aBracket(6, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
  const path = `/v1/tournaments/${cup.id}`;
  for (const { id } of await cup.matches()) {
    const match = ok(await get(`/v1/matches/${id}`), 200);
    const key = `${match.group}.${match.round}.${match.position}`;
    if (match.state === 'ready') await cup.decide(key, 2, 1);
  }
  await move(cup, 'completed');
  for (const [list, keyOf] of [
    ['matches', ({ stage, group, round, position }) => [stage, group, round, position]],
    ['placements', ({ rank }) => [rank]],
  ] as const satisfies readonly (readonly [string, (row: { readonly [field: string]: unknown }) => unknown[]])[]) {
    const whole = ok(await get(`${path}/${list}`), 200);
    expect(whole.nextCursor).toBeNull();
    expect(whole.items.length).toBeGreaterThan(5);
    for (const limit of [1, 4]) {
      const pages = await pagesOf(`${path}/${list}`, limit);
      expect(pages.map(({ items }) => items.length)).toEqual(
        [...Array(Math.ceil(whole.items.length / limit)).keys()].map((n) =>
          Math.min(limit, whole.items.length - n * limit),
        ),
      );
      expect(pages.flatMap(({ items }) => items)).toEqual(whole.items);
    }
    const keys = whole.items.map(keyOf) as number[][];
    expect(keys).toEqual(keys.toSorted((a, b) => a.map((part, index) => part - (b[index] ?? 0)).find(Boolean) ?? 0));
  }
  const { items } = ok(await get(`${path}/matches`), 200);
  expect(items.filter(({ role }: { role: string | null }) => role !== null)).toHaveLength(2);
});

it('a page of matches does not go on after a match of another tournament', async () => {
  const [cup, other] = [await aBracket(4), await aBracket(4)];
  const { nextCursor } = ok(await get(`/v1/tournaments/${other.id}/matches?limit=1`), 200);
  const answer = await get(`/v1/tournaments/${cup.id}/matches?cursor=${nextCursor}`);
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([422, 'invalid_request']);
});
