// Writes a stage that starts: its entrants with their seeds and groups, and the matches that its format builds. A step of an act that
// holds the locks on tournament and stage.

import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import type { OutboxJson } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { insertMatches } from '../../matches/match-store.ts';
import { announceReady } from '../../reminders/reminder-store.ts';
import { ratingTieBreak } from '../../standings/tie-break-choice.ts';
import { insertEvent } from '../../store.ts';
import { fewerByes } from '../entries/bye-rules.ts';
import { settleByes } from '../entries/settle-byes.ts';
import { formatOfStage } from '../format-registry.ts';
import { groupsOfSeeds } from '../groups.ts';
import type { Stage } from '../stage.ts';
import { moveStage } from '../stage-store.ts';
import { nameMatches } from '../stored-match.ts';
import { insertStageEntrants } from './stage-entrant-store.ts';

export interface StageSeeds {
  /** Best seed first. */
  readonly order: readonly Id<'registration'>[];
  /** The organizer gave the order: the event carries it, since no rule gives it again. */
  readonly isNamed?: boolean;
}

/** @throws DomainError not_enough_entrants, state_conflict, round_not_pairable, tie_break_not_allowed. */
export async function beginStage(
  sql: Sql,
  ports: Ports,
  tournamentId: Id<'tournament'>,
  stage: Stage,
  { order, isNamed = false }: StageSeeds,
): Promise<OutboxJson[]> {
  const { number, groups, settings } = stage;
  const format = formatOfStage(stage);
  refuseWrongSize(stage, order.length);
  const now = ports.clock();
  const { byes, events } = await settleByes(sql, ports, tournamentId, stage, order);
  const plans = format.build(order.length, settings, byes);
  if (plans.length === 0) throw refuseAllAway(number);
  const groupOf = groupsOfSeeds(order.length, groups);
  const entrants = order.map((registrationId, index) => ({
    registrationId,
    seed: index + 1,
    group: groupOf[index] ?? 1,
  }));
  const matches = nameMatches(ports.newId, plans, entrants);
  const byRating = ratingRuleOf(stage, order.length);
  const rated = await insertStageEntrants(sql, tournamentId, number, entrants, byRating !== null);
  if (byRating !== null && rated.unratedCount > 0 && !rated.hasList)
    throw refuseUnrated(stage, byRating, rated.unratedCount);
  await insertMatches(sql, { tournamentId, stage: number, now }, matches);
  await moveStage(sql, tournamentId, number, 'live');
  const event = () => ({ id: ports.newId('event'), createdAt: now });
  const size = { stage: number, entrants: order.length };
  return [
    ...events,
    await insertEvent(
      sql,
      tournamentId,
      { ...event(), type: 'stage_started' },
      { ...size, order: isNamed ? [...order] : null },
    ),
    await insertEvent(
      sql,
      tournamentId,
      { ...event(), type: 'bracket_generated' },
      { ...size, matches: matches.length },
    ),
    ...(await announceReady(sql, tournamentId, matches, now)),
  ];
}

/** Only requested byes keep a round from being played. */
function refuseAllAway(stage: number) {
  const facts = { stage, round: 1, reason: 'too_few_entrants', rules: [] };
  return refuse('round_not_pairable', { ...facts, wayOn: fewerByes(stage) });
}

/** The tie-break that needs ratings; null: none does. */
export function ratingRuleOf(stage: Stage, entrantCount: number): string | null {
  const rules = formatOfStage(stage).standings?.(stage.settings, entrantCount);
  return rules === undefined ? null : ratingTieBreak(rules.tieBreaks, rules.kind);
}

/** With a list, new players are unrated, and FIDE's rule leaves the tie-break out. Without one, the plan cannot have meant that. */
function refuseUnrated({ number }: Stage, tieBreak: string, unrated: number) {
  const reason = 'the tournament counts for no rating list, and entrants have no rating by hand';
  const wayOn = `PUT /v1/tournaments/:id/rating-list, a rating for each entrant, or PUT /v1/tournaments/:id/stages/${number} with other tie-breaks`;
  return refuse('tie_break_not_allowed', { stage: number, tieBreak, reason, unrated, wayOn });
}

function refuseWrongSize(stage: Stage, confirmed: number): void {
  const { number, groups, settings } = stage;
  const { entrantsMax, entrantsNeeded } = formatOfStage(stage);
  const needed = entrantsNeeded?.(settings);
  const [least, most] = [needed ?? 2 * groups, needed ?? entrantsMax];
  if (confirmed < least) throw refuse('not_enough_entrants', { stage: number, confirmed, needed: least });
  if (confirmed > most) throw refuse('state_conflict', { stage: number, entrants: confirmed, entrantsMax: most });
}
