// Who plays in a later stage, best seed first: those who have qualified, seeded by the rule or by the organizer, or those whom the organizer names.

import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { formatOfStage } from '../format-registry.ts';
import type { Stage } from '../stage.ts';
import { type AutomaticQualification, qualify, type RankedEntrant } from './qualification.ts';
import { seedApart } from './seed-apart.ts';

/** Best seed first. */
export type Order = readonly Id<'registration'>[];

/** An entrant of the stage before. */
export type Candidate = RankedEntrant & { readonly registrationId: Id<'registration'> };

/** @throws DomainError not_enough_entrants, invalid_request. */
export function seedStage(
  stage: Stage,
  source: Pick<Stage, 'number' | 'groups'>,
  candidates: readonly Candidate[],
  order: Order | undefined,
): Order {
  const { entrants } = stage;
  if (entrants === null || entrants.from === 'manual') return namedOrder(candidates, order);
  const qualified = qualify(entrants as AutomaticQualification, candidates, source.groups);
  if (qualified === null) {
    const confirmed = candidates.filter(({ isAvailable }) => isAvailable).length;
    throw refuse('not_enough_entrants', { stage: stage.number, from: source.number, confirmed });
  }
  if (order !== undefined) return sameEntrants(qualified, order);
  const grouped = qualified.map((entrant) => ({ ...entrant, groupRank: groupRankOf(entrant, candidates) }));
  const plans = grouped.length < 2 * stage.groups ? [] : formatOfStage(stage).build(grouped.length, stage.settings);
  return seedApart(grouped, plans).map(({ registrationId }) => registrationId);
}

const groupRankOf = (entrant: Candidate, all: readonly Candidate[]) =>
  1 + all.filter(({ group, rank }) => group === entrant.group && rank < entrant.rank).length;

const fault = (reason: string) => refuse('invalid_request', { field: 'order', reason });

function namedOrder(candidates: readonly Candidate[], order: Order | undefined): Order {
  if (order === undefined) throw fault('names the entrants of this stage, best seed first');
  const available = new Set(
    candidates.flatMap(({ registrationId, isAvailable }) => (isAvailable ? registrationId : [])),
  );
  if (new Set(order).size < order.length) throw fault('names an entrant twice');
  const other = order.find((registrationId) => !available.has(registrationId));
  if (other !== undefined)
    throw fault(`${other} is not available: no entrant of the stage before, gone, or in another stage`);
  return order;
}

function sameEntrants(qualified: readonly Candidate[], order: Order): Order {
  const isSame = new Set(order).size === order.length && order.length === qualified.length;
  if (!isSame || qualified.some(({ registrationId }) => !order.includes(registrationId)))
    throw fault('every entrant who has qualified exactly once');
  return order;
}
