// Rebuilds a bracket from its start and the events of its tournament, with nothing but the pure rules.

import type { Format, StageState } from '../../src/tournaments/stages/format.ts';
import { type FormatChoice, formatOf } from '../../src/tournaments/stages/format-registry.ts';
import type { MatchKey, MatchResult } from '../../src/tournaments/stages/match.ts';
import { forfeitMatch, leaveStage } from '../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../src/tournaments/stages/stage-correction.ts';
import { completeMatch, openStage } from '../../src/tournaments/stages/stage-play.ts';
import { keyText } from './stored-stage.ts';

interface Event {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the payloads are checked by the outbox' own tests
  readonly payload: any;
}

export interface Replayed {
  readonly state: StageState<unknown>;
  /** Matches that were reported and are not over. */
  readonly waiting: ReadonlyMap<string, 'pending_result' | 'disputed'>;
}

/** `entrants` are registrations in order of seed. */
export function replayEvents(
  { format: name, settings }: FormatChoice,
  entrants: readonly string[],
  events: readonly Event[],
): Replayed {
  const format = formatOf(name);
  let state: StageState<FormatChoice['settings']> = openStage(format, entrants.length, settings);
  const waiting = new Map<string, 'pending_result' | 'disputed'>();
  for (const { type, payload } of events) {
    const key: MatchKey = payload;
    const at = { group: key.group, round: key.round, position: key.position };
    const { outcome, places, scores }: MatchResult = payload;
    if (type === 'result_reported' || type === 'dispute_opened') waiting.set(keyText(key), payload.state);
    if (type === 'match_completed') {
      state = finish(format, state, at, { outcome, places, scores });
      waiting.delete(keyText(key));
    }
    if (type === 'match_corrected') {
      const { state: next, affected } = correctMatch(format, state, at, { outcome, places, scores });
      state = next;
      for (const reset of affected) waiting.delete(keyText(reset));
    }
    if (type === 'registration_cancelled') {
      const forfeited = new Map<string, string>(
        payload.matches.map((match: MatchKey & MatchResult) => [keyText(match), match.outcome]),
      );
      const entrant = entrants.indexOf(payload.registrationId) + 1;
      const isLeaving = !state.withdrawn.includes(entrant);
      if (isLeaving)
        state = leaveStage(format, state, entrant, (match) => forfeited.get(keyText(match.key)) === 'forfeit');
      for (const match of forfeited.keys()) waiting.delete(match);
    }
  }
  return { state, waiting };
}

/** In a lobby that ends without being played the slots of who has not come are vacant. */
function finish<S>(format: Format<S>, state: StageState<S>, key: MatchKey, result: MatchResult): StageState<S> {
  const slots = state.matches.find((match) => keyText(match.key) === keyText(key))?.slots ?? [];
  if (slots.length === 2 || result.outcome === 'played') return completeMatch(format, state, key, result);
  const absent = [...slots.keys()].filter((slot) => slots[slot]?.entrant !== null && result.places[slot] === null);
  return forfeitMatch(format, state, key, { absent, hasStarted: false });
}
