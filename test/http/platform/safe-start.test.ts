// A fault of the configuration disables what needs it: that answers 503 and names the variable. Everything else works.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../src/app/api.ts';
import { createBackendRpc } from '../../../src/app/backend-rpc.ts';
import { edge } from '../../../src/app/edge.ts';
import { unwrap } from '../../../src/core/outcome.ts';
import { guardBindings } from '../../../src/platform/cloudflare/required-bindings.ts';
import { createApiServices, createEdgeServices } from '../../../src/platform/cloudflare/services.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aTournament,
  enter,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

useDatabase();

let code: string;
let holder: Person;
let id: string;

beforeAll(async () => {
  const players = await people(2);
  const stage: Stage & { players: Person[] } = { ...(await aTournament({ capacity: 4 })), players };
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const [first] = (await untilIssued(stage)).items;
  ({ code, id } = first);
  holder = players.find(({ name }) => name === first.displayName) as Person;
});

const waiter = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} };

/** Both apps as the platform builds them, with changed variables and bindings. */
function laurelWith(change: object) {
  const changed = guardBindings({ ...env, ...change } as Env);
  const services = createApiServices(changed, waiter);
  const rpc = createBackendRpc(services);
  const atEdge = createEdgeServices(changed);
  const findRecord = async (sought: string) => unwrap(await rpc.certificateByCode(sought));
  const edgeServices = {
    ...atEdge,
    verify: { ...atEdge.verify, findRecord },
    backend: async (request: Request) => api.fetch(request, { services }),
    rpc: () => rpc,
  };
  return async (path: string, init: RequestInit = {}) => {
    const request = new Request(`https://laurel.test${path}`, init);
    const response = await edge.fetch(request, { services: edgeServices }, waiter as unknown as ExecutionContext);
    return { status: response.status, text: new TextDecoder().decode(await response.arrayBuffer()) };
  };
}

type Ask = ReturnType<typeof laurelWith>;

const signed = () => ({ authorization: `Bearer ${holder.token}`, 'content-type': 'application/json' });
const acts = {
  health: (ask: Ask) => ask('/healthz'),
  documents: (ask: Ask) => ask('/docs'),
  list: (ask: Ask) => ask('/v1/tournaments'),
  verification: (ask: Ask) => ask(`/api/tournaments/certificates/verify/${code}`),
  /** No answer of it is cached. */
  newVerification: (ask: Ask) => ask(`/api/tournaments/certificates/verify/${crypto.randomUUID()}`),
  me: (ask: Ask) => ask('/v1/me', { headers: signed() }),
  download: (ask: Ask) => ask(`/v1/certificates/${id}/file`, { headers: signed() }),
  link: (ask: Ask) =>
    ask(`/v1/certificates/${id}/download-links`, {
      method: 'POST',
      headers: { ...signed(), 'idempotency-key': crypto.randomUUID() },
      body: '{}',
    }),
};
type Act = keyof typeof acts;

const missing = (variable: string) => ({ [variable]: undefined });

describe.each<[string, object, Act[], Act[]]>([
  [
    'JWT_SECRET',
    { JWT_SECRET: undefined, DOWNLOAD_SECRET: 'd'.repeat(32) },
    ['me'],
    ['health', 'documents', 'list', 'verification'],
  ],
  ['JWT_SECRET', { JWT_SECRET: 'short' }, ['me', 'download'], ['list', 'verification']],
  ['JWT_AUDIENCE', { JWKS_URL: 'https://id.example/keys', JWT_ISSUER: 'https://id.example' }, ['me'], ['verification']],
  ['HYPERDRIVE', missing('DATABASE_URL'), ['list', 'me', 'newVerification'], ['health', 'documents', 'verification']],
  [
    'DATABASE_URL',
    { DATABASE_URL: 'laurel' },
    ['list', 'me', 'newVerification'],
    ['health', 'documents', 'verification'],
  ],
  ['DOWNLOAD_SECRET', { DOWNLOAD_SECRET: 'short' }, ['link'], ['me', 'verification', 'download']],
  ['S3_BUCKET', missing('S3_BUCKET'), [], ['me', 'verification', 'download']],
  ['CERT_S3_READ_PRIMARY', { CERT_S3_READ_PRIMARY: 'true' }, [], ['me', 'verification', 'download']],
  ['PUBLIC_URL', missing('PUBLIC_URL'), [], ['me', 'verification', 'download', 'link']],
  ['CORS_ORIGINS', { CORS_ORIGINS: 'play.example' }, [], ['me', 'verification']],
  ['RATE_LIMITS', { RATE_LIMITS: 'many' }, [], ['me', 'verification']],
  ['MODERATION_APPEAL_DAYS', { MODERATION_APPEAL_DAYS: '0' }, [], ['me', 'verification']],
  ['CERTIFICATES', missing('CERTIFICATES'), [], ['me', 'verification', 'list']],
  ['JOBS', missing('JOBS'), [], ['me', 'verification', 'download']],
  ['BACKEND', missing('BACKEND'), [], ['health', 'documents']],
])('with a fault of %s (%j)', (variable, change, refused, working) => {
  it('what needs it names it, everything else works, and /readyz says the same', async () => {
    const ask = laurelWith(change);
    const outcomes = [];
    for (const act of [...refused, ...working]) {
      const { status, text } = await acts[act](ask);
      outcomes.push([act, status < 400 ? 'works' : `${status} ${JSON.parse(text).facts?.variable}`]);
    }
    expect(outcomes).toEqual([
      ...refused.map((act) => [act, `503 ${variable}`]),
      ...working.map((act) => [act, 'works']),
    ]);
    const { status, text } = await ask('/readyz');
    expect([status, JSON.parse(text).faults.map((fault: { variable: string }) => fault.variable)]).toEqual([
      503,
      [variable],
    ]);
  });
});
