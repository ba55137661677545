// What a sanction blocks is decided by sanction_gate in the database, and by judgeGate, which people read. A third, slow form is the
// oracle: a table of what each kind blocks, and a walk over all sanctions.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Facts } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import {
  type Attempt,
  gatedActs,
  gateFacts,
  judgeGate,
  needsSecond,
  type Sanction,
  sanctionAreas,
  sanctionKinds,
} from '../../../src/sanctions/sanction.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { newId } from '../../support/rules/row-check.ts';

const database = useDatabase();
const now = '2026-06-01T00:00:00.000Z' as Instant;
const [here, elsewhere] = [newId('tournament'), newId('tournament')];
const [moderator, second] = [newId('player'), newId('player')];

/** Seconds around the moment of the act, often exactly on it. */
const offset = fc.constantFrom(-1000, -1, 0, 1, 1000);

const aSanction = fc.record({
  kind: fc.constantFrom(...sanctionKinds),
  areas: fc.option(fc.uniqueArray(fc.constantFrom(...sanctionAreas), { minLength: 1 })),
  tournamentId: fc.constantFrom(null, here, elsewhere),
  reasonCode: fc.constantFrom(...sanctionReasonCodes),
  start: offset,
  length: fc.option(fc.constantFrom(1, 2, 999, 1000, 1001, 2000)),
  needsConfirmation: fc.boolean(),
  isConfirmed: fc.boolean(),
  isRevoked: fc.boolean(),
  isFulfilled: fc.boolean(),
  isReduced: fc.boolean(),
});

const anAttempt = fc.record({
  act: fc.constantFrom(...gatedActs),
  tournamentId: fc.constantFrom(null, here, elsewhere),
}) as fc.Arbitrary<Attempt>;

it('the database blocks the acts that the rules block, and names the same sanction', async () => {
  const property = fc.asyncProperty(
    fc.array(aSanction, { maxLength: 6 }),
    fc.array(anAttempt, { minLength: 1, maxLength: 6 }),
    async (drawn, attempts) => {
      const player = newId('player');
      const sanctions = drawn.map((one) => toSanction(player, one)).flatMap(withEarlier);
      await database.sql`
        INSERT INTO sanction_record
        SELECT * FROM jsonb_populate_recordset(NULL::sanction_record, ${JSON.stringify(sanctions.map(toRow))}::text::jsonb)`;
      for (const attempt of attempts) {
        const expected = judgeGate(sanctions, attempt, now);
        expect(expected?.id ?? null).toBe(slowGate(sanctions, attempt)?.id ?? null);
        const [row] = await database.sql<{ facts: Facts | null }[]>`
          SELECT sanction_gate(${player}, ${attempt.tournamentId}, ${attempt.act}, ${now}::timestamptz) AS facts`;
        expect(row?.facts).toEqual(expected === null ? null : gateFacts(expected));
      }
    },
  );
  await fc.assert(property, { numRuns: caseCount({ usual: 150, nightly: 5000 }) });
});

it('the database asks for a second moderator where the rule does: a ban without an end, or of more than ten years', async () => {
  const days = fc.option(fc.constantFrom(1, 365, 3649, 3650, 3651, 2_900_000));
  const property = fc.asyncProperty(fc.constantFrom(...sanctionKinds), days, offset, async (kind, length, seconds) => {
    const endsAt = length === null ? null : addSeconds(now, length * 86_400 + seconds);
    const [row] = await database.sql<{ needs: boolean }[]>`
      SELECT sanction_needs_second(${kind}, ${now}::timestamptz, ${endsAt}::timestamptz) AS needs`;
    expect(row?.needs).toBe(needsSecond({ kind, startsAt: now, endsAt }));
    expect(row?.needs).toBe(kind === 'ban' && (length === null || length * 86_400 + seconds > 315_360_000));
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 150, nightly: 5000 }) });
});

function toSanction(
  playerId: Id<'player'>,
  drawn: typeof aSanction extends fc.Arbitrary<infer T> ? T : never,
): Sanction {
  const { kind, areas, tournamentId, reasonCode, start, length, needsConfirmation, isConfirmed, isRevoked } = drawn;
  // Those with one effect cover all areas, and only certificates are suspended in one tournament.
  const hasAreas = ['warn', 'mute', 'suspend', 'ban'].includes(kind);
  const startsAt = addSeconds(now, start);
  const isSecond = needsConfirmation && isConfirmed;
  return {
    id: newId('sanction'),
    playerId,
    kind,
    areas: hasAreas ? areas : null,
    tournamentId: hasAreas || kind === 'certificate_suspension' ? tournamentId : null,
    reasonCode,
    statement: 'Said.',
    note: null,
    startsAt,
    endsAt: length === null ? null : addSeconds(startsAt, length),
    imposedBy: moderator,
    createdAt: now,
    needsConfirmation,
    confirmedBy: isSecond ? second : null,
    confirmedAt: isSecond ? now : null,
    revokedBy: isRevoked ? moderator : null,
    revokedAt: isRevoked ? now : null,
    revokeReason: isRevoked ? 'Mistaken.' : null,
    fulfilledAt: kind === 'hosting_probation' && drawn.isFulfilled ? now : null,
    earlierId: null,
    isReduced: drawn.isReduced,
  };
}

/** An appeal has revoked the one that it continues. */
function withEarlier(sanction: Sanction): Sanction[] {
  if (!sanction.isReduced) return [sanction];
  const revocation = { revokedBy: second, revokedAt: now, revokeReason: 'Reduced.', fulfilledAt: null };
  const earlier = { ...sanction, id: newId('sanction'), isReduced: false, ...revocation };
  return [earlier, { ...sanction, earlierId: earlier.id }];
}

const toRow = (one: Sanction) =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );

function slowGate(sanctions: readonly Sanction[], { act, tournamentId }: Attempt): Sanction | null {
  const table = `
    register suspend,ban competing
    check_in suspend,ban competing
    report ban competing
    transfer mute,ban,wallet_freeze -
    watch suspend,ban -
    staff suspend,ban staffing
    host suspend,ban hosting
    capture wallet_freeze -
    receive wallet_freeze -
    publish hosting_probation -`;
  const [, kinds = '', area = ''] =
    table
      .split('\n')
      .map((line) => line.trim().split(' '))
      .find(([name]) => name === act) ?? [];
  let strictest: Sanction | null = null;
  for (const one of [...sanctions].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const ms = (at: Instant | null) => (at === null ? Number.POSITIVE_INFINITY : Date.parse(at));
    const isRunning =
      ms(one.startsAt) <= ms(now) && ms(now) < ms(one.endsAt) && one.revokedAt === null && !one.fulfilledAt;
    const isConfirmed = !(one.needsConfirmation && one.confirmedAt === null);
    const isHere = one.tournamentId === null || one.tournamentId === tournamentId;
    const isCovered =
      kinds.split(',').includes(one.kind) && (one.areas === null || one.areas.some((covered) => covered === area));
    if (!(isRunning && isConfirmed && isHere && isCovered)) continue;
    if (strictest === null || ms(one.endsAt) > ms(strictest.endsAt)) strictest = one;
  }
  return strictest;
}
