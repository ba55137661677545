// Concurrent results of matches that feed the same match: every entrant advances.

import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Match {
  readonly id: string;
  readonly round: number;
  readonly isThirdPlace?: boolean;
  readonly state: string;
  readonly slots: readonly { readonly entrant: unknown }[];
}

const matchesOf = async (stage: Stage): Promise<Match[]> =>
  ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
const decide = (stage: Stage, match: Match) =>
  post(`/v1/matches/${match.id}/decisions`, { as: stage.organizer, body: { scores: [2, 0] } });

/** Forces the plans of a filled database: joins by index. */
beforeAll(async () => {
  const name = new URL(database.url).pathname.slice(1);
  for (const plan of ['enable_hashjoin', 'enable_seqscan', 'enable_mergejoin'])
    await database.sql.unsafe(`ALTER DATABASE ${name} SET ${plan} = off`);
});

describe('two semi-finals', () => {
  it('that end together fill the final and the match for third place, in each of ten tournaments', async () => {
    for (let round = 0; round < 10; round += 1) {
      const stage = await aLiveTournament(4, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
      const semifinals = (await matchesOf(stage)).filter(({ state }) => state === 'ready');
      expect(semifinals).toHaveLength(2);
      const answers = await Promise.all(semifinals.map((match) => decide(stage, match)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      const open = (await matchesOf(stage)).filter(({ state }) => state !== 'completed');
      expect(open.map(({ state }) => state)).toEqual(['ready', 'ready']);
      for (const match of open) ok(await decide(stage, match), 200);
      await move(stage, 'completed');
    }
  });

  it('one of which ends while another transaction writes the match for third place still advances its loser', async () => {
    const stage = await aLiveTournament(4, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
    const [first, second, ...later] = await matchesOf(stage);
    const other = openDatabase(database.url, 1);
    const release = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const holding = other.sql.begin(async (sql) => {
      const ids = later.map(({ id }) => id).join(',');
      await sql`UPDATE tournament_match SET state = state WHERE id = ANY (string_to_array(${ids}, ','))`;
      held.resolve();
      await release.promise;
    });
    await held.promise;
    // The first semi-final fills one slot each and changes no later match, so it need not wait; the second changes both.
    ok(await decide(stage, first as Match), 200);
    const deciding = decide(stage, second as Match);
    const isWaiting = () =>
      database.sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(async () => (await isWaiting()).length).toBeGreaterThan(0);
    release.resolve();
    await holding;
    await other.close();
    expect((await deciding).status).toBe(200);
    const open = (await matchesOf(stage)).filter(({ state }) => state !== 'completed');
    expect(open.map(({ state }) => state)).toEqual(['ready', 'ready']);
  });
});
