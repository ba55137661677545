// The authorization matrix: every declared route, by everybody it may concern, with their own and with a foreign resource. The permission
// in the declaration of a route says what is expected. Authorization is judged before the body, so that a request with an unknown field
// shows whether the caller may act, and changes nothing.

import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../../src/app/api.ts';
import { scopeOf, scopes } from '../../../src/http/api-keys/scope.ts';
import type { Party } from '../../../src/http/permission.ts';
import { staffRoles } from '../../../src/tournaments/staff/staff.ts';
import { aPerson, call, type Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { type Belonging, type Sample, type Samples, sampleWorld } from '../../support/samples/sample-requests.ts';
import { people } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({ RATE_LIMITS: 'off', CERT_S3_DUAL_WRITE: 'true', CERT_S3_BACKFILL_ENABLED: 'true' });

let samples: Samples;
let belongings: ReadonlyMap<string, Belonging>;
let keys: Awaited<ReturnType<typeof makeKeys>>;
let callers: Readonly<Record<Exclude<Party, 'owner' | 'organizer' | 'anonymous' | 'operator'>, Person>>;

beforeAll(async () => {
  const all = await aPerson({ roles: ['admin', 'organizer', 'finance', 'moderator'] });
  ({ samples, belongings } = await sampleWorld(all));
  for (const name of ['PATCH /v1/me', 'PUT /v1/issuers/me']) {
    const [method = '', path = ''] = name.split(' ');
    expect((await call(method, path, { as: all, body: samples[name]?.body })).status).toBe(200);
  }
  const [player, host, moderator, finance, admin] = await Promise.all([
    aPerson(),
    aPerson({ roles: ['organizer'] }),
    aPerson({ roles: ['moderator'] }),
    aPerson({ roles: ['finance'] }),
    aPerson({ roles: ['admin'] }),
  ]);
  const [coOrganizer, referee, checkIn, caster] = await people(4);
  callers = {
    player,
    host,
    moderator,
    finance,
    admin,
    co_organizer: coOrganizer,
    referee,
    check_in: checkIn,
    caster,
  } as typeof callers;
  keys = await makeKeys(all);
  await database.sql`
    INSERT INTO moderation_queue_right (player_id, category, granted_by, granted_at)
    VALUES (${moderator.id}, 'cheating', ${admin.id}, now())`;
  for (const role of staffRoles)
    await database.sql`
      INSERT INTO tournament_staff (tournament_id, player_id, role, state, invited_by, invited_at, accepted_at)
      SELECT id, ${callers[role].id}, ${role}, 'active', organizer_id, now(), now() FROM tournament_tournament`;
});

/** Credits need the reach `all`. */
const ownScopes = scopes.filter((scope) => scope !== 'economy:credit');

/** Whoever sends a new key of `as`, with the reach `own` and all that it may have. */
async function aKey(as: Person, fields: object): Promise<Person> {
  const { status, body, text } = await call('POST', '/v1/api-keys', {
    as,
    body: { name: 'Server', scopes: ownScopes, ...fields },
  });
  expect(status, text).toBe(201);
  return { id: body.apiKey.id, name: '', token: body.key };
}

async function makeKeys(all: Person) {
  const [admin, host] = await Promise.all([aPerson({ roles: ['admin'] }), aPerson({ roles: ['organizer'] })]);
  for (const [{ id }, role] of [
    [admin, 'admin'],
    [host, 'organizer'],
  ] as const)
    expect((await call('POST', `/v1/players/${id}/roles`, { as: all, body: { role } })).status).toBe(200);
  const everywhere = { reach: 'all', scopes };
  const without = scopes.map(
    async (scope) =>
      [scope, await aKey(admin, { ...everywhere, scopes: scopes.filter((other) => other !== scope) })] as const,
  );
  const [whole, expired, revoked] = [
    await aKey(admin, everywhere),
    await aKey(admin, everywhere),
    await aKey(admin, everywhere),
  ];
  await database.sql`UPDATE api_key_record SET expires_at = now() WHERE id = ${expired.id}`;
  await database.sql`UPDATE api_key_record SET revoked_at = now() WHERE id = ${revoked.id}`;
  const mistyped = { ...whole, token: whole.token.replace(/.$/, (last) => (last === '0' ? '1' : '0')) };
  return {
    whole,
    without: new Map<string, Person>(await Promise.all(without)),
    foreign: await aKey(host, {}),
    ended: [expired, revoked, mistyped],
    /** By their organizers. */
    own: new Map<string, Promise<Person>>(),
  };
}

/** The key of the organizer of what the sample names. */
function ownKey(organizer: Person): Promise<Person> {
  const made = keys.own.get(organizer.id) ?? aKey(organizer, {});
  keys.own.set(organizer.id, made);
  return made;
}

type Route = (typeof routes)[number];

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** What the request is about: an id of its path, or the wallet that it pays from. */
function belongingOf({ params = {}, body = {} }: Sample): Belonging {
  const { fromWalletId, walletId } = typeof body === 'string' ? {} : body;
  const ids = [...Object.values(params), fromWalletId, walletId].filter((id) => typeof id === 'string');
  return ids.map((id) => belongings.get(id)).find((found) => found !== undefined) ?? {};
}

/** Everybody with what the declaration says of them; `owner`, `organizer` and staff where the resource has one. */
function casesOf(route: Route): { readonly who: Party; readonly as: Person | undefined; readonly may: boolean }[] {
  const { owner, organizer } = belongingOf(samples[nameOf(route)] as Sample);
  const may = (party: Party) => route.permission.parties.includes(party);
  const strangers = (['player', 'host', 'moderator', 'finance', 'admin'] as const).map((who) => {
    return { who, as: callers[who], may: may(who) || may('player') };
  });
  return [
    { who: 'anonymous' as const, as: undefined, may: route.permission.isPublic },
    ...strangers,
    ...(owner === undefined ? [] : [{ who: 'owner' as const, as: owner, may: may('owner') || may('player') }]),
    ...(organizer === undefined || route.permission.parties.includes('host')
      ? []
      : [
          { who: 'organizer' as const, as: organizer, may: may('organizer') || may('player') },
          ...staffRoles.map((who) => ({ who, as: callers[who], may: may(who) || may('player') })),
        ]),
  ];
}

function send(route: Route, as: Person | undefined, body: unknown) {
  const { params = {}, query = {}, mediaType } = samples[nameOf(route)] as Sample;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  const search = new URLSearchParams(query).toString();
  const headers = {
    ...(route.method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
    ...(mediaType === undefined ? {} : { 'content-type': mediaType }),
  };
  const sent = route.method === 'GET' ? {} : { body };
  return call(route.method, search === '' ? path : `${path}?${search}`, { as, headers, ...sent });
}

/** Without an id in the path, 404 says that the caller has no such record, for example no issuer profile. */
const isRefused = (route: Route, status: number) =>
  status === 401 || status === 403 || (status === 404 && route.path.includes(':'));

/** The body names the resource, so that the caller can be judged only by a valid body. */
const isJudgedByBody = ({ path, permission }: Route) => !path.includes(':') && permission.parties.includes('owner');

describe('every declared route', () => {
  it('has a sample request', () => {
    expect(routes.map(nameOf).filter((name) => samples[name] === undefined)).toEqual([]);
  });

  it.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s is open to exactly whom it names',
    async (_, route) => {
      for (const { who, as, may } of casesOf(route)) {
        if (!may && isJudgedByBody(route)) continue;
        const { status, text } = await send(route, as, { unknownField: true });
        expect(isRefused(route, status), `${who}: ${status} ${text.slice(0, 300)}`).toBe(!may);
        if (who === 'anonymous' && !may) expect(status).toBe(401);
      }
    },
  );

  it.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s takes the API keys that have its scope and reach it',
    async (_, route) => {
      const scope = scopeOf(route);
      const { isPublic, parties } = route.permission;
      const { organizer } = belongingOf(samples[nameOf(route)] as Sample);
      const answerTo = async (as: Person) => {
        const { status, body, text } = await send(route, as, { unknownField: true });
        return isRefused(route, status) ? `${body?.code ?? text} ${body?.facts?.needs ?? ''}`.trim() : 'taken';
      };
      const ended = await Promise.all(keys.ended.map(answerTo));
      expect(ended).toEqual(ended.map(() => 'unauthenticated'));
      if (isPublic) return;
      if (scope === null) {
        expect(await answerTo(keys.whole)).toBe('insufficient_scope a token');
        return;
      }
      const isNew = parties.includes('host') && !route.path.includes(':');
      const lacksScope = scope === 'economy:credit';
      const foreignRefusal = lacksScope
        ? `insufficient_scope ${scope}`
        : /^insufficient_scope (own tournament|reach all)/;
      expect([
        await answerTo(keys.whole),
        await answerTo(keys.without.get(scope) as Person),
        await answerTo(keys.foreign),
      ]).toEqual(['taken', `insufficient_scope ${scope}`, isNew ? 'taken' : expect.stringMatching(foreignRefusal)]);
      if (organizer !== undefined && parties.includes('organizer'))
        expect(await answerTo(await ownKey(organizer))).toBe('taken');
    },
  );

  it('refuses a valid request of everybody else, and changes nothing', async () => {
    const before = await countRows();
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      const { body = {} } = samples[nameOf(route)] as Sample;
      const isNew = route.permission.parties.includes('host') && !route.path.includes(':');
      const keyCases = isNew ? [] : [{ who: 'a key that does not reach it', as: keys.foreign, may: false }];
      for (const { who, as, may } of [...casesOf(route), ...keyCases]) {
        if (may) continue;
        const { status, text } = await send(route, as, body);
        expect(isRefused(route, status), `${nameOf(route)} by ${who}: ${status} ${text.slice(0, 300)}`).toBe(true);
      }
    }
    expect(await countRows()).toEqual(before);
  });
});

async function countRows(): Promise<Record<string, number>> {
  const { sql } = database;
  const tables = await sql<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname NOT LIKE 'identity%' AND relname <> 'api_key_use' ORDER BY relname`;
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql.unsafe<{ count: number }[]>(`SELECT count(*)::integer AS count FROM "${name}"`);
      return [name, row?.count ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts);
}
