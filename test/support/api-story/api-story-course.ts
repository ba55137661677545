// The course of the tournament of docs/api-examples.md, from its registrations to its placements.

import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import type { Caller, Recorder, Stage } from '../samples/api-recorder.ts';
import { inviteEntrants } from './api-story-conditions.ts';
import { contestResults } from './api-story-disputes.ts';
import { enterGuests } from './api-story-guests.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

/** Frames of one socket, in order of arrival. */
export interface Frames {
  readonly next: () => Promise<Json>;
  readonly send: (text: string) => void;
  readonly close: () => void;
}
/** The next frame of this type: events may come before it. */
async function nextOf(frames: Frames, type: string): Promise<Json> {
  for (;;) {
    const frame = await frames.next();
    if (frame.type === type) return frame;
  }
}

export type OpenSocket = (tournamentId: string) => Frames;

async function checkIn(api: Recorder, organizer: Caller, entrant: Caller): Promise<void> {
  const startsAt = addSeconds(systemClock(), 12 * 3600);
  const { id } = await api.ask('POST /v1/tournaments', {
    as: organizer,
    body: { title: 'Tomorrow', startsAt, capacity: 2, checkInMinutes: 1440 },
  });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  const { id: registrationId } = await api.ask(`POST /v1/tournaments/${id}/registrations`, { as: entrant, body: {} });
  await api.ask(`POST /v1/registrations/${registrationId}/check-in`, {
    title: 'Check in',
    note: 'By the entrant or the organizer, where the tournament has `checkInMinutes`. `DELETE` undoes it.',
    as: entrant,
  });
  await api.ask(`DELETE /v1/registrations/${registrationId}/check-in`, { title: 'Undo a check-in', as: entrant });
  await api.ask(`POST /v1/tournaments/${id}/check-ins`, {
    title: 'Check many in',
    note: 'By the organizer, at most 200. A refused one has a `code`, and the others are checked in.',
    as: organizer,
    body: { registrationIds: [registrationId] },
  });
}

