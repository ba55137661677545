// A process that is killed at any step of the acts after the last match leaves all of an act or nothing, and the act repeated ends as if
// nothing had happened.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { disqualifyAfterwards } from '../../../src/certificates/afterwards/disqualify-afterwards.ts';
import { issueCertificates } from '../../../src/certificates/issuing/issue-certificates.ts';
import type { Actor } from '../../../src/core/actor.ts';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import type { Ports } from '../../../src/outbox/ports.ts';
import { approvePlacements } from '../../../src/tournaments/completion/approve-placements.ts';
import { reopenTournament } from '../../../src/tournaments/completion/reopen-tournament.ts';
import { payPrizes } from '../../../src/tournaments/payouts/pay-prizes.ts';
import { completeTournament } from '../../../src/tournaments/stages/complete-tournament.ts';
import { post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { escrowOf, expectConsistentLedger, manyOwners } from '../../support/ledger/ledger.ts';
import { createCrashPoint, Killed } from '../../support/rules/crash-point.ts';
import { aTournament, enter, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let app: Database;
beforeAll(() => {
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => app?.close());

/** Everything that the acts write of a tournament. */
async function readWritten(id: string): Promise<string> {
  const [row] = await database.sql<{ text: string }[]>`
    SELECT jsonb_build_object('tournament', (SELECT to_jsonb(t) FROM tournament_tournament t WHERE t.id = ${id}),
      'conclusion', (SELECT to_jsonb(c) FROM tournament_conclusion c WHERE c.tournament_id = ${id}),
      'placements', (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.registration_id) FROM tournament_placement p WHERE p.tournament_id = ${id}),
      'certificates', (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.id) FROM certificate_certificate c WHERE c.tournament_id = ${id}),
      'legs', (SELECT count(*) FROM economy_transaction), 'audits', (SELECT count(*) FROM moderation_audit),
      'events', (SELECT count(*) FROM event_outbox WHERE tournament_id = ${id}))::text AS text`;
  return row?.text ?? '';
}

/**
 * Kills the act at its first step, its second, and so on, until it has committed.
 * @returns how many steps left nothing.
 */
async function killAtEachStep(id: string, act: (ports: Ports) => Promise<unknown>): Promise<number> {
  const before = await readWritten(id);
  for (let after = 0; ; after += 1) {
    const ports = portsOf(createCrashPoint(after).wrapDatabase(app));
    const isKilled = await act(ports).then(
      () => false,
      (error) => {
        if (!(error instanceof Killed)) throw error;
        return true;
      },
    );
    if ((await readWritten(id)) !== before) return after;
    expect(isKilled, 'an act that ended has changed something').toBe(true);
  }
}

it('completion, reopening, approval, payout, issuing and a late disqualification are each all or nothing at every step', async () => {
  const stage = await aTournament({ capacity: 2, entryFeeCoins: 50, prizes: { kind: 'percent', places: [60, 40] } });
  await move(stage, 'published', 'registration_open');
  await enter(stage, await manyOwners(2, 50));
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  ok(await post(`/v1/matches/${match?.id}/forfeits`, { as: stage.organizer, body: { absent: [1] } }), 200);
  const [id, { sql }] = [stage.id as Id<'tournament'>, database];
  const playerId = stage.organizer.id as Id<'player'>;
  const actor: Actor = { playerId, issuer: 'test', name: null, roles: new Set() };

  const complete = (ports: Ports) => completeTournament(ports, actor, id);
  expect(await killAtEachStep(id, complete)).toBeGreaterThan(10);
  expect(await killAtEachStep(id, (ports) => reopenTournament(ports, actor, id, 'A wrong result'))).toBeGreaterThan(8);
  await complete(portsOf(app));
  const approve = (ports: Ports) => approvePlacements(ports, actor, id);
  expect(await killAtEachStep(id, approve)).toBeGreaterThan(8);
  const approved = await readWritten(id);
  await approve(portsOf(app));
  expect(await readWritten(id)).toBe(approved);

  const pay = (ports: Ports) => payPrizes(ports, actor, id);
  expect(await killAtEachStep(id, pay)).toBeGreaterThan(12);
  const paid = await readWritten(id);
  expect(await pay(portsOf(app))).toMatchObject({ isPaidNow: false });
  expect(await readWritten(id)).toBe(paid);
  expect(await escrowOf(sql, id)).toBe(0);

  expect(await killAtEachStep(id, (ports) => issueCertificates(ports, actor, id))).toBeGreaterThan(8);
  expect(await issueCertificates(portsOf(app), actor, id)).toMatchObject({ total: 2 });

  const [winner] =
    await sql`SELECT registration_id AS id FROM tournament_placement WHERE tournament_id = ${id} AND rank = 1`;
  const wanted = { registrationId: winner?.id as Id<'registration'>, reason: 'Cheating', isDryRun: false };
  const disqualify = (ports: Ports) => disqualifyAfterwards(ports, actor, wanted);
  expect(await killAtEachStep(id, disqualify)).toBeGreaterThan(20);
  const done = await readWritten(id);
  await expect(disqualify(portsOf(app))).rejects.toMatchObject({ code: 'state_conflict' });
  expect(await readWritten(id)).toBe(done);
  const states =
    await sql`SELECT type, state FROM certificate_certificate WHERE tournament_id = ${id} ORDER BY type, state`;
  expect(states).toEqual([
    { type: 'runner_up', state: 'superseded' },
    { type: 'winner', state: 'pending' },
    { type: 'winner', state: 'revoked' },
  ]);
  await expectConsistentLedger(sql);
});
