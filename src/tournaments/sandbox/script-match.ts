// The script of a match of a sandbox: the sides check in, one reports, the other confirms or contests, a referee decides. In the first match
// everything else happens too that a match can have.

import type { MatchView, SlotView } from '../matches/match-store.ts';
import { byOrganizer, byPlayer, numberOf } from './acts-of.ts';
import { happens, percentOf } from './chance.ts';
import type { SandboxAct, SandboxView } from './sandbox.ts';

export const matchKey = ({ stage, group, round, position }: MatchView): string =>
  `${stage}.${group}.${round}.${position}`;

interface Side {
  readonly number: number;
  readonly slot: number;
  readonly registrationId: string;
}

const sidesOf = (view: SandboxView, { slots }: Pick<MatchView, 'slots'>): Side[] =>
  slots.flatMap(({ entrant }: SlotView, slot) =>
    entrant === null
      ? []
      : [{ number: numberOf(view, entrant.playerId), slot, registrationId: entrant.registrationId }],
  );

/** `shown` counts the matches before it in the tournament: in the first one everything happens. */
export function* playMatch(view: SandboxView, match: MatchView, shown: number): Iterable<SandboxAct> {
  const sides = sidesOf(view, match);
  const simulated = sides.filter(({ number }) => number >= 0);
  const key = matchKey(match);
  const params = { id: match.id };
  if (match.state === 'completed') {
    if (shown === 0 && match.outcome === 'played' && !view.tournament.stages.some(({ state }) => state === 'completed'))
      yield byOrganizer(view, `correct ${key}`, 'correctResult', { params, body: { scores: corrected(match) } });
    return;
  }
  const [one] = simulated;
  if (one === undefined) return;
  const isAbsent = happens(view.seed, `absent ${key}`, view.noShowPercent);
  // The last one, and in a lobby others by chance: with 100 of a hundred one is left.
  const absent = sides
    .slice(1)
    .filter((side) => side === sides.at(-1) || happens(view.seed, `absent ${key} ${side.number}`, view.noShowPercent));
  if (['check_in', 'ready', 'live'].includes(match.state) && isAbsent && absent.length > 0)
    yield byOrganizer(view, `forfeit ${key}`, 'forfeitMatch', {
      params,
      body: { absent: absent.map(({ slot }) => slot) },
    });
  const scores = scoresOf(view, match, sides);
  switch (match.state) {
    case 'check_in':
      for (const { number, registrationId } of simulated)
        if (match.checkIn?.present.every((id) => id !== registrationId))
          yield byPlayer(number, `there ${key} ${number}`, 'checkInToMatch', { params });
      // Its check-in was over before everybody came. People may still come.
      if (simulated.length === sides.length)
        yield byPlayer(view.tournament.capacity + 3, `decide ${key}`, 'decideResult', { params, body: { scores } });
      return;
    case 'ready':
    case 'live':
      if (shown === 0) yield* showMatch(view, match, one.number);
      yield* bookTwice(view, match);
      yield byPlayer(one.number, `score ${key}`, 'updateScore', { params, body: { scores: scores.map(() => 0) } });
      yield byPlayer(one.number, `report ${key}`, 'reportResult', { params, body: { scores } });
      return;
    case 'pending_result':
      yield* answerReport(view, match, simulated, shown);
      return;
    case 'disputed':
      yield byPlayer(view.tournament.capacity + 3, `decide ${key}`, 'decideResult', { params, body: { scores } });
  }
}

const scheduling = (view: SandboxView, key: string, id: MatchView['id'], station: string) =>
  byOrganizer(view, key, 'scheduleMatch', { params: { id }, body: { startsAt: view.now, station } });

/** At the time of a match also the one that its winner goes to: who wins is booked twice, and a reminder says so. */
function* bookTwice(view: SandboxView, match: MatchView): Iterable<SandboxAct> {
  const next = view.matches.find(({ slots }) => slots.some(({ source }) => source?.matchId === match.id));
  if (next === undefined) return;
  yield scheduling(view, 'book', match.id, 'Board 2');
  yield scheduling(view, 'book_next', next.id, 'Board 3');
}

function* showMatch(view: SandboxView, match: MatchView, by: number): Iterable<SandboxAct> {
  const params = { id: match.id };
  const referee = view.tournament.capacity + 3;
  yield scheduling(view, 'schedule', match.id, 'Board 1');
  yield byOrganizer(view, 'call', 'callMatch', { params });
  if (match.slots.length === 2) yield byPlayer(by, 'veto', 'actOnVeto', { params, body: { action: 'start' } });
  yield byPlayer(by, 'call_referee', 'callReferee', { params, body: { reason: 'rules' } });
  const [call] = view.refereeCalls;
  if (call !== undefined) yield byPlayer(referee, 'resolve_call', 'resolveRefereeCall', { params: { id: call.id } });
  yield byPlayer(by, 'evidence', 'giveEvidenceLink', { params, body: { url: 'https://example.com/recording' } });
}

/** The first report is contested by a dispute, the second one by another report, so that both are seen; others by chance. */
function* answerReport(
  view: SandboxView,
  match: MatchView,
  simulated: readonly Side[],
  shown: number,
): Iterable<SandboxAct> {
  const key = matchKey(match);
  const params = { id: match.id };
  const answers = simulated.find(({ number }) => view.players[number] !== match.reportedBy);
  if (answers === undefined) return;
  const scores = match.slots.map(({ score }) => score ?? 0);
  const contests = view.disputePercent > 0 && (shown < 2 || happens(view.seed, `dispute ${key}`, view.disputePercent));
  if (contests && (shown === 0 || percentOf(view.seed, `how ${key}`) < 50))
    yield byPlayer(answers.number, `dispute ${key}`, 'openDispute', {
      params,
      body: { reason: 'technical_issue', text: 'A simulated player contests this result.' },
    });
  if (contests)
    yield byPlayer(answers.number, `contest ${key}`, 'reportResult', { params, body: { scores: scores.toReversed() } });
  yield byPlayer(answers.number, `confirm ${key}`, 'confirmResult', { params, body: { scores } });
}

/** The stronger side wins mostly; where draws are allowed, some matches are drawn. In a lobby everybody has another score. */
function scoresOf(view: SandboxView, match: MatchView, sides: readonly Side[]): number[] {
  const { seed } = view;
  const key = matchKey(match);
  const stage = view.tournament.stages.find(({ number }) => number === match.stage);
  const scores = match.slots.map(() => 0);
  const strength = ({ number }: Side) =>
    (number < 0 ? view.players.length : number) + percentOf(seed, `${key} ${number}`) / 10;
  const order = sides.toSorted((a, b) => strength(a) - strength(b));
  const settings = stage?.settings;
  const allowsDraws = settings !== undefined && 'allowsDraws' in settings && settings.allowsDraws;
  if (match.slots.length === 2 && allowsDraws && happens(seed, `draw ${key}`, 15)) return [1, 1];
  for (const [place, { slot }] of order.entries())
    scores[slot] =
      match.slots.length === 2 ? (place === 0 ? 2 : percentOf(seed, `close ${key}`) % 2) : 10 * (order.length - place);
  return scores;
}

/** The same winner, with one more. */
const corrected = ({ slots }: MatchView): number[] => {
  const best = Math.max(...slots.map(({ score }) => score ?? 0));
  return slots.map(({ score }) => ((score ?? 0) === best ? best + 1 : (score ?? 0)));
};
