// Fuzzes every string, date, number, path and query field of every route, one at a time, with hostile values.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { api, routes as served } from '../../../src/app/api.ts';
import { edge } from '../../../src/app/edge.ts';
import { withCursor } from '../../../src/http/cursor.ts';
import { type Answer, aPerson, call, get, type Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { breachOf } from '../../support/rules/answer-breach.ts';
import { hostile, keys, otherTypes } from '../../support/rules/hostile-values.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { type Sample, type Samples, sampleRequests } from '../../support/samples/sample-requests.ts';
import { ok } from '../../support/tournaments/tournament.ts';

// A limit would answer in place of what is tested.
await rebind({ RATE_LIMITS: 'off', CERT_S3_DUAL_WRITE: 'true', CERT_S3_BACKFILL_ENABLED: 'true' });
const database = useDatabase();

/** Routes without fields. */
const fieldless = [
  'POST /v1/certificates/verify-file',
  'GET /',
  'GET /c',
  'GET /docs/events',
  'GET /docs/problems',
  'GET /docs/changes',
  'GET /favicon.ico',
  'GET /openapi.json',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
];

interface Field {
  readonly route: string;
  readonly place: 'params' | 'query' | 'body';
  readonly path: readonly string[];
}

let admin: Person;
let samples: Samples;

beforeAll(async () => {
  admin = await aPerson({ roles: ['admin', 'organizer', 'finance', 'moderator'] });
  samples = await sampleRequests(admin);
});

const routes = [
  ...new Set([...edge.routes, ...api.routes].filter(({ method }) => method !== 'ALL').map(nameOf)),
].sort();

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replace(/(?<=.)\/$/, '')}`;
}

function fieldsOf(route: string, sample: Sample): Field[] {
  const places = ['params', 'query', 'body'] as const;
  return places.flatMap((place) => leaves(sample[place] ?? {}).map((path) => ({ route, place, path })));
}

function leaves(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner).map((path) => [key, ...path]));
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

/** URLs cannot contain unpaired surrogates. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2E');
}

function send(route: string, { params = {}, query, body, mediaType, as = admin }: Sample): Promise<Answer<unknown>> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeSegment(params[name] ?? ''));
  const search = Object.entries(query ?? {}).map(([name, value]) => `${name}=${encode(value)}`);
  const headers = {
    ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    ...(mediaType === undefined ? {} : { 'content-type': mediaType }),
  };
  return call(method, search.length === 0 ? path : `${path}?${search.join('&')}`, { as, body, headers });
}

/** A URL's parser resolves `..`, also when it is encoded: the request would be one of another route. */
function encodeSegment(text: string): string {
  return encode(/^\.\.?$/.test(text) ? '...' : text);
}

function mutate({ route, place, path }: Field, value: unknown): Sample {
  const sample = samples[route] as Sample;
  return { ...sample, [place]: changed(sample[place], path, value) };
}

/** Acts on tournaments, their registrations and matches. */
const changesTournament = (route: string) =>
  /^(POST|PUT|PATCH|DELETE) \/v1\/(tournaments|registrations|matches)\b/.test(route);

/** Accepted acts on tournaments that wrote no event. */
const silent: string[] = [];

/** By route, why no event follows. */
const eventless: Readonly<Record<string, string>> = {
  'POST /v1/tournaments': 'nobody follows a draft',
  'POST /v1/tournaments/:id/copies': 'nobody follows a draft',
  'PATCH /v1/tournaments/:id':
    'the sample changes a draft; test/http/tournaments/published-change.test.ts changes a published one',
  'DELETE /v1/tournaments/:id': 'nobody follows a draft',
  'POST /v1/tournaments/:id/imports/entrants': 'the sample is a preview',
  'POST /v1/tournaments/:id/imports/trf': 'the sample is a preview',
  'POST /v1/tournaments/:id/stages/:stage/rounds': 'round_paired follows when the round is paired',
  'POST /v1/tournaments/:id/placement-approvals':
    'the sample has nothing to approve; test/integration/platform/events.test.ts approves',
  'POST /v1/tournaments/:id/certificates': 'the sample has issued all of them before',
  'POST /v1/tournaments/:id/certificate-exports': 'the organizer alone reads an export',
  'POST /v1/registrations/:id/late-disqualifications': 'the sample is a preview',
  'PUT /v1/tournaments/:id/rating-list': 'the list is the organizer’s own',
  'PUT /v1/tournaments/:id/stages/:stage/veto': 'a plan, read with the stage; veto_changed follows each choice',
  'POST /v1/registrations/:id/claim-codes': 'a secret between staff and one person',
  'POST /v1/tournaments/:id/invitation-codes': 'a secret between staff and those who are invited',
  'DELETE /v1/tournaments/:id/invitation-codes/:codeId': 'a secret between staff and those who are invited',
  'POST /v1/tournaments/:id/allow-list': 'staff alone read who may register',
};

/** Acts of organizers, staff and roles: what a person does with the own things needs no audit row. */
const privileged = new Set(
  served
    .filter(({ method, permission: { parties } }) => {
      const isOwn = parties.every((party) => ['player', 'owner'].includes(party)) || parties.includes('player');
      return method !== 'GET' && !isOwn;
    })
    .map(nameOf),
);

/** Accepted privileged acts that wrote no audit row. */
const unaudited: string[] = [];
/** Those that were done although their row could not be written. */
const unbound: string[] = [];

/** By route, why no audit row follows. */
const auditless: Readonly<Record<string, string>> = {
  'POST /v1/tournaments/:id/imports/entrants': 'the sample is a preview',
  'POST /v1/tournaments/:id/imports/trf': 'the sample is a preview',
  'POST /v1/registrations/:id/late-disqualifications': 'the sample is a preview',
  'POST /v1/tournaments/:id/placement-approvals':
    'the sample has nothing to approve; test/http/tournaments/completion.test.ts approves',
  'POST /v1/rating-lists': 'the list is the organizer’s own',
  'POST /v1/certificates/:id/download-links': 'a link is signed, and nothing is stored',
  'POST /v1/holds': 'an owner’s own coins; the sample is by the owner',
};

async function countAudit(): Promise<number> {
  const [row] = await database.sql<{ count: number }[]>`SELECT count(*)::integer AS count FROM moderation_audit`;
  return row?.count ?? 0;
}

/** Makes every audit row fail, or none. */
const setAuditFault = (isOn: boolean) => database.sql`UPDATE audit_fault SET is_on = ${isOn}`;

async function installAuditFault(): Promise<void> {
  await database.sql`CREATE TABLE audit_fault AS SELECT false AS is_on`;
  await database.sql.unsafe(`
    CREATE FUNCTION fail_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN IF (SELECT is_on FROM public.audit_fault) THEN RAISE EXCEPTION 'no audit row'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER fail_audit BEFORE INSERT ON moderation_audit FOR EACH ROW EXECUTE FUNCTION fail_audit()`);
}

/** Simulated players would act while the acts of others are looked at: a minute after their sandbox was made. */
async function holdSandboxes(): Promise<void> {
  await database.sql.unsafe(`
    CREATE FUNCTION hold_sandbox() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.next_at := NULL; RETURN NEW; END $$;
    CREATE TRIGGER hold_sandbox BEFORE INSERT ON tournament_sandbox FOR EACH ROW EXECUTE FUNCTION hold_sandbox()`);
}

/** Without the acts of the queue, which come at a time of their own: the sample of another route may have asked for them. */
async function countEvents(): Promise<number> {
  const [row] = await database.sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM event_outbox WHERE (tournament_id, created_at) NOT IN (
      SELECT tournament_id, created_at FROM event_outbox WHERE type IN ('round_paired', 'certificates_issued'))`;
  return row?.count ?? 0;
}

