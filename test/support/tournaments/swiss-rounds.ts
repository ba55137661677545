// Plays the rounds of a Swiss through the API.

import { expect } from 'vitest';
import { post } from '../isolate/api.ts';
import { ok, readAll, type Stage } from './tournament.ts';

interface Match {
  readonly id: string;
  readonly round: number;
  readonly state: string;
  readonly slots: readonly { readonly entrant: { readonly seed: number } }[];
}

async function matchesIn(stage: Stage, round: number): Promise<Match[]> {
  return (await readAll(`/v1/tournaments/${stage.id}/matches`, stage.organizer)).filter(
    (match: Match) => match.round === round,
  );
}

const seedsOf = ({ slots }: Match) => slots.map(({ entrant }) => entrant.seed);

/** As in `1-5`; a bye is one seed. By board. */
export async function seedsIn(stage: Stage, round: number): Promise<string[]> {
  return (await matchesIn(stage, round)).map((match) => seedsOf(match).join('-'));
}

/** Asks for the next round, and waits until its matches exist. */
export async function pairRound(stage: Stage, round: number): Promise<void> {
  const path = `/v1/tournaments/${stage.id}/stages/1/rounds`;
  const asked = ok(await post(path, { as: stage.organizer, body: {} }), 202);
  expect(asked).toEqual({ stage: 1, round, state: 'pairing', unpaired: [] });
  await expect.poll(async () => (await matchesIn(stage, round)).length, { timeout: 20_000 }).toBeGreaterThan(0);
}

/** The organizer decides every open match. */
export async function decideRound(
  stage: Stage,
  round: number,
  scoreOf: (a: number, b: number) => readonly [number, number],
): Promise<void> {
  for (const match of await matchesIn(stage, round)) {
    if (match.state === 'completed') continue;
    const [a, b] = seedsOf(match);
    const body = { scores: scoreOf(a ?? 0, b ?? 0) };
    ok(await post(`/v1/matches/${match.id}/decisions`, { as: stage.organizer, body }), 200);
  }
}
