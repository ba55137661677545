// Use case: an organizer creates a tournament as a draft. With a fee or prizes it gets an escrow wallet.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { refusalForPlan } from '../../economy/escrow/prize-split.ts';
import { openEscrow } from '../../economy/wallets/open-wallet.ts';
import { currencyOf } from '../../economy/wallets/wallet.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayCreateTournament } from '../permission.ts';
import { findHostSanction, insertTournament } from '../store.ts';
import type { Tournament } from '../tournament.ts';

export type NewTournament = Pick<
  Tournament,
  | 'title'
  | 'issuer'
  | 'game'
  | 'accentColor'
  | 'timeZone'
  | 'mode'
  | 'rosterSize'
  | 'rosterSizeMax'
  | 'certificateHolders'
  | 'stages'
  | 'visibility'
  | 'capacity'
  | 'entrantsMin'
  | 'waitlistCapacity'
  | 'offerMinutes'
  | 'checkInMinutes'
  | 'autoConfirmMinutes'
  | 'requiresApproval'
  | 'entryCondition'
  | 'autoStart'
  | 'entryFee'
  | 'prizes'
  | 'registrationOpensAt'
  | 'registrationClosesAt'
  | 'startsAt'
>;

/** @throws DomainError forbidden. */
export function refuseUnlessMayCreate(actor: Actor): void {
  if (!mayCreateTournament(actor)) throw refuse('forbidden', { needs: 'organizer' });
}

export interface Making {
  readonly copiedFrom?: Id<'tournament'>;
  /** For a sandbox: writes what belongs to it, in the same transaction. */
  readonly sandbox?: (sql: Sql, tournament: Tournament) => Promise<void>;
}

/** @throws DomainError forbidden, sanctioned, invalid_request for prizes. */
export async function createTournament(
  ports: Ports,
  actor: Actor,
  input: NewTournament,
  { copiedFrom, sandbox }: Making = {},
): Promise<Tournament> {
  refuseUnlessMayCreate(actor);
  const planRefusal = input.prizes === null ? null : refusalForPlan(input.prizes);
  if (planRefusal !== null) throw planRefusal;
  const now = ports.clock();
  const tournament: Tournament = {
    ...input,
    id: ports.newId('tournament'),
    organizerId: actor.playerId,
    isSandbox: sandbox !== undefined,
    state: 'draft',
    confirmedCount: 0,
    waitlistedCount: 0,
    eventSeq: 0,
    eventEpoch: '0',
    publishedAt: null,
    startedAt: null,
    endedAt: null,
    settledAt: null,
    seedingMethod: null,
    seedingSeed: null,
    createdAt: now,
  };
  const audit: AuditRow = {
    id: ports.newId('audit'),
    event: 'tournament.created',
    actorId: actor.playerId,
    refId: tournament.id,
    ...(copiedFrom === undefined ? {} : { meta: { copiedFrom } }),
    createdAt: now,
  };
  return runAct(ports, async (sql) => {
    const sanction = await findHostSanction(sql, actor.playerId, now);
    if (sanction !== null) throw refuse('sanctioned', sanction);
    await insertTournament(sql, tournament, audit);
    if (tournament.entryFee > 0n || tournament.prizes !== null)
      await openEscrow(sql, ports, tournament.id, currencyOf(tournament));
    await sandbox?.(sql, tournament);
    return { outcome: tournament };
  });
}
