// Folds the events of a tournament to the matches that can be played, as a client does that reads nothing else.

interface Event {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the payloads are checked by the outbox' own tests
  readonly payload: any;
}

/**
 * Entrants by match, of the matches that were announced and in which nothing has begun since. A match is announced a second time only
 * after an event has taken it back.
 */
export function readyByEvents(events: readonly Event[]): Map<string, readonly string[]> {
  /** Matches that were announced and not taken back since, with those who play them. */
  const announced = new Map<string, readonly string[]>();
  const begun = new Set<string>();
  for (const { type, payload } of events) {
    if (type === 'match_ready') {
      if (announced.has(payload.matchId)) throw new Error(`${payload.matchId} is announced twice`);
      announced.set(payload.matchId, payload.registrationIds);
      begun.delete(payload.matchId);
    }
    if (['score_updated', 'result_reported', 'match_completed'].includes(type)) begun.add(payload.matchId);
    for (const { matchId, state } of type === 'registration_cancelled' ? payload.matches : []) {
      const staying = announced.get(matchId)?.filter((id) => id !== payload.registrationId);
      if (staying !== undefined) announced.set(matchId, staying);
      // A lobby goes on without the result that was reported.
      if (state === 'ready') begun.delete(matchId);
      if (state === 'completed') begun.add(matchId);
    }
    const takenBack = { match_corrected: payload.affected, registration_restored: payload.matchIds }[type];
    for (const matchId of takenBack ?? []) announced.delete(matchId);
    if (type === 'tournament_state_changed' && payload.state === 'cancelled') announced.clear();
  }
  return new Map([...announced].filter(([matchId]) => !begun.has(matchId)));
}

/** The same of the matches as the API lists them. */
export function readyByList(
  matches: readonly {
    readonly id: string;
    readonly state: string;
    readonly slots: readonly { readonly entrant: { readonly registrationId: string } | null }[];
  }[],
): Map<string, readonly string[]> {
  const entrantsOf = (match: (typeof matches)[number]) =>
    match.slots.flatMap(({ entrant }) => (entrant === null ? [] : [entrant.registrationId]));
  return new Map(matches.filter(({ state }) => state === 'ready').map((match) => [match.id, entrantsOf(match)]));
}