describe('every route', () => {
  it('has a sample request', () => {
    expect([...Object.keys(samples), ...fieldless].sort()).toEqual(routes);
  });

  it('accepts its sample or refuses it only for the current state', async () => {
    const refused: string[] = [];
    await installAuditFault();
    await holdSandboxes();
    for (const [route, sample] of Object.entries(samples)) {
      const isPrivileged = privileged.has(route);
      if (isPrivileged) await setAuditFault(true);
      const isDoneWithout = isPrivileged && (await send(route, sample)).status < 300;
      if (isPrivileged) await setAuditFault(false);
      const before = await countEvents();
      const auditBefore = await countAudit();
      const { status, text } = await send(route, sample);
      const isAudited = (await countAudit()) > auditBefore;
      if (isPrivileged && status < 300 && !isAudited) unaudited.push(route);
      if (isAudited && isDoneWithout) unbound.push(route);
      if (status < 300 && changesTournament(route) && (await countEvents()) === before) silent.push(route);
      if (status >= 300 && ![303, 409, 410, sample.status].includes(status))
        refused.push(`${route}: ${status} ${text}`);
    }
    expect(refused).toEqual([]);
  });

  it('that changes a tournament writes an event, or says here why not', () => {
    expect(silent.filter((route) => eventless[route] === undefined)).toEqual([]);
    expect(Object.keys(eventless).filter((route) => !silent.includes(route))).toEqual([]);
  });

  it('that is privileged leaves its audit row in its own transaction, or says here why none', () => {
    expect(unaudited.filter((route) => auditless[route] === undefined)).toEqual([]);
    expect(Object.keys(auditless).filter((route) => !unaudited.includes(route))).toEqual([]);
    expect(unbound).toEqual([]);
  });

  it('answers a hostile field with a problem that has a known code', async () => {
    const fields = Object.entries(samples).flatMap(([route, sample]) => fieldsOf(route, sample));
    const share = caseCount({ usual: 8, nightly: hostile.length });
    const breaches: string[] = [];
    for (const [at, field] of fields.entries()) {
      const isBody = field.place === 'body';
      const values =
        fc.sample(
          fc.shuffledSubarray([...hostile, ...(isBody ? otherTypes : [])], { minLength: share, maxLength: share }),
          { numRuns: 1, seed: at },
        )[0] ?? [];
      const answers = await Promise.all(values.map((value) => send(field.route, mutate(field, value))));
      for (const [index, answer] of answers.entries()) {
        const breach = breachOf(answer);
        if (breach !== null)
          breaches.push(
            `${field.route} ${field.place}.${field.path.join('.')} = ${JSON.stringify(values[index])}: ${breach}`,
          );
      }
    }
    expect(breaches).toEqual([]);
  });
});

