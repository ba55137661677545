// Accepted requests of the routes of certificates, their exports and their issuers.

import { untilIssued } from '../certificates/certificates.ts';
import { get, type Person, post } from '../isolate/api.ts';
import { aTournament, enter, move, ok, people, playAllMatches } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

export async function aFinishedTournament() {
  const stage = {
    ...(await aTournament({ capacity: 2, stages: [{ format: 'round_robin' }] })),
    players: await people(2),
  };
  await move(stage, 'published', 'registration_open');
  await enter(stage, stage.players);
  await move(stage, 'registration_closed');
  const draw = { method: 'registration_order' };
  ok(await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body: draw }), 200);
  await move(stage, 'live');
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  return { ...stage, items: items as readonly { id: string; code: string; registrationId: string }[] };
}

interface Issued {
  readonly id: string;
  readonly code: string;
}

export async function certificateSamples(
  finished: Awaited<ReturnType<typeof aFinishedTournament>>,
  admin: Person,
  page: Record<string, string>,
) {
  const [first, second] = finished.items as unknown as [Issued, Issued];
  const exported = ok(
    await post(`/v1/tournaments/${finished.id}/certificate-exports`, {
      as: finished.organizer,
      body: { format: 'pdf' },
    }),
    202,
  );
  await untilExported(exported.id, finished.organizer);
  const samples: Samples = {
    ...certificateRoutes(first, second, page),
    'GET /v1/certificate-exports/:id': { params: { id: exported.id } },
    'PUT /v1/issuers/me': {
      body: {
        name: 'Dhaka Chess Club',
        site: 'https://chess.example.org/club',
        logo: btoa('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'),
        signatory: { name: 'Rahima Khatun', office: 'President' },
      },
    },
    'GET /v1/issuers/me': {},
    'GET /v1/issuers/:id': { params: { id: admin.id } },
  };
  const { items: entrants } = ok(await get(`/v1/tournaments/${finished.id}/registrations`), 200);
  const holderOf = ({ registrationId }: { registrationId: string }) => {
    const entry = entrants.find(({ id }: { id: string }) => id === registrationId);
    return finished.players.find(({ id }) => id === entry?.playerId) as Person;
  };
  const belongings: [string, Belonging][] = [
    ...finished.items.map((item): [string, Belonging] => [
      item.registrationId,
      { owner: holderOf(item), organizer: finished.organizer },
    ]),
    ...finished.items.map((item): [string, Belonging] => [
      item.id,
      { owner: holderOf(item), organizer: finished.organizer },
    ]),
    [exported.id, { organizer: finished.organizer }],
  ];
  return { samples, belongings, first };
}

function certificateRoutes(first: Issued, second: Issued, page: Record<string, string>): Samples {
  const [params, reason] = [{ id: first.id }, 'Entered by mistake'];
  return {
    'GET /v1/me/certificates': { query: page },
    'GET /v1/certificates/:id': { params },
    'GET /v1/certificates/:id/file': { params, query: { as: 'png' } },
    'POST /v1/certificates/:id/download-links': { params, body: { format: 'png' } },
    'GET /v1/certificate-exports/:id/files/:number': {
      params: { id: `exp_${'0'.repeat(26)}`, number: '1' },
      query: { delivery: 'stream' },
      status: 404,
    },
    'GET /v1/certificates/downloads/:link': { params: { link: 'none' }, status: 403 },
    'GET /c/:code': { params: { code: first.code }, query: { lang: 'bn' } },
    'GET /c/:code/embed': { params: { code: first.code }, query: { lang: 'bn' } },
    'GET /oembed': {
      query: { url: `https://laurel.test/c/${first.code}?lang=bn`, format: 'json', maxwidth: '400', maxheight: '300' },
    },
    'GET /c/:code/preview.png': { params: { code: first.code } },
    'GET /api/tournaments/certificates/verify/:code': { params: { code: first.code } },
    'GET /verify': { query: { code: first.code } },
    'PUT /v1/certificates/:id/expiry': { params, body: { reason, expiresAt: '2036-01-01T00:00:00+06:00' } },
    'PUT /v1/certificates/:id/printed-name': { params, body: { printedName: 'Ada King' } },
    'PUT /v1/certificates/:id/privacy': { params, body: { isPrivate: false } },
    'POST /v1/certificates/:id/suspension': { params, body: { reason } },
    'POST /v1/certificates/:id/reinstatement': { params, body: { reason } },
    'POST /v1/certificates/:id/replacement': {
      params: { id: second.id },
      body: { reason, displayName: 'Ada King', printedName: 'A. King', language: 'bn' },
    },
    'POST /v1/certificates/:id/revocation': { params, body: { reason } },
  };
}

/** What the queue makes later would change rows between the requests of a test. */
async function untilExported(id: string, as: Person): Promise<void> {
  const read = async () => ok(await get(`/v1/certificate-exports/${id}`, { as }), 200).state;
  while ((await read()) !== 'finished') await new Promise((resolve) => setTimeout(resolve, 50));
}
