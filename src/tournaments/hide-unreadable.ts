// Part of the routes of records of a tournament: to others a record of a draft or a private tournament is the same as none.

import type { Actor } from '../core/actor.ts';
import { DomainError, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../outbox/ports.ts';
import { mayRead } from './setup/read-tournament.ts';
import { findTournament, findTournamentOf } from './store.ts';

type RecordKind = 'match' | 'registration' | 'dispute';

interface Asked<K extends RecordKind> {
  readonly services: { readonly ports: Ports };
  readonly actor: Actor | null;
  readonly params: { readonly id: Id<K> };
}

/** Refusals that tell that the record is there. Who is part of it gets them unchanged. */
const revealing: ReadonlySet<string> = new Set(['forbidden', 'not_a_participant', 'not_found']);

/** The same act, which refuses with not_found who may not read the tournament of the record. */
export const hideUnreadable =
  <K extends RecordKind, A extends Asked<K>, R>(kind: K, act: (asked: A) => Promise<R>) =>
  async (asked: A): Promise<R> => {
    try {
      return await act(asked);
    } catch (error) {
      if (error instanceof DomainError && revealing.has(error.code) && !(await isReadable(asked)))
        throw refuse('not_found', { kind });
      throw error;
    }
  };

async function isReadable({ services, actor, params }: Asked<RecordKind>): Promise<boolean> {
  const { db } = services.ports;
  const id = await findTournamentOf(db, params.id);
  const tournament = id === null ? null : await findTournament(db, id);
  return tournament !== null && (await mayRead(db, actor, tournament));
}
