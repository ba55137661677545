// Use case: staff make the claim code of a guest anew, for example because it was lost. The earlier code ends.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { findEntrant } from '../registration/entrant-store.ts';
import { insertAudit } from '../store.ts';
import { claimCodeBytes, claimCodeOf, hashClaimCode } from './claim-code.ts';
import { renewClaimCode } from './guest-store.ts';

/** null in the answer to a repeated request. @throws DomainError not_found, forbidden, state_conflict. */
export async function renewCode(ports: Ports, actor: Actor, id: Id<'registration'>): Promise<string | null> {
  let code: string | null = null;
  await runAct(ports, async (sql) => {
    const entrant = await findEntrant(sql, id);
    if (entrant === null) throw refuse('not_found', { kind: 'registration' });
    await lockTournament(sql, actor, entrant.tournamentId, { act: 'enter' });
    const made = claimCodeOf(ports.randomBytes(claimCodeBytes));
    const verdict = await renewClaimCode(sql, id, (await hashClaimCode(made)) as string);
    if (verdict !== 'done') throw refuse('state_conflict', { claim: verdict });
    code = made;
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'guest.code_renewed', actorId: actor.playerId, refId: id },
      createdAt: ports.clock(),
    });
    return { outcome: null };
  });
  return code;
}
