// Use case: a player takes over the entry of a guest with its claim code, at most once. A prize that waited is paid in the same
// transaction; if it cannot be, it is owed to the player.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { payLatePrize } from '../../economy/escrow/pay-late-prize.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Registration } from '../registration/registration.ts';
import { findRegistration } from '../registration/registration-store.ts';
import { readInstants } from '../registration/registration-verdict.ts';
import { hashClaimCode } from './claim-code.ts';
import { type Claimed, type ClaimRefusal, type ClaimRow, claimGuest } from './guest-store.ts';

/** @throws DomainError claim_code_not_valid, state_conflict, sanctioned, already_registered. Then nothing has changed. */
export async function claimEntry(ports: Ports, actor: Actor, typed: string): Promise<Registration> {
  const codeHash = await hashClaimCode(typed);
  if (codeHash === null) throw refuse('claim_code_not_valid');
  const id = await runAct(ports, async (sql) => {
    const row = await claimGuest(sql, {
      ...{ codeHash, actorId: actor.playerId, eventId: ports.newId('event'), auditId: ports.newId('audit') },
      now: ports.clock(),
    });
    if (row.verdict === 'done') await payWaiting(sql, ports, actor, row.outcome);
    if (row.verdict !== 'done' && row.verdict !== 'repeated') throw explain(row.verdict, row.outcome);
    return { outcome: row.outcome.registrationId, events: row.events };
  });
  const registration = await findRegistration(ports.db, id);
  invariant(registration !== null, 'registrations are never deleted');
  return registration;
}

async function payWaiting(sql: Sql, ports: Ports, { playerId }: Actor, claimed: Claimed): Promise<void> {
  const { tournamentId, registrationId, prizeRank: rank, prizeAmount } = claimed;
  if (rank === null || prizeAmount === null) return;
  const winner: { readonly registrationId: Id<'registration'>; readonly playerId: Id<'player'> } = {
    registrationId,
    playerId,
  };
  await payLatePrize(sql, ports, playerId, { tournamentId, winner, rank, amount: BigInt(prizeAmount) });
}

/** The same refusal for a code that never was and for one that somebody else has used. */
function explain(verdict: ClaimRefusal, facts: ClaimRow['outcome']) {
  const known = readInstants((facts ?? {}) as Parameters<typeof readInstants>[0]);
  if (verdict === 'code_not_valid') return refuse('claim_code_not_valid');
  if (verdict === 'wrong_registration_state') return refuse('state_conflict', known);
  return refuse(verdict, known);
}