export async function register({ api, organizer, ada, others, id }: Stage, openSocket: OpenSocket): Promise<void> {
  api.begin('Live');
  const socket = openSocket(id);
  api.frame('Welcome', await socket.next(), {
    note: 'The first frame. `snapshot` is the tournament as it is read above; entrants and matches are read by their own routes.',
  });
  api.begin('Registrations');
  const path = `/v1/tournaments/${id}/registrations`;
  const note =
    'By the player. `{}` is enough where the token has a name. `language` (`en`, `bn`) is of the certificate. A captain adds `teamId`, and `roster` with ids of players. ' +
    '`state` is `pending` where `requiresApproval` is set.';
  const body = {
    displayName: 'Ada Lovelace',
    printedName: 'Ada King',
    language: 'en',
    club: 'Dhaka Chess Club',
    country: 'BD',
  };
  const { id: registrationId } = await api.ask(`POST ${path}`, { title: 'Register', note, as: ada, body });
  await api.ask(`GET /v1/registrations/${registrationId}`, {
    title: 'Read a registration',
    note: 'By its people and the organizer.',
    as: ada,
  });
  await api.ask(`PATCH /v1/registrations/${registrationId}`, {
    title: 'Set club, country or rating',
    note: 'By the organizer. An absent field stays as it is, `null` deletes it.',
    as: organizer,
    body: { rating: 1850 },
  });
  api.begin('Live');
  api.frame('Event', await socket.next(), {
    note: '`event.seq` grows by 1. The types and their payloads are in [Events](rules/live.md#events).',
  });
  socket.send('{"type":"ping"}');
  api.frame('Ping and pong', await nextOf(socket, 'pong'), { sent: '{"type":"ping"}', note: 'Every 25 s.' });
  socket.send('{"type":"pang"}');
  api.frame('Error', await nextOf(socket, 'error'), { sent: '{"type":"pang"}' });
  socket.close();
  const refused = openSocket('trn_00000000000000000000000000');
  api.frame('Refusal', await refused.next(), { note: 'Before Laurel closes the socket, here with 4004.' });
  refused.close();
  const lost = openSocket(`${id}?since=0:99`);
  api.frame('Begin anew', await lost.next(), {
    note: 'With a `since` that is no position of the tournament, or not any more. An open socket gets it after a restore of the database.',
  });
  lost.close();
  const [ben] = others as [Caller];
  const { id: withdrawn } = await api.ask(`POST ${path}`, { as: ben, body: {} });
  api.begin('Registrations');
  await api.ask(`POST /v1/registrations/${withdrawn}/cancellation`, {
    title: 'Cancel a registration',
    note: 'By the entrant or the organizer, before the start. The fee is given back. The organizer has `…/approval` and `…/rejection`, with the same body.',
    as: ben,
    body: { reason: 'Away that day' },
  });
  await checkIn(api, organizer, ben);
  await enterGuests(api, organizer, ben);
  await inviteEntrants(api, organizer, ben);
  api.begin('Live');
  for (const as of others) await api.ask(`POST ${path}`, { as, body: {} });
  await api.ask(`GET /v1/tournaments/${id}/events?since=2`, {
    title: 'Catch up',
    note: 'The event that the frame above had, in the same form.',
  });
  api.begin('Registrations');
  await api.ask(`GET ${path}`, { title: 'List the entrants', note: 'No token.' });
  await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to: 'registration_closed' } });
  await api.ask(`POST /v1/tournaments/${id}/seeding`, {
    title: 'Seed',
    note:
      'By the organizer, while registration is closed. It may be left out: then the order of registration counts. Other methods: `registration_order`, `rating`, `placements` with ' +
      '`placementsOf`, and `manual` with every confirmed registration in `order`. `order` sets seeds by hand with the other methods too; `null` leaves one open.',
    as: organizer,
    body: { method: 'random', seed: 'drawn on Friday', separateBy: 'club' },
  });
  await api.ask(`GET /v1/tournaments/${id}/seeding`, {
    title: 'Read the draw',
    note: 'No token. Everything that the seeds follow from: `npm run redraw` draws them again.',
  });
  await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to: 'live' } });
}

