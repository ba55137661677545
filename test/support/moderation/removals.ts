// Sanctions that remove players from running tournaments, and what of the play they have changed.

import { judgeRestoration, type RestorationFacts } from '../../../src/tournaments/departures/removal.ts';
import { get, type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { type matchesOf, ok, type Stage } from '../tournaments/tournament.ts';

export type Live = Stage & { readonly players: readonly Person[] };
export type Match = Awaited<ReturnType<typeof matchesOf>>[number];

export const decide = (stage: Live, match: Match, scores: readonly number[]) =>
  post(`/v1/matches/${match.id}/decisions`, { as: stage.organizer, body: { scores } });

export const stages = {
  'single elimination': { format: 'single_elimination', thirdPlaceMatch: true },
  'double elimination': { format: 'double_elimination' },
  'round robin': { format: 'round_robin' },
  swiss: { format: 'swiss', rounds: 3 },
} as const;

/** @param state is read at each act: a test file makes its moderators after this is called. */
export function removalActs(state: () => { database: TestDatabase; moderator: Person | undefined }) {
  const impose = async (player: { readonly id: string }, fields: object = {}): Promise<{ id: string }> => {
    const terms = { playerId: player.id, kind: 'suspend', reasonCode: 'rule_breach', statement: 'Said.' };
    return ok(await post('/v1/sanctions', { as: state().moderator, body: { ...terms, ...fields } }), 201);
  };
  const revoke = async ({ id }: { readonly id: string }) =>
    ok(await post(`/v1/sanctions/${id}/revocation`, { as: state().moderator, body: { reason: 'A mistake.' } }), 200);
  const tryToRemove = (
    { id }: { readonly id: string },
    registrationId: string,
    dryRun = false,
    as = state().moderator,
  ) => post(`/v1/sanctions/${id}/removals`, { as, body: { registrationId, dryRun } });
  const removalsOf = async ({ id }: { readonly id: string }) =>
    ok(await get(`/v1/sanctions/${id}/removals`, { as: state().moderator }), 200).items;
  async function entrants({ id }: Live): Promise<Map<string, string>> {
    const rows = await state().database.sql<{ id: string; player_id: string }[]>`
      SELECT id, player_id FROM tournament_registration WHERE tournament_id = ${id}`;
    return new Map(rows.map((row) => [row.player_id, row.id]));
  }
  const entryOf = async (stage: Live, player: Person) => (await entrants(stage)).get(player.id) as string;
  /** All that play has written, and who plays. */
  async function playOf({ id }: Live) {
    const [row] = await state().database.sql<{ rows: Record<string, unknown>; count: number }[]>`
      SELECT tournament_play_rows(id) AS rows, confirmed_count AS count FROM tournament_tournament WHERE id = ${id}`;
    const states = await state().database
      .sql`SELECT id, state, seed FROM tournament_registration WHERE tournament_id = ${id} ORDER BY id`;
    return { ...row, states: [...states] };
  }
  /** What the rule in code says now, on facts that are read in another way than the function of the state().database reads them. */
  async function judge(stage: Live, sanction: { readonly id: string }) {
    const [kept] = await state().database.sql<
      { after: Record<string, unknown>; count: number; before: string; entry: string }[]
    >`
      SELECT rows_after AS after, match_count AS count, state_before AS before, registration_id AS entry
      FROM tournament_removal WHERE sanction_id = ${sanction.id}`;
    const [now] = await state().database.sql<
      { rows: Record<string, unknown>; state: string; stage: string; full: boolean }[]
    >`
      SELECT tournament_play_rows(t.id) AS rows, t.state, t.confirmed_count >= t.capacity AS full,
        (SELECT s.state FROM tournament_stage s WHERE s.tournament_id = t.id) AS stage FROM tournament_tournament t WHERE t.id = ${stage.id}`;
    const [entry] = await state().database
      .sql`SELECT state FROM tournament_registration WHERE id = ${kept?.entry as string}`;
    const matchOf = (key: string) => key.split(' ')[1] as string;
    const changed = new Set(Object.keys(kept?.after ?? {}).map(matchOf));
    const keys = [...Object.keys(now?.rows ?? {}), ...Object.keys(kept?.after ?? {})].filter((key) =>
      changed.has(matchOf(key)),
    );
    const goneOn = keys
      .filter((key) => JSON.stringify(now?.rows[key]) !== JSON.stringify(kept?.after[key]))
      .map(matchOf);
    const matches = Object.keys(now?.rows ?? {}).filter((key) => key.startsWith('match '));
    return judgeRestoration({
      tournamentState: now?.state,
      registrationState: entry?.state,
      isStageOver: changed.size > 0 && now?.stage !== 'live',
      matchesGoneOn: goneOn,
      hasNewMatches: matches.length !== kept?.count,
      isPlaceTaken: kept?.before === 'confirmed' && now?.full === true,
    } as RestorationFacts);
  }
  return { impose, revoke, tryToRemove, removalsOf, entrants, entryOf, playOf, judge };
}
