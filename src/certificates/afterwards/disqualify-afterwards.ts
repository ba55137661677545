// Use case: staff disqualify an entrant after the end. One transaction does it all: new ranks, certificates, prizes, audit row and event.
// A dry run does the same and rolls it back, so that it shows exactly what would happen.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { ChangedPrize } from '../../economy/escrow/change-prizes.ts';
import { type Done, runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { announce } from '../../tournaments/announce.ts';
import { type ChangedRank, disqualifyPlaced } from '../../tournaments/completion/disqualify-placed.ts';
import { insertAudit } from '../issuing/issue-store.ts';
import { type CorrectedCertificates, correctCertificates } from './correct-certificates.ts';

export interface Afterwards extends CorrectedCertificates {
  readonly tournamentId: Id<'tournament'>;
  readonly ranks: readonly ChangedRank[];
  readonly prizes: readonly ChangedPrize[];
}

export interface WantedDisqualification {
  readonly registrationId: Id<'registration'>;
  readonly reason: string;
  readonly isDryRun: boolean;
}

class DryRun extends Error {
  readonly outcome: Afterwards;
  constructor(outcome: Afterwards) {
    super('rolls the transaction back');
    this.outcome = outcome;
  }
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, tournament_not_completed, state_conflict. */
export async function disqualifyAfterwards(
  ports: Ports,
  actor: Actor,
  wanted: WantedDisqualification,
): Promise<Afterwards> {
  try {
    return await runAct<Afterwards>(ports, async (sql) => {
      const { registrationId, reason } = wanted;
      const { playerId, ...done } = await disqualifyPlaced(sql, ports, actor, registrationId);
      const { tournamentId, ranks, prizes } = done;
      const certificates = await correctCertificates(sql, ports, actor, { tournamentId, registrationId, reason });
      const outcome = { ...done, ...certificates };
      if (wanted.isDryRun) throw new DryRun(outcome);
      const facts = { ranks: ranks.length, certificates: certificates.corrected.length, ...coinsOf(prizes) };
      await insertAudit(sql, {
        ...{ id: ports.newId('audit'), event: 'registration.disqualified_afterwards', actorId: actor.playerId },
        ...(playerId === null ? {} : { subjectId: playerId }),
        ...{ refId: registrationId, meta: { reason, ...facts }, createdAt: ports.clock() },
      });
      const event = await announce(sql, ports, tournamentId, 'placements_corrected', async () => ({
        registrationId,
        ...facts,
      }));
      return { outcome, events: [event] } satisfies Done<Afterwards>;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  }
}

/** Coins that moved or are owed, to entrants and back from them. */
function coinsOf(prizes: readonly ChangedPrize[]) {
  const sum = (of: (prize: ChangedPrize) => bigint) => prizes.reduce((total, prize) => total + of(prize), 0n);
  const above = (coins: bigint) => (coins > 0n ? coins : 0n);
  return {
    paidCoins: Number(sum(({ moved }) => above(moved))),
    returnedCoins: Number(sum(({ moved }) => above(-moved))),
    owedCoins: Number(sum(({ owed }) => above(owed))),
    claimedCoins: Number(sum(({ owed }) => above(-owed))),
  };
}
