// Use case: the organizer or a co-organizer makes an invitation code, until the start. Only the first answer has the code; Laurel stores
// its hash.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { limitReached } from '../../core/limits.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { claimCodeBytes, claimCodeOf, hashClaimCode } from '../guests/claim-code.ts';
import { insertAudit } from '../store.ts';
import { countCodes, insertCode } from './condition-store.ts';
import { codesMax, type InvitationCode } from './entry-condition.ts';
import { lockForConditions } from './lock-for-conditions.ts';

export interface MadeCode extends InvitationCode {
  /** null in the answer to a repeated request. */
  readonly code: string | null;
}

export interface CodeOrder {
  readonly usesMax: number;
  /** null: never. */
  readonly expiresAt: Instant | null;
}

/** @throws DomainError not_found, forbidden, state_conflict, limit_reached, invalid_request. */
export async function makeCode(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  { usesMax, expiresAt }: CodeOrder,
): Promise<MadeCode> {
  let code: string | null = null;
  const now = ports.clock();
  if (expiresAt !== null && expiresAt <= now)
    throw refuse('invalid_request', { field: 'expiresAt', reason: 'must be in the future' });
  const made = await runAct(ports, async (sql) => {
    await lockForConditions(sql, actor, tournamentId);
    if ((await countCodes(sql, tournamentId)) >= codesMax) throw limitReached('invitation', codesMax);
    const text = claimCodeOf(ports.randomBytes(claimCodeBytes));
    const id = ports.newId('invitation');
    const row = await insertCode(sql, tournamentId, {
      ...{ id, usesMax, expiresAt, createdBy: actor.playerId, createdAt: now },
      codeHash: (await hashClaimCode(text)) as string,
    });
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'invitation.code_made', actorId: actor.playerId, refId: tournamentId },
      ...{ meta: { invitationId: id, usesMax }, createdAt: now },
    });
    code = text;
    return { outcome: row };
  });
  return { ...made, code };
}
