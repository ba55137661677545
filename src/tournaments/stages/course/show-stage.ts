// Use case: read one stage with its entrants and rounds.

import type { Actor } from '../../../core/actor.ts';
import type { Id } from '../../../core/id.ts';
import type { Database } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import { readTournament } from '../../setup/read-tournament.ts';
import { type AskedByes, listAskedByes } from '../entries/entry-store.ts';
import { leagueDays } from '../formats/league.ts';
import type { Stage } from '../stage.ts';
import { pickStage } from './pick-stage.ts';
import { listRounds, listStageEntrants, type RoundProgress, type StageEntrant } from './stage-entrant-store.ts';

export interface StageDetail {
  readonly stage: Stage;
  readonly entrants: readonly StageEntrant[];
  readonly rounds: readonly (RoundProgress & { readonly day: string | null })[];
  /** Byes that were asked for before the start; empty afterwards. */
  readonly asked: readonly AskedByes[];
}

/** @throws DomainError not_found. */
export async function showStage(
  db: Database,
  actor: Actor | null,
  id: Id<'tournament'>,
  number: number,
): Promise<StageDetail> {
  const stage = pickStage((await readTournament(db, actor, id)).stages, number);
  const [entrants, rounds, asked] = await Promise.all([
    listStageEntrants(db.sql, id, number),
    listRounds(db.sql, id, number),
    stage.state === 'planned' ? run(() => listAskedByes(db.sql, id, number, ['confirmed'])) : [],
  ]);
  return { stage, entrants, asked, rounds: rounds.map((round) => ({ ...round, day: dayOf(stage, entrants, round) })) };
}

/** Groups of an odd number of entrants have one round more. */
function dayOf(stage: Stage, entrants: readonly StageEntrant[], { group, round }: RoundProgress): string | null {
  if (stage.format !== 'league') return null;
  const size = entrants.filter((entrant) => entrant.group === group).length;
  return leagueDays(size, stage.settings)[round - 1] ?? null;
}
