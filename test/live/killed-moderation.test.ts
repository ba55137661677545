// The Worker and Postgres are killed while moderators act: sanctions with their audit rows and strikes, frozen wallets, suspended
// certificates, removals from running tournaments, and revocations that take them back. What is stored is whole after each kill, a
// repetition with the same key has one effect, the cron relays what was lost, and the audit chain verifies. Repeat a seed with KILL_SEED.

import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel, LaurelProblem } from '../../src/client/index.ts';
import type { Role } from '../../src/core/actor.ts';
import { type KillableLaurel, startKillableLaurel } from '../support/laurels/killable-laurel.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { type Random, seededRandom } from '../support/rules/random.ts';

let laurel: KillableLaurel;
let sql: postgres.Sql;
let people: Readonly<Record<'moderator' | 'finance', Person>>;

interface Person {
  readonly id: ReturnType<typeof makePlayerId>;
  /** A client for the present address of the Worker. */
  readonly api: () => Laurel;
}

async function aPerson(roles: readonly Role[] = ['player']): Promise<Person> {
  const id = makePlayerId();
  const token = await signToken(laurel.jwtSecret, { sub: id, name: 'Ada', roles, ttlSeconds: 7200 });
  const api = () => {
    const { host, port } = laurel.address();
    return createLaurel({ baseUrl: `http://${host}:${port}`, token });
  };
  await api().readMe();
  return { id, api };
}

beforeAll(async () => {
  laurel = await startKillableLaurel();
  sql = postgres(laurel.databaseUrl, { max: 2, onnotice: () => {} });
  people = { moderator: await aPerson(['moderator']), finance: await aPerson(['finance']) };
});
afterAll(async () => {
  await sql?.end();
  await laurel?.stop();
});

/** A busy machine takes minutes to start what was killed. */
const patienceMs = 300_000;

/** Repeats the act with its key until it is answered. */
async function untilAnswered<T>(act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + patienceMs; ; await sleep(50)) {
    try {
      return await act();
    } catch (error) {
      const isFinal = error instanceof LaurelProblem && error.status < 500 && error.status !== 429;
      if (isFinal || Date.now() > end) throw error;
    }
  }
}

