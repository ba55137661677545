// Score updates in live rooms: which of them are sent, and when.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createScoreWindow } from '../../../src/live/relays/score-window.ts';
import { mergeScores } from '../../../src/live/seats/score-merge.ts';
import type { TournamentEvent } from '../../../src/outbox/event.ts';

type Told = Pick<TournamentEvent, 'seq' | 'type' | 'payload'>;

const score = (seq: number, matchId: string): Told => ({ seq, type: 'score_updated', payload: { matchId } });
const other = (seq: number, matchId: string): Told => ({ seq, type: 'match_completed', payload: { matchId } });

it('of score updates that come together the last one of each match stays, and none passes another event', () => {
  const anyEvents = fc
    .array(fc.record({ isScore: fc.boolean(), match: fc.constantFrom('a', 'b', 'c') }), { maxLength: 12 })
    .map((list) => list.map(({ isScore, match }, index) => (isScore ? score : other)(index + 1, match)));
  fc.assert(
    fc.property(anyEvents, (events) => {
      const isSuperseded = (event: Told) => {
        if (event.type !== 'score_updated') return false;
        for (const next of events.slice(event.seq)) {
          if (next.type !== 'score_updated') return false;
          if (next.payload.matchId === event.payload.matchId) return true;
        }
        return false;
      };
      expect(mergeScores(events)).toEqual(events.filter((event) => !isSuperseded(event)));
    }),
  );
});

it('scores wait for each other, go before any other event, and are acknowledged when they are sent', async () => {
  const sent: number[][] = [];
  let fails = false;
  const publish = createScoreWindow(async (events) => {
    sent.push(events.map(({ seq }) => seq));
    if (fails) throw new Error('no room');
    return events.at(-1)?.seq ?? 0;
  });
  const tell = (...events: Told[]) => publish(events as TournamentEvent[]);
  const held = [tell(score(1, 'a')), tell(score(2, 'b'), score(3, 'a'))];
  expect(sent).toEqual([]);
  expect(await Promise.all([...held, tell(other(4, 'a'))])).toEqual([4, 4, 4]);
  expect(sent).toEqual([[1, 2, 3, 4]]);
  // Nothing follows: they go by themselves.
  expect(await Promise.all([tell(score(5, 'a')), tell(score(6, 'a'))])).toEqual([6, 6]);
  expect(sent.slice(1)).toEqual([[5, 6]]);
  fails = true;
  const lost = await Promise.allSettled([tell(score(7, 'a')), tell(other(8, 'a')), tell(score(9, 'a'))]);
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(sent.slice(2)).toEqual([[7, 8], [9]]);
});
