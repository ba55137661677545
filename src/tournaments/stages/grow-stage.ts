// Use case: store the matches that a format creates during play, such as the reset of a grand final. It looks at all completed matches
// and creates nothing twice, so a call that was lost is made good by the next one.

import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertMatches } from '../matches/match-store.ts';
import { insertEvent, lockRow } from '../store.ts';
import type { StageState } from './format.ts';
import { formatOf, type StageSettings } from './format-registry.ts';
import type { MatchPlan } from './match.ts';
import type { StageRound } from './stage.ts';
import { openMatch } from './stage-play.ts';
import { isRoundOpen, listStageMatches, lockStage } from './stage-store.ts';
import { entrantsOf, nameMatches, toStageState } from './stored-match.ts';

/** After a result: matches are created when a round of a group is over. */
export async function growAfterRound(ports: Ports, id: Id<'tournament'>, round: StageRound): Promise<void> {
  if (!(await isRoundOpen(ports.db, id, round))) await growStage(ports, id, round.number);
}

export async function growStage(ports: Ports, id: Id<'tournament'>, number: number): Promise<void> {
  const now = ports.clock();
  const event = await inTransaction(ports.db, async (sql) => {
    const tournament = await lockRow(sql, id);
    if (tournament?.state !== 'live') return null;
    const { format, settings } = await lockStage(sql, id, number);
    if (formatOf(format).createsMatches?.(settings) !== true) return null;
    const stored = await listStageMatches(sql, id, number);
    const entrants = entrantsOf(stored);
    const plans = createdMatches(formatOf(format), toStageState(stored, entrants, settings));
    if (plans.length === 0) return null;
    await insertMatches(
      sql,
      { tournamentId: id, stage: number, now },
      nameMatches(ports.newId, plans, entrants, stored),
    );
    const row = { id: ports.newId('event'), type: 'bracket_generated' as const, createdAt: now };
    return insertEvent(sql, id, row, { entrants: entrants.length, matches: plans.length });
  });
  if (event !== null) ports.publish([toEvent(event)]);
}

/** What follows from the completed matches and is not there yet. */
export function createdMatches(
  format: ReturnType<typeof formatOf>,
  stage: StageState<StageSettings>,
): readonly MatchPlan[] {
  let state = stage;
  const plans: MatchPlan[] = [];
  for (const match of stage.matches) {
    if (match.result === null) continue;
    const { created } = format.advance(state, match);
    plans.push(...created);
    state = { ...state, matches: [...state.matches, ...created.map(openMatch)] };
  }
  return plans;
}