async function aLiveEntry(): Promise<{ readonly player: Person; readonly registrationId: string }> {
  const organizer = await aPerson(['organizer']);
  const body = { title: 'Open', issuer: 'Club', capacity: 2, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.api().createTournament({ body });
  const params = { id };
  const move = (to: 'published' | 'registration_open' | 'registration_closed' | 'live') =>
    organizer.api().changeTournamentState({ params, body: { to } });
  for (const to of ['published', 'registration_open'] as const) await move(to);
  const [player, rival] = [await aPerson(), await aPerson()];
  const { id: registrationId } = await player.api().register({ params });
  await rival.api().register({ params });
  for (const to of ['registration_closed', 'live'] as const) await move(to);
  return { player, registrationId };
}

type Kind = 'suspend' | 'wallet_freeze' | 'certificate_suspension';

/** Each repetition has the key of the first attempt. */
function impose({ id: playerId }: Person, kind: Kind): Promise<{ readonly id: string }> {
  const idempotencyKey = crypto.randomUUID();
  const terms = { reasonCode: 'cheating', statement: 'Seen.', endsAt: '2035-01-01T00:00:00Z' } as const;
  return untilAnswered(() =>
    people.moderator.api().imposeSanction({ body: { playerId, kind, ...terms }, idempotencyKey }),
  );
}

function remove(sanction: { readonly id: string }, registrationId: string) {
  const idempotencyKey = crypto.randomUUID();
  return untilAnswered(() =>
    people.moderator.api().removeEntrant({ params: sanction, body: { registrationId }, idempotencyKey }),
  );
}

function revoke(sanction: { readonly id: string }) {
  const idempotencyKey = crypto.randomUUID();
  const body = { reason: 'A mistake.' };
  return untilAnswered(() => people.moderator.api().revokeSanction({ params: sanction, body, idempotencyKey }));
}

/** What is stored in part: each line is a fault. */
async function halves(): Promise<readonly string[]> {
  const rows = await sql<{ fault: string }[]>`
    SELECT s.id || ' has not one audit row and one strike' AS fault FROM sanction_record s
    WHERE (SELECT count(*) FROM moderation_audit a WHERE a.ref_id = s.id AND a.event = 'sanction.imposed') <> 1
      OR (SELECT count(*) FROM sanction_strike k WHERE k.sanction_id = s.id) <> 1
    UNION ALL SELECT a.id || ' is of no sanction' FROM moderation_audit a
    WHERE a.event = 'sanction.imposed' AND NOT EXISTS (SELECT FROM sanction_record s WHERE s.id = a.ref_id)
    UNION ALL SELECT s.id || ' is not revoked as its audit row says' FROM sanction_record s
    WHERE (s.revoked_at IS NOT NULL)
      <> EXISTS (SELECT FROM moderation_audit a WHERE a.ref_id = s.id AND a.event = 'sanction.revoked')
    UNION ALL SELECT k.registration_id || ' is removed in part' FROM tournament_removal k JOIN tournament_registration r ON r.id = k.registration_id
    WHERE (k.reversed_at IS NULL) <> (r.state = 'disqualified')
    UNION ALL SELECT k.registration_id || ' is removed without an audit row or an event' FROM tournament_removal k
      JOIN tournament_registration r ON r.id = k.registration_id
    WHERE NOT EXISTS (SELECT FROM moderation_audit a WHERE a.ref_id = r.id AND a.event = 'registration.disqualified')
      OR NOT EXISTS (SELECT FROM event_outbox e WHERE e.tournament_id = k.tournament_id AND e.payload ->> 'registrationId' = r.id
        AND e.type = 'registration_cancelled' AND e.payload ->> 'state' = 'disqualified')
    UNION ALL SELECT k.registration_id || ' has matches that do not follow' FROM tournament_removal k JOIN tournament_registration r ON r.id = k.registration_id
    WHERE EXISTS (SELECT FROM tournament_match m JOIN tournament_slot l ON l.match_id = m.id
        WHERE l.registration_id = r.id AND (m.state = 'completed') <> (k.reversed_at IS NULL))
    UNION ALL SELECT s.id || ' was revoked without the restoration' FROM sanction_record s JOIN tournament_removal k ON k.sanction_id = s.id
    WHERE (s.revoked_at IS NULL) <> (k.reversed_at IS NULL)
    UNION ALL SELECT r.id || ' is out without a removal' FROM tournament_registration r
    WHERE r.state = 'disqualified' AND NOT EXISTS (SELECT FROM tournament_removal k WHERE k.registration_id = r.id)`;
  return rows.map(({ fault }) => fault);
}

const kills = ['worker', 'postgres'] as const;

/** Each server once, in an order and at times that the seed gives; after each nothing is stored in part. */
async function killServers(random: Random): Promise<void> {
  const order = random.next() < 0.5 ? kills : kills.toReversed();
  for (const name of order) {
    await sleep(random.below(150));
    await (name === 'worker' ? laurel.killWorker() : laurel.killPostgres());
    expect(await untilAnswered(halves)).toEqual([]);
  }
}

async function runSeed(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const entries = await Promise.all([1, 2, 3, 4].map(aLiveEntry));
  const [owner, holder] = [await aPerson(), await aPerson()];
  await owner.api().openWallet();
  const [revoked, ...others] = entries as [(typeof entries)[number], ...typeof entries];
  const earlier = await impose(revoked.player, 'suspend');
  await remove(earlier, revoked.registrationId);
  expect(await halves()).toEqual([]);
  const acts = Promise.all([
    ...others.map(async ({ player, registrationId }) => remove(await impose(player, 'suspend'), registrationId)),
    revoke(earlier),
    impose(owner, 'wallet_freeze'),
    impose(holder, 'certificate_suspension'),
  ]);
  await Promise.all([acts, killServers(random)]);
  expect(await halves()).toEqual([]);
  const players = [...entries.map(({ player }) => player.id), owner.id, holder.id];
  const counts = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM sanction_record WHERE player_id IN ${sql(players)} GROUP BY player_id`;
  expect(counts.map(({ count }) => count)).toEqual(players.map(() => 1));
  const states = await sql`
    SELECT state, count(*)::int AS count FROM tournament_registration WHERE player_id IN ${sql(players)} GROUP BY state ORDER BY state`;
  expect([...states]).toEqual([
    { state: 'confirmed', count: 1 },
    { state: 'disqualified', count: 3 },
  ]);
  const wallet = await people.finance.api().findPayeeWallet({ params: { id: owner.id } });
  expect(wallet.canReceive).toBe(false);
}

/** The cron sends what no act has sent, and seals what no run has sealed. */
async function untilHealed(): Promise<void> {
  const left = async () => {
    await laurel.tick();
    const [row] = await sql<{ events: number; unsealed: number }[]>`
      SELECT (SELECT count(*)::int FROM event_outbox WHERE relayed_at IS NULL) AS events,
        (SELECT count(*)::int FROM moderation_audit a WHERE NOT EXISTS (
          SELECT FROM audit_segment g, jsonb_array_elements(g.rows) r WHERE r ->> 0 = a.id)) AS unsealed`;
    return row;
  };
  await expect
    .poll(() => untilAnswered(left), { timeout: patienceMs, interval: 500 })
    .toEqual({ events: 0, unsealed: 0 });
}

it('what moderators do is stored whole or not at all, happens once, is told by the cron, and stands in the audit chain', async () => {
  const { KILL_SEED } = process.env;
  const count = KILL_SEED === undefined ? caseCount({ usual: 1, nightly: 60 }) : 1;
  const first = Number(KILL_SEED ?? 1);
  for (let seed = first; seed < first + count; seed += 1) {
    try {
      await runSeed(seed);
    } catch (error) {
      console.log(
        `Repeat: KILL_SEED=${seed} vitest run --config test/vitest.config.ts test/live/killed-moderation.test.ts`,
      );
      throw error;
    }
  }
  await untilHealed();
  const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM moderation_audit`;
  // The stores are those of all tests: their heads are of other databases.
  const env = { ...process.env, DATABASE_URL: laurel.databaseUrl };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/operator/audit-verify.ts', '--json'], {
    ...{ env, encoding: 'utf8' },
  });
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ rows: row?.count, findings: [] });
}, 3_600_000);
