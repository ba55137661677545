// Acts that ask the gate of sanctions, each with a player who may do it.

import { exports } from 'cloudflare:workers';
import type { GatedAct } from '../../../src/sanctions/sanction.ts';
import { type Answer, aPerson, get, type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { anOwner, hold, transfer } from '../ledger/ledger.ts';
import { aLiveTournament, aTournament, enter, matchesOf, move, ok, type Stage } from '../tournaments/tournament.ts';

export interface Attempt {
  readonly player: Person;
  /** null: the act belongs to no tournament. */
  readonly tournamentId: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: the body of any answer
  readonly run: () => Promise<Answer<any>>;
}

export async function anOpenTournament(fields: object = {}): Promise<Stage> {
  const stage = await aTournament({ ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

async function aMatch(fields: Record<string, unknown> = {}) {
  const stage = await aLiveTournament(2, fields);
  const [match] = await matchesOf(stage);
  const [player, rival] = stage.players as [Person, Person];
  return { stage, player, rival, path: `/v1/matches/${match?.id}` };
}

export async function watch(id: string, { token }: Person) {
  const headers = { upgrade: 'websocket', authorization: `Bearer ${token}` };
  const response = await exports.default.fetch(`https://laurel.test/live/tournaments/${id}`, { headers });
  const socket = response.webSocket;
  const closed = new Promise<number>((resolve) => socket?.addEventListener('close', ({ code }) => resolve(code)));
  socket?.accept();
  const body = socket === null ? await response.json() : null;
  return { status: response.status, body, text: '', headers: response.headers, socket, closed };
}

async function invite(stage: Stage, role: string): Promise<Person> {
  const player = await aPerson();
  const path = `/v1/tournaments/${stage.id}/staff`;
  ok(await post(path, { as: stage.organizer, body: { playerId: player.id, role } }), 201);
  return player;
}

const acceptance = (stage: Stage, player: Person) => () =>
  post(`/v1/tournaments/${stage.id}/staff/${player.id}/acceptance`, { as: player, body: {} });

async function aReferee(stage: Stage): Promise<Person> {
  const player = await invite(stage, 'referee');
  ok(await acceptance(stage, player)(), 200);
  return player;
}

/** An attempt at each act that asks the gate, by name. */
export function gatedActs(state: () => { database: TestDatabase }) {
  const attempts: Readonly<Record<string, readonly [act: GatedAct, build: () => Promise<Attempt>]>> = {
    register: [
      'register',
      async () => {
        const [{ id }, player] = [await anOpenTournament(), await aPerson()];
        return {
          player,
          tournamentId: id,
          run: () => post(`/v1/tournaments/${id}/registrations`, { as: player, body: {} }),
        };
      },
    ],
    'check in': [
      'check_in',
      async () => {
        const [stage, player] = [await anOpenTournament({ checkInMinutes: 30 }), await aPerson()];
        await enter(stage, [player]);
        await state().database
          .sql`UPDATE tournament_tournament SET starts_at = now() + interval '20 minutes' WHERE id = ${stage.id}`;
        const [{ id }] = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200).items;
        return { player, tournamentId: stage.id, run: () => post(`/v1/registrations/${id}/check-in`, { as: player }) };
      },
    ],
    report: [
      'report',
      async () => {
        const { stage, player, path } = await aMatch();
        const run = () => post(`${path}/reports`, { as: player, body: { scores: [2, 1] } });
        return { player, tournamentId: stage.id, run };
      },
    ],
    confirm: [
      'report',
      async () => {
        const { stage, player, rival, path } = await aMatch();
        ok(await post(`${path}/reports`, { as: player, body: { scores: [2, 1] } }), 200);
        const run = () => post(`${path}/confirmations`, { as: rival, body: { scores: [2, 1] } });
        return { player: rival, tournamentId: stage.id, run };
      },
    ],
    'give evidence': [
      'report',
      async () => {
        const { stage, player, path } = await aMatch();
        const run = () => post(`${path}/evidence`, { as: player, body: { url: 'https://video.test/1' } });
        return { player, tournamentId: stage.id, run };
      },
    ],
    transfer: [
      'transfer',
      async () => {
        const [player, friend] = [await anOwner(50), await anOwner()];
        return { player, tournamentId: null, run: () => transfer(player, friend, 5) };
      },
    ],
    'hold coins for a purchase': [
      'transfer',
      async () => {
        const [player, friend] = [await anOwner(50), await anOwner()];
        return { player, tournamentId: null, run: () => hold(player, friend, 5) };
      },
    ],
    'accept a staff role': [
      'staff',
      async () => {
        const stage = await aTournament();
        const player = await invite(stage, 'referee');
        return { player, tournamentId: stage.id, run: acceptance(stage, player) };
      },
    ],
    'decide a match as referee': [
      'staff',
      async () => {
        const { stage, path } = await aMatch();
        const player = await aReferee(stage);
        const run = () => post(`${path}/decisions`, { as: player, body: { scores: [2, 1] } });
        return { player, tournamentId: stage.id, run };
      },
    ],
    'read the dashboard as referee': [
      'staff',
      async () => {
        const stage = await aTournament();
        const player = await aReferee(stage);
        return {
          player,
          tournamentId: stage.id,
          run: () => get(`/v1/tournaments/${stage.id}/dashboard`, { as: player }),
        };
      },
    ],
    'check an entrant in as referee': [
      'staff',
      async () => {
        const [stage, entrant] = [await anOpenTournament({ checkInMinutes: 30 }), await aPerson()];
        await enter(stage, [entrant]);
        await state().database
          .sql`UPDATE tournament_tournament SET starts_at = now() + interval '20 minutes' WHERE id = ${stage.id}`;
        const [{ id }] = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200).items;
        const player = await aReferee(stage);
        return { player, tournamentId: stage.id, run: () => post(`/v1/registrations/${id}/check-in`, { as: player }) };
      },
    ],
    'create a tournament': [
      'host',
      async () => {
        const player = await aPerson({ roles: ['organizer'] });
        const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
        return { player, tournamentId: null, run: () => post('/v1/tournaments', { as: player, body }) };
      },
    ],
    'join a live room': [
      'watch',
      async () => {
        const [{ id }, player] = [await anOpenTournament(), await aPerson()];
        return { player, tournamentId: id, run: () => watch(id, player) };
      },
    ],
  };
  return { attempts };
}