describe('every list', () => {
  const lists = served.filter(({ query }) => query !== undefined && 'cursor' in (query as z.ZodObject).shape);
  const ask = (route: (typeof lists)[number], cursor: string) => {
    const sample = samples[nameOf(route)] as Sample;
    return send(nameOf(route), { ...sample, query: { ...sample.query, cursor } });
  };

  it('refuses the cursor of another list', async () => {
    expect(lists.length).toBeGreaterThan(10);
    const ofOther = ok(await get('/v1/tournaments?limit=1&sort=starts_at'), 200).nextCursor;
    const taken: string[] = [];
    for (const route of lists) {
      const { status, body } = await ask(route, ofOther);
      const { errors } = body as { errors?: { field: string }[] };
      if (status !== 422 || errors?.[0]?.field !== 'cursor') taken.push(`${nameOf(route)}: ${status}`);
    }
    expect(taken).toEqual([]);
  });

  it('answers a page or a refusal to any key in a cursor', async () => {
    const breaches: string[] = [];
    for (const route of lists)
      for (const key of keys) {
        const { params = {}, query = {} } = samples[nameOf(route)] as Sample;
        const list = { route: route.name, params, query, caller: admin.id };
        const { nextCursor } = withCursor({ nextCursor: key }, () => list) as { nextCursor: string };
        const answer = await ask(route, nextCursor);
        const breach = [200, 422].includes(answer.status) ? breachOf(answer) : String(answer.status);
        if (breach !== null) breaches.push(`${nameOf(route)} ${key}: ${breach}`);
      }
    expect(breaches).toEqual([]);
  });
});
