// Use case: an organizer makes a sandbox. The tournament, its simulated players and their play coins are one transaction.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds } from '../../core/instant.ts';
import { limitReached } from '../../core/limits.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { openPlayWallets } from '../../economy/wallets/play-wallets.ts';
import type { Ports } from '../../outbox/ports.ts';
import { createTournament, type NewTournament } from '../setup/create-tournament.ts';
import { findPublishSanction } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { playerCount, type SandboxChoice, sandboxesMax } from './sandbox.ts';
import { insertSandbox } from './sandbox-store.ts';

/** `seed` null: the id of the tournament. */
export type SandboxOrder = Omit<SandboxChoice, 'seed'> & { readonly seed: string | null };

/** Of each player: enough for the fee. */
const playCoins = 100n;

/** @throws DomainError forbidden, sanctioned, limit_reached. */
export async function createSandbox(
  ports: Ports,
  actor: Actor,
  input: NewTournament,
  { seed, ...choice }: SandboxOrder,
): Promise<Tournament> {
  const players = Array.from({ length: playerCount(input.capacity) }, (): Id<'player'> => ports.newId('player'));
  try {
    return await createTournament(ports, actor, input, {
      sandbox: async (sql, { id: tournamentId, createdAt }) => {
        const creatorId = actor.playerId;
        // Nobody would publish it.
        const probation = await findPublishSanction(sql, tournamentId, createdAt);
        if (probation !== null) throw refuse('sanctioned', { ...probation, needs: 'a review by a moderator' });
        const nextAt = addSeconds(createdAt, 60 / choice.actsPerMinute);
        const sandbox = { ...choice, tournamentId, creatorId, players, seed: seed ?? tournamentId, nextAt };
        await insertSandbox(sql, { ...sandbox, createdAt });
        await openPlayWallets(sql, ports, { actorId: creatorId, players, amount: playCoins });
      },
    });
  } catch (error) {
    if (brokenConstraint(error) === 'sandbox_within_limit') throw limitReached('sandbox', sandboxesMax);
    throw error;
  }
}
