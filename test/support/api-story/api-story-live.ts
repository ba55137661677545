// Part of the requests of docs/api-examples.md: tickets, what a socket may ask, and the stream of a match.

import type { Stage } from '../samples/api-recorder.ts';
import type { OpenSocket } from './api-story-course.ts';

export async function followLive({ api, ada, id }: Stage, openSocket: OpenSocket): Promise<void> {
  api.begin('Live');
  const body = { tournamentId: id, origin: 'https://play.example' };
  await api.ask('POST /v1/live/tickets', {
    title: 'Ask for a ticket',
    note: 'For the room of a tournament (`tournamentId`) or of a match (`matchId`). It opens one socket, within 30 s, from pages of `origin`.',
    as: ada,
    body,
    settled: { ticket: 'trn_….ply_….example' },
  });
  const ticket = async () => (await api.ask('POST /v1/live/tickets', { as: ada, body: { tournamentId: id } })).ticket;
  const socket = openSocket(`${id}?ticket=${await ticket()}`);
  await socket.next();
  socket.send(JSON.stringify({ type: 'auth', ticket: await ticket() }));
  api.frame('Stay when the token ends', await socket.next(), {
    sent: '{"type":"auth","ticket":"…"}',
    note: 'Before `endsAt` of the welcome, with a ticket for a newer token. Otherwise the socket is closed with 4002.',
  });
  socket.send('{"type":"presence"}');
  api.frame('How many follow', await socket.next(), { sent: '{"type":"presence"}' });
  socket.close();
  const late = openSocket(`${id}?since=0:0`);
  await late.next();
  api.frame('Several events', await late.next(), { note: 'Events that come together: what was missed, for example.' });
  late.close();
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`);
  await api.ask(`GET /v1/matches/${items[0].id}/events?since=0:0`, {
    title: 'Catch up with a match',
    note: 'A socket of `/live/matches/:id` sends the same.',
  });
}
