// Use case: a moderator sanctions a player, everywhere or in one tournament.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { reasonOf, type SanctionReason } from '../../sanctions/reasons.ts';
import {
  needsSecond,
  refuseScope,
  type Sanction,
  type SanctionArea,
  type SanctionKind,
} from '../../sanctions/sanction.ts';
import { strikeFor } from '../../sanctions/strike.ts';
import { addStrike } from '../strikes/strike-store.ts';
import { insertSanction } from './store.ts';

export interface SanctionInput {
  readonly playerId: Id<'player'>;
  readonly kind: SanctionKind;
  /** Absent: all areas. */
  readonly areas?: readonly SanctionArea[] | undefined;
  /** Absent: everywhere. */
  readonly tournamentId?: Id<'tournament'> | undefined;
  readonly reasonCode: SanctionReason;
  readonly statement: string;
  readonly note?: string | undefined;
  /** Absent: now. */
  readonly startsAt?: Instant | undefined;
  /** Absent: by the catalogue. null: for ever. */
  readonly endsAt?: Instant | null | undefined;
}

const daySeconds = 86_400;

/** @throws DomainError not_found, invalid_request, forbidden for a sanction of oneself, conflict_of_interest. */
export async function imposeSanction(
  ports: Ports,
  actor: Actor,
  input: SanctionInput,
  hasFourEyes: boolean,
): Promise<Sanction> {
  const now = ports.clock();
  const sanction = toSanction(ports.newId('sanction'), actor.playerId, input, now, hasFourEyes);
  const { id, playerId, kind, reasonCode, endsAt, tournamentId } = sanction;
  const audit = {
    id: ports.newId('audit'),
    event: 'sanction.imposed',
    actorId: actor.playerId,
    subjectId: playerId,
    refId: id,
    meta: { kind, reasonCode, endsAt, tournamentId },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const verdict = await insertSanction(sql, sanction, audit, hasFourEyes);
    if (verdict === 'player_not_found') throw refuse('not_found', { kind: 'player' });
    if (verdict === 'tournament_not_found')
      throw refuse('invalid_request', { field: 'tournamentId', reason: 'is no tournament' });
    if (verdict === 'conflict_of_interest')
      throw refuse('conflict_of_interest', { reason: 'you play in this tournament, or run it' });
    const strike = strikeFor(reasonCode, now);
    if (strike !== null) await addStrike(sql, { sanctionId: id, playerId, createdAt: now, ...strike });
    return { outcome: sanction };
  });
}

function toSanction(
  id: Id<'sanction'>,
  imposedBy: Id<'player'>,
  input: SanctionInput,
  now: Instant,
  hasFourEyes: boolean,
): Sanction {
  const { playerId, kind, areas = null, tournamentId = null, reasonCode, statement, note = null } = input;
  if (playerId === imposedBy) throw refuse('forbidden', { reason: 'nobody sanctions oneself' });
  const field = refuseScope({ kind, areas, tournamentId });
  if (field !== null) throw refuse('invalid_request', { field, reason: `does not apply to ${kind}` });
  const startsAt = input.startsAt ?? now;
  if (startsAt < now) throw refuse('invalid_request', { field: 'startsAt', reason: 'is in the past' });
  const endsAt = input.endsAt === undefined ? endByCatalogue(reasonCode, startsAt) : input.endsAt;
  if (endsAt !== null && endsAt <= startsAt)
    throw refuse('invalid_request', { field: 'endsAt', reason: 'is not after the start' });
  return {
    id,
    playerId,
    kind,
    areas,
    tournamentId,
    reasonCode,
    statement,
    note,
    startsAt,
    endsAt,
    imposedBy,
    createdAt: now,
    needsConfirmation: hasFourEyes && needsSecond({ kind, startsAt, endsAt }),
    confirmedBy: null,
    confirmedAt: null,
    revokedBy: null,
    revokedAt: null,
    revokeReason: null,
    fulfilledAt: null,
    earlierId: null,
    isReduced: false,
  };
}

function endByCatalogue(code: SanctionReason, startsAt: Instant): Instant | null {
  const { defaultDays } = reasonOf(code);
  return defaultDays === null ? null : addSeconds(startsAt, defaultDays * daySeconds);
}
