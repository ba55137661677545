// Whether a strike may be dismissed and a sanction appealed is decided in the database, and by judgeDismissal and judgeAppeal, which people
// read. Both agree on random sanctions, often exactly at the moments at which something begins or ends. Each case is rolled back.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { judgeAppeal } from '../../../src/moderation/appeals/appeal.ts';
import { reasonOf, sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import type { Sanction } from '../../../src/sanctions/sanction.ts';
import { judgeDismissal, type Strike } from '../../../src/sanctions/strike.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { newId } from '../../support/rules/row-check.ts';

const database = useDatabase();
const now = '2026-06-01T00:00:00.000Z' as Instant;
const [player, moderator, second] = [newId('player'), newId('player'), newId('player')];
const days = (count: number) => count * 86_400;
const windowDays = 14;

const drawnCase = fc.record({
  kind: fc.constantFrom('ban' as const, 'hosting_probation' as const),
  reasonCode: fc.constantFrom('cheating' as const, 'no_shows' as const, 'unsporting_conduct' as const),
  created: fc.constantFrom(0, -1, -days(1) + 1, -days(1), ...[0, 1, 1].map((late) => -days(windowDays) - late)),
  endsIn: fc.constantFrom(null, null, 0, 1),
  needsConfirmation: fc.boolean(),
  isConfirmed: fc.boolean(),
  ended: fc.constantFrom(null, null, null, 'revoked' as const, 'fulfilled' as const),
  decaysIn: fc.constantFrom(0, 1, 1, 1),
  isDismissed: fc.constantFrom(false, false, false, true),
  hasAppealed: fc.constantFrom(false, false, false, true),
  actor: fc.constantFrom(player, moderator),
});
type Drawn = typeof drawnCase extends fc.Arbitrary<infer T> ? T : never;

it('the database dismisses the strikes and takes the appeals that the rules do', async () => {
  const reached = new Set<string>();
  const property = fc.asyncProperty(drawnCase, async (drawn) => {
    const [sanction, strike] = toRecord(drawn);
    const { actor, hasAppealed } = drawn;
    const verdicts = await tryBoth(sanction, strike, drawn);
    const expected = {
      dismissal: judgeDismissal(strike, actor, now),
      appeal: judgeAppeal(sanction, { playerId: actor, hasAppealed, windowDays, now }),
    };
    expect(verdicts).toEqual(expected);
    for (const [act, verdict] of Object.entries(expected)) reached.add(`${act} ${verdict}`);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 150, nightly: 5000 }) });
  expect([...reached].sort()).toEqual([
    ...['appealed', 'closed', 'done', 'not_found', 'too_early', 'too_late'].map((verdict) => `appeal ${verdict}`),
    ...['closed', 'done', 'own_sanction'].map((verdict) => `dismissal ${verdict}`),
  ]);
});

function toRecord(drawn: Drawn): readonly [Sanction, Strike] {
  const createdAt = addSeconds(now, drawn.created);
  const at = (is: boolean) => (is ? now : null);
  const isConfirmed = drawn.needsConfirmation && drawn.isConfirmed;
  const isRevoked = drawn.ended === 'revoked';
  const sanction: Sanction = {
    ...{ id: newId('sanction'), playerId: player, kind: drawn.kind, areas: null, tournamentId: null },
    ...{ reasonCode: drawn.reasonCode, statement: 'Said.', note: null, imposedBy: moderator, createdAt },
    startsAt: addSeconds(now, Math.min(drawn.created, -1)),
    endsAt: drawn.endsIn === null ? null : addSeconds(now, drawn.endsIn),
    needsConfirmation: drawn.needsConfirmation,
    ...{ confirmedBy: isConfirmed ? second : null, confirmedAt: at(isConfirmed) },
    ...{ revokedBy: isRevoked ? second : null, revokedAt: at(isRevoked), revokeReason: isRevoked ? 'No.' : null },
    fulfilledAt: at(drawn.ended === 'fulfilled' && drawn.kind === 'hosting_probation'),
    earlierId: null,
    isReduced: false,
  };
  const strike: Strike = {
    ...{ sanctionId: sanction.id, playerId: player, reasonCode: sanction.reasonCode, points: 1 },
    ...{ createdAt: addSeconds(now, -days(20)), decaysAt: addSeconds(now, drawn.decaysIn) },
    ...{ dismissedBy: drawn.isDismissed ? second : null, dismissedAt: at(drawn.isDismissed) },
    dismissReason: drawn.isDismissed ? 'No.' : null,
    ...{ revokedAt: sanction.revokedAt, confirmedAt: sanction.confirmedAt },
    needsConfirmation: sanction.needsConfirmation,
  };
  return [sanction, strike];
}

const toRow = (one: object) =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );
const waits = Object.fromEntries(sanctionReasonCodes.map((code) => [code, reasonOf(code).appealAfterDays]));
const rolledBack = new Error('rolled back');

async function tryBoth(sanction: Sanction, strike: Strike, { actor, hasAppealed }: Drawn) {
  let verdicts: object | undefined;
  const done = database.sql.begin(async (sql) => {
    const insert = (table: string, row: object) =>
      sql.unsafe(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1::text::jsonb)`, [
        JSON.stringify(toRow(row)),
      ]);
    await insert('sanction_record', sanction);
    await insert('sanction_strike', strike);
    const text = 'It was not me, look again.';
    const appeal = (id: Id<'appeal'>, by: Id<'player'>) => sql<{ verdict: string }[]>`
      SELECT moderation_appeal(${id}, ${by}, ${sanction.id}, ${text}, ${JSON.stringify(waits)}::text::jsonb, ${windowDays}::integer,
        ${now}::timestamptz) AS verdict`;
    if (hasAppealed)
      await insert('moderation_appeal', {
        id: newId('appeal'),
        sanctionId: sanction.id,
        playerId: player,
        text,
        createdAt: now,
      });
    const [dismissed] = await sql<{ verdict: string }[]>`
      SELECT sanction_dismiss_strike(${sanction.id}, ${actor}, 'No.', ${now}::timestamptz) AS verdict`;
    const [appealed] = await appeal(newId('appeal'), actor);
    verdicts = { dismissal: dismissed?.verdict, appeal: appealed?.verdict };
    throw rolledBack;
  });
  await done.catch((error: unknown) => {
    if (error !== rolledBack) throw error;
  });
  return verdicts;
}
