// A sandbox while the server is killed with SIGKILL amid the acts of its simulated players: it goes on, does nothing twice, and its coins add
// up. Another one of the same seed, which nobody kills, says what one run leaves.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { startVictim, type Victim } from '../support/laurels/victim.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { seededRandom } from '../support/rules/random.ts';

let laurel: Victim;
beforeAll(async () => {
  laurel = await startVictim();
}, 600_000);
afterAll(() => laurel?.stop());

const actsBetweenKills = 12;

it('however often the server is killed, a sandbox is played to its end as if it were not', async () => {
  const seed = Number(process.env.SANDBOX_SEED ?? Date.now() % 1_000_000);
  const random = seededRandom(seed);
  const person = { sub: makePlayerId(), name: 'Ada', roles: ['organizer' as const], ttlSeconds: 86_400 };
  const token = await signToken(laurel.jwtSecret, person);
  const make = async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    // Large and slow enough that acts are left at the last kill.
    const [size, actsPerMinute] = [caseCount({ usual: 8, nightly: 32 }), caseCount({ usual: 1200, nightly: 600 })];
    const body = JSON.stringify({ seed: `kill ${seed}`, size, actsPerMinute });
    const answer = await fetch(`${laurel.url()}/v1/sandbox/tournaments`, { method: 'POST', headers, body });
    const made = (await answer.json()) as { tournament: { id: string } };
    return made.tournament.id;
  };
  const connect = () => postgres(laurel.databaseUrl(), { max: 1, onnotice: () => {} });
  let sql = connect();
  const countActs = async (id: string) =>
    (await sql`SELECT count(*)::integer AS count FROM tournament_sandbox_act WHERE tournament_id = ${id}`)[0]?.count;
  const isOver = async (id: string) => {
    await laurel.tick();
    const [row] = await sql`SELECT next_at FROM tournament_sandbox WHERE tournament_id = ${id}`;
    return row?.next_at === null;
  };
  /** Says what is known of a sandbox that stands still. */
  const explained = async (polled: Promise<void>) => {
    try {
      await polled;
    } catch (error) {
      const rows = await sql`
        SELECT t.id, t.state, s.next_at, s.leased_until, array(
          SELECT a.key || coalesce(' ' || a.refusal, '') FROM tournament_sandbox_act a WHERE a.tournament_id = t.id ORDER BY a.acted_at) AS acts
        FROM tournament_sandbox s JOIN tournament_tournament t ON t.id = s.tournament_id`.catch(String);
      console.log(rows, laurel.readLog());
      throw error;
    }
  };
  const untilOver = (id: string) =>
    explained(expect.poll(() => isOver(id), { timeout: 600_000, interval: 200, message: `seed ${seed}` }).toBe(true));

  const killed = await make();
  const kills = caseCount({ usual: 4, nightly: 8 });
  let held = 0;
  for (let round = 0; round < kills; round += 1) {
    const before = await countActs(killed);
    const acts = async () => {
      await laurel.tick();
      return (await countActs(killed)) - before;
    };
    const polling = { timeout: 600_000, interval: 20, message: `seed ${seed}` };
    await explained(expect.poll(acts, polling).toBeGreaterThan(actsBetweenKills));
    await new Promise((resolve) => setTimeout(resolve, random.below(200)));
    await laurel.kill();
    // A Postgres that was killed too has another port.
    await sql.end();
    sql = connect();
    // As if the lease of the killed driver had run out.
    const leases = await sql`
      UPDATE tournament_sandbox SET leased_until = NULL WHERE tournament_id = ${killed} AND leased_until IS NOT NULL`;
    held += leases.count;
  }
  await untilOver(killed);
  const whole = await make();
  await untilOver(whole);
  // It was killed amid the acts of a driver, not between two drivers.
  expect(held, `seed ${seed}`).toBeGreaterThan(0);

  const left = async (id: string) => {
    const [row] = await sql`
      SELECT (SELECT state FROM tournament_tournament WHERE id = ${id}) AS state,
        (SELECT jsonb_agg(jsonb_build_array(r.display_name, r.state, p.rank) ORDER BY r.display_name) FROM tournament_registration r
          LEFT JOIN tournament_placement p ON p.registration_id = r.id WHERE r.tournament_id = ${id}) AS entries,
        (SELECT jsonb_agg(jsonb_build_array(m.stage, m.round, m.position, m.state, m.outcome, (
            SELECT count(*) FROM tournament_result r WHERE r.match_id = m.id), (
            SELECT count(*) FROM tournament_dispute d WHERE d.match_id = m.id)) ORDER BY m.stage, m.round, m.position)
          FROM tournament_match m WHERE m.tournament_id = ${id}) AS matches,
        (SELECT jsonb_agg(jsonb_build_array(t.reason, t.amount, w.balance) ORDER BY t.reason, t.amount) FROM economy_wallet w
          JOIN economy_transaction t ON t.wallet_id = w.id WHERE w.kind = 'escrow' AND w.owner_id = ${id}) AS coins`;
    return row;
  };
  const actsOf = async (id: string) => {
    const rows = await sql`SELECT key, refusal FROM tournament_sandbox_act WHERE tournament_id = ${id}`;
    return rows.map(({ key, refusal }) => `${key}: ${refusal}`);
  };
  const expected = await left(whole);
  expect(await left(killed), `seed ${seed}`).toEqual(expected);
  // A kill between an act and its record loses the record: the tournament shows that it was done.
  const [done, all] = [await actsOf(killed), await actsOf(whole)];
  expect(all, `seed ${seed}`).toEqual(expect.arrayContaining(done));
  expect(all.length - done.length, `seed ${seed}`).toBeLessThanOrEqual(kills);
  expect(expected?.state).toBe('archived');
  expect(expected?.coins.length).toBeGreaterThan(8);
  const sums = await sql`SELECT currency, sum(balance)::integer AS sum FROM economy_wallet GROUP BY 1`;
  expect(sums.filter(({ sum }) => sum !== 0)).toEqual([]);
  const drift = await sql`
    SELECT w.id FROM economy_wallet w WHERE w.balance <> (
      SELECT coalesce(sum(t.amount), 0) FROM economy_transaction t WHERE t.wallet_id = w.id)`;
  expect([...drift]).toEqual([]);
  await sql.end();
}, 3_600_000);
