// The stream of a match: over a socket, as server-sent events, and in requests that wait, it has the events that name the match.

import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { get, type Person, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { openLive } from '../support/live/live-socket.ts';
import { openStream } from '../support/live/live-stream.ts';
import { aLiveTournament, matchesOf, ok, type Stage } from '../support/tournaments/tournament.ts';

useDatabase();

type LiveStage = Stage & { readonly players: readonly Person[] };

interface Played {
  readonly id: string;
  readonly slots: readonly { readonly entrant: { readonly playerId: string } | null }[];
}

async function report(stage: LiveStage, { id, slots }: Played, scores = [2, 1]): Promise<void> {
  const reporter = stage.players.find((player) => player.id === slots[0]?.entrant?.playerId) as Person;
  ok(await post(`/v1/matches/${id}/reports`, { as: reporter, body: { scores } }), 200);
}

async function confirm(stage: LiveStage, { id, slots }: Played, scores = [2, 1]): Promise<void> {
  const other = stage.players.find((player) => player.id === slots[1]?.entrant?.playerId) as Person;
  ok(await post(`/v1/matches/${id}/confirmations`, { as: other, body: { scores } }), 200);
}

const headOf = async (stage: Stage): Promise<{ readonly text: string; readonly seq: number }> => {
  const { eventEpoch, eventSeq } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  return { text: `${eventEpoch}:${eventSeq}`, seq: eventSeq };
};

const poll = async (id: string, query: string) => ok(await get(`/v1/matches/${id}/events?${query}`), 200);
const seqsOf = (items: readonly { readonly seq: number }[]) => items.map(({ seq }) => seq);

it('begins with the match, goes on after a position, and has no event of another match, whichever way it is followed', async () => {
  const stage = await aLiveTournament(4);
  const [match, other] = (await matchesOf(stage)) as unknown as [Played, Played];
  const start = await headOf(stage);
  const [socket, stream] = [await openLive(`/live/matches/${match.id}`), await openStream(`/live/matches/${match.id}`)];
  await socket.until(1);
  expect(socket.frames[0]).toMatchObject({
    type: 'welcome',
    seq: start.seq,
    recovered: false,
    snapshot: { id: match.id },
  });
  expect(socket.frames[0]?.snapshot).toEqual(ok(await get(`/v1/matches/${match.id}`), 200));
  const begun = await poll(match.id, '');
  expect(begun).toEqual({ items: [], position: start.text, recovered: true });
  const waiting = poll(match.id, `since=${start.text}&wait=25`);
  await report(stage, other);
  await confirm(stage, other);
  await report(stage, match);
  const waited = await waiting;
  // Numbers 1 and 2 after the start belong to the other match.
  expect([seqsOf(waited.items), waited.recovered]).toEqual([[start.seq + 3], true]);
  await stream.until(2);
  expect(stream.seqs()).toEqual([start.seq + 3]);
  // A room with a stream stays in memory.
  await stream.close();
  await evictDurableObject(env.TOURNAMENT_ROOM.getByName(stage.id));
  await confirm(stage, match);
  await socket.until(3);
  expect(socket.frames.slice(1).map(({ after, event }) => [after, event.seq, event.type])).toEqual([
    [start.seq, start.seq + 3, 'result_reported'],
    [undefined, start.seq + 4, 'match_completed'],
  ]);
  const again = await openStream(`/live/matches/${match.id}`, { 'last-event-id': start.text });
  await again.until(2);
  expect([again.frames[0]?.recovered, again.frames[0]?.upTo, again.seqs()]).toEqual([
    true,
    start.seq + 4,
    [start.seq + 3, start.seq + 4],
  ]);
  await again.close();
  // The final can be played now.
  const late = await openLive(`/live/matches/${match.id}?since=${(await headOf(stage)).text}`);
  await late.until(1);
  expect(late.frames[0]).toMatchObject({ type: 'welcome', recovered: true, seq: start.seq + 5, upTo: start.seq + 5 });
  expect(await poll(match.id, 'since=0123456789:1')).toMatchObject({ items: [], recovered: false });
});

it('of an unknown match is closed with 4004, and answered 404', async () => {
  const id = `mat_${'0'.repeat(26)}`;
  const socket = await openLive(`/live/matches/${id}`);
  expect([await socket.closed, socket.frames[0]?.reason]).toEqual([4004, 'no such match']);
  for (const path of [`/live/matches/${id}`, `/v1/matches/${id}/events`])
    expect((await get(path, { headers: { accept: 'text/event-stream' } })).body.code).toBe('not_found');
});
