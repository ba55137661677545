// Use case: the organizer lets a player or a team into a stage that is running. The place is after all others, no fee is charged, and the rounds
// that are over bring no points.

import type { Actor } from '../../../core/actor.ts';
import { readDisplayName } from '../../../core/display-name.ts';
import { invariant, refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { insertMatches } from '../../matches/match-store.ts';
import { announceReady } from '../../reminders/reminder-store.ts';
import { insertAudit, insertEvent } from '../../store.ts';
import { ratingRuleOf } from '../course/begin-stage.ts';
import { pickStage, refuseUnlessStage } from '../course/pick-stage.ts';
import { insertStageEntrants, listStageEntrants, type StageEntrant } from '../course/stage-entrant-store.ts';
import type { LateEntry } from '../format.ts';
import { formatOfStage } from '../format-registry.ts';
import { groupsOfSeeds } from '../groups.ts';
import { firstStage, type Stage } from '../stage.ts';
import { listStageMatches, lockStages } from '../stage-store.ts';
import { nameMatches, type StoredMatch, toStageState } from '../stored-match.ts';
import { forfeitToLate, insertLateRegistration, judgeLate, type LateEntrant } from './entry-store.ts';
import { explainLateRefusal } from './late-entrant.ts';
import { findLatePlace, lastBegunRound } from './late-place.ts';

export interface EnteredLate {
  readonly registrationId: Id<'registration'>;
  readonly displayName: string;
  readonly stage: number;
  readonly seed: number;
  readonly group: number;
  readonly round: number;
}

type Place = Pick<EnteredLate, 'stage' | 'seed' | 'group' | 'round'>;

/** @throws DomainError not_found, forbidden, state_conflict, late_entry_closed, sanctioned, already_registered, tournament_full, invalid_request. */
export function enterLate(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  { stage: number, entrant }: { readonly stage: number; readonly entrant: LateEntrant },
): Promise<EnteredLate> {
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, tournamentId, { state: 'live' });
    const stage = pickStage(await lockStages(sql, tournamentId), number);
    refuseUnlessStage(stage, 'live');
    const now = ports.clock();
    const { displayName: asked } = entrant;
    const named = { ...entrant, displayName: asked === null ? null : readDisplayName(asked, 'displayName') };
    const { verdict, facts, name: displayName, players } = await judgeLate(sql, tournamentId, named, now);
    if (verdict !== 'may_enter') throw explainLateRefusal(verdict, facts ?? {});
    invariant(displayName !== null, 'who may enter has a name');
    const entrants = await listStageEntrants(sql, tournamentId, number);
    const stored = await listStageMatches(sql, tournamentId, number);
    const entry = placeIn(stage, stored, entrants);
    const registrationId = ports.newId('registration');
    const seed = entrants.length + 1;
    const group = groupsOfSeeds(seed, stage.groups)[seed - 1] ?? 1;
    const place: Place = { stage: number, seed, group, round: entry.round };
    const registration = { id: registrationId, tournamentId, entrant, name: displayName, players, seed, now };
    await insertLateRegistration(sql, registration);
    const isRated = ratingRuleOf(stage, seed) !== null;
    await insertStageEntrants(sql, tournamentId, number, [{ registrationId, seed, group }], isRated);
    const matches = nameMatches(ports.newId, entry.matches, [...entrants, { registrationId }], stored);
    if (matches.length > 0) {
      await insertMatches(sql, { tournamentId, stage: number, now }, matches);
      await forfeitToLate(sql, { tournamentId, stage: number, registrationId }, now);
    }
    const event = () => ({ id: ports.newId('event'), createdAt: now });
    const created = { registrationId, displayName, state: 'confirmed' as const };
    const events = [
      await insertEvent(sql, tournamentId, { ...event(), type: 'registration_created' }, created),
      await insertEvent(sql, tournamentId, { ...event(), type: 'late_entry_added' }, { registrationId, ...place }),
      ...(await announceReady(sql, tournamentId, matches, now)),
    ];
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'registration.entered_late', actorId: actor.playerId },
      ...{ refId: registrationId, meta: { stage: number, round: entry.round }, createdAt: now },
    });
    return { outcome: { registrationId, displayName, ...place }, events };
  });
}

function placeIn(stage: Stage, stored: readonly StoredMatch[], entrants: readonly StageEntrant[]): LateEntry {
  const closed = (reason: string) => refuse('late_entry_closed', { stage: stage.number, reason });
  if (stage.number !== firstStage) throw closed('later_stage');
  const state = toStageState(stored, entrants, stage.settings);
  const place = findLatePlace(formatOfStage(stage), state, lastBegunRound(stored));
  if (typeof place === 'string') throw closed(place);
  return place;
}
