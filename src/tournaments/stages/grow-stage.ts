// Use case: store the matches that a format creates during play, such as the reset of a grand final. It looks at all completed matches
// and creates nothing twice, so a call that was lost is made good by the next one.

import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertMatches } from '../matches/match-store.ts';
import { announceReady } from '../reminders/reminder-store.ts';
import { insertEvent, lockRow } from '../store.ts';
import { listStageEntrants, type StageEntrant } from './course/stage-entrant-store.ts';
import { formatOf, formatOfStage, type LiveStage } from './format-registry.ts';
import type { Stage, StageRound } from './stage.ts';
import { type CreatedMatch, createdMatches } from './stage-play.ts';
import { isRoundOpen, listStageMatches, lockStages } from './stage-store.ts';
import { nameMatches, type StoredMatch, toStageState } from './stored-match.ts';

/** After a result: matches are created when a round of a group is over. */
export async function growAfterRound(ports: Ports, id: Id<'tournament'>, round: StageRound): Promise<void> {
  if (!(await isRoundOpen(ports.db, id, round))) await growStage(ports, id, round.number);
}

/** After an act that may complete any matches. */
export async function growStages(ports: Ports, id: Id<'tournament'>, stages: readonly LiveStage[]): Promise<void> {
  for (const { number, format, settings } of stages)
    if (formatOf(format).createsMatches?.(settings)) await growStage(ports, id, number);
}

export async function growStage(ports: Ports, id: Id<'tournament'>, number: number): Promise<void> {
  const now = ports.clock();
  const events = await inTransaction(ports.db, async (sql) => {
    const tournament = await lockRow(sql, id);
    if (tournament?.state !== 'live') return null;
    const stage = (await lockStages(sql, id)).find((each) => each.number === number);
    if (stage?.state !== 'live') return null;
    if (formatOfStage(stage).createsMatches?.(stage.settings) !== true) return null;
    const stored = await listStageMatches(sql, id, number);
    const entrants = await listStageEntrants(sql, id, number);
    const created = dueMatches(stage, stored, entrants);
    if (created.length === 0) return null;
    const matches = nameMatches(ports.newId, created, entrants, stored);
    await insertMatches(sql, { tournamentId: id, stage: number, now }, matches);
    const row = { id: ports.newId('event'), type: 'bracket_generated' as const, createdAt: now };
    const told = { stage: number, entrants: entrants.length, matches: created.length };
    return [await insertEvent(sql, id, row, told), ...(await announceReady(sql, id, matches, now))];
  });
  if (events !== null) ports.publish(events.map(toEvent));
}

/** Matches that follow from results and are not stored yet. A stage is not over before they are. */
export function dueMatches(
  stage: Stage,
  stored: readonly StoredMatch[],
  entrants: readonly StageEntrant[],
): readonly CreatedMatch[] {
  const format = formatOfStage(stage);
  if (format.createsMatches?.(stage.settings) !== true) return [];
  return createdMatches(format, toStageState(stored, entrants, stage.settings));
}