/** Ada wins all her matches. */
export async function play(stage: Stage): Promise<void> {
  const { api, organizer, ada, others, id } = stage;
  api.begin('Matches');
  const scoreOf = ({ slots: [, other] }: Json) => ({ scores: other.entrant.playerId === ada.id ? [1, 2] : [2, 1] });
  const playerOf = (side: Json) => [ada, ...others].find((player) => player.id === side.playerId) as Caller;
  const list = {
    title: 'List the matches',
    note: 'No token. `scheduled`: an entrant is not known yet. `ready`: may be reported. `pending_result`: reported, to be confirmed. `disputed`: the organizer decides. `completed`.',
  };
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`, list);
  const [first, second] = items.filter(({ state }: Json) => state === 'ready');
  await api.ask(`PUT /v1/matches/${first.id}/score`, {
    title: 'Say how a match stands',
    note: 'While it is played, by either side, the organizer or a referee. The last word wins; `games` replace those before.',
    as: playerOf(first.slots[0].entrant),
    body: { scores: [1, 0], games: [{ scores: [13, 7] }, { scores: [2, 5] }] },
  });
  await api.ask(`POST /v1/matches/${first.id}/reports`, {
    title: 'Report a result',
    note: 'By one side. `scores` are in the order of `slots`. The same side may correct it; another score of the other side is a dispute.',
    as: playerOf(first.slots[0].entrant),
    body: scoreOf(first),
  });
  await api.ask(`POST /v1/matches/${first.id}/confirmations`, {
    title: 'Confirm a result',
    note: 'By the other side, with the same score.',
    as: playerOf(first.slots[1].entrant),
    body: scoreOf(first),
  });
  const { scores } = scoreOf(second);
  const [one, other] = second.slots.map(({ entrant }: Json) => playerOf(entrant));
  await api.ask(`POST /v1/matches/${second.id}/reports`, { as: one, body: { scores } });
  await api.ask(`POST /v1/matches/${second.id}/reports`, {
    title: 'Dispute a result',
    note: 'The other side reports another score.',
    as: other,
    body: { scores: scores.toReversed() },
  });
  await api.ask(`GET /v1/matches/${second.id}/results`, {
    title: 'Read both claims of a dispute',
    note: 'No token. Everything that was said about the score, newest first. Which member of the staff acted is shown to entrants of the match and to staff.',
    isWhole: true,
  });
  await api.ask(`POST /v1/matches/${second.id}/evidence`, {
    title: 'Give evidence',
    note: 'A link; a file is the body of `POST /v1/matches/:id/evidence/files`. For the entrants of the match and its staff.',
    as: other,
    body: { url: 'https://video.example/42' },
  });
  await api.ask(`POST /v1/matches/${second.id}/evidence/files`, {
    title: 'Give a file as evidence',
    note: 'The body is the file. Its content decides about its type.',
    as: one,
    body: new TextEncoder().encode('%PDF-1.7'),
  });
  await api.ask(`GET /v1/matches/${second.id}/evidence`, {
    title: 'Read the evidence of a match',
    note: 'As an entrant of the match or its staff.',
    as: organizer,
  });
  const loser = playerOf(first.slots[scoreOf(first).scores[0] === 1 ? 0 : 1].entrant);
  await contestResults(stage, { match: second, disputant: other as Caller, completed: first, loser });
  await api.ask(`POST /v1/matches/${second.id}/decisions`, {
    title: 'Decide a match',
    note: 'By the organizer, for a match that is `ready`, `pending_result` or `disputed`.',
    as: organizer,
    body: scoreOf(second),
  });
  await api.ask(`GET /v1/matches/${first.id}`, { title: 'Read a match', note: 'No token.' });
  const after: Json = await api.ask(`GET /v1/tournaments/${id}/matches`);
  const [final, thirdPlace] = after.items.filter(({ state }: Json) => state === 'ready');
  await api.ask(`POST /v1/matches/${final.id}/decisions`, { as: organizer, body: scoreOf(final) });
  await api.ask(`POST /v1/matches/${thirdPlace.id}/forfeits`, {
    title: 'Record a forfeit',
    note: 'By the organizer. `absent`: the slots of those who have not come or do not play on; both for a double forfeit.',
    as: organizer,
    body: { absent: [1] },
  });
  await api.ask(`POST /v1/matches/${first.id}/corrections`, {
    title: 'Correct a result',
    note:
      'By the organizer, for a completed match. `dryRun` only answers which later matches get other entrants. Where one of them was played, ' +
      'the correction needs `cascade`.',
    as: organizer,
    body: { scores: scoreOf(first).scores.toReversed(), dryRun: true },
  });
}

export async function finish({ api, organizer, ada, id }: Stage): Promise<void> {
  api.begin('Matches');
  await api.ask(`POST /v1/tournaments/${id}/transitions`, {
    title: 'Complete',
    note: 'By the organizer, after the last match.',
    as: organizer,
    body: { to: 'completed' },
  });
  await api.ask(`GET /v1/tournaments/${id}/placements`, { title: 'Final ranks', note: 'No token.' });
  await api.ask(`GET /v1/players/${ada.id}/tournaments`, {
    title: 'Tournaments of a player',
    note: 'No token. Public ones only.',
  });
  await api.ask(`POST /v1/tournaments/${id}/payouts`, {
    title: 'Pay the prizes',
    note: 'By the organizer. `GET /v1/tournaments/:id/prizes` answers the same.',
    as: organizer,
  });
}
