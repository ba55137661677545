// Runs declared routes on a Hono app: authenticates, validates, claims the key, and builds the answer. In tests and on a local server
// every answer is compared with its declaration.

import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Actor, Principal, Role } from '../core/actor.ts';
import { DependencyError, DomainError, type Facts, refuse } from '../core/errors.ts';
import { idPattern } from '../core/id.ts';
import { admitKey, type KeyRules, type Named, namedBy, targetOf } from './api-keys/admit-key.ts';
import { actorOf } from './authenticate.ts';
import type { AnswerHeaders, ApiEnv, GrantedRoles } from './context.ts';
import { withCursor, withKey } from './cursor.ts';
import { readIfMatch } from './etag.ts';
import { deprecationHeaders } from './headers/deprecation.ts';
import { type Atomically, underCondition } from './if-match.ts';
import { claimKey, type KeyOfRequest } from './key.ts';
import type { Limiter } from './limits/limiter.ts';
import { isRole } from './permission.ts';
import type { ProblemCode } from './problem-list.ts';
import { cacheable } from './reply.ts';
import { type AnyAnswer, isStaffed, keyRuleOf, limitOf, problemsOf, type Route } from './route.ts';
import { readJson, readQuery, readText } from './validate.ts';
import { isLiftable, withGrantedRoles } from './with-granted-roles.ts';

export interface ServeOptions<Services> extends KeyRules<Services> {
  /** The services for one request, with its key. */
  readonly servicesOf: (c: Context, key: KeyOfRequest | null) => Services;
  readonly grantedRolesOf: (c: Context) => GrantedRoles;
  /** Why staff of what the request names may not act now: the facts of a sanction, otherwise null. */
  readonly staffSanctionOf: (c: Context, actor: Actor, named: Named) => Promise<Facts | null>;
  /** Whether what the request names is there no more, although it was when the request began. */
  readonly isGone: (c: Context, named: Named) => Promise<boolean>;
  readonly limiterOf: (c: Context) => Limiter;
  readonly atomically: Atomically<Services>;
  /** Whether an answer that its route does not declare becomes an error. */
  readonly checksAnswers: (c: Context) => boolean;
}

/** With the read whose ETag its If-Match has. */
type Served<Services> = Route<Services> & { readonly read: Route<Services> | null };

const noFields = z.strictObject({});

const completed = new WeakSet<Response>();

/** Whether the answer already has the headers that its context holds. */
export const hasItsHeaders = (response: Response): boolean => completed.has(response);

export function serveRoutes<Services>(
  app: Hono<ApiEnv<Services>>,
  routes: readonly Route<Services>[],
  options: ServeOptions<Services>,
): void {
  const byName = new Map(routes.map((route) => [route.name, route]));
  for (const route of routes) {
    const read = byName.get(route.ifMatchOf ?? '') ?? null;
    const served = { ...route, read };
    const declared = new Set(problemsOf(route));
    app.on(route.method, [route.path], async (c) => {
      try {
        // Before everything else: refusals say it too.
        Object.assign(c.get('headers'), deprecationHeaders(route, Object.keys(c.req.query())));
        takeQuota(c, route, options);
        await judgeKey(c, route, options);
        return await answerWithRoles(c, served, options);
      } catch (refused) {
        const error = await explain(c, route, options, await explainRemoval(c, route, options, refused));
        if (options.checksAnswers(c)) refuseUndeclared(route, declared, error);
        throw error;
      }
    });
  }
}

/** Anonymous requests are not counted here: the edge limits them by address. */
function takeQuota<Services>(c: Context, route: Route<Services>, options: ServeOptions<Services>): void {
  const actor: Actor | null = c.get('actor');
  if (actor === null) return;
  const { apiKey, playerId } = actor;
  const budget = apiKey === undefined ? 'user' : 'key';
  Object.assign(
    c.get('headers'),
    options.limiterOf(c)({ caller: apiKey?.id ?? playerId, class: limitOf(route), budget }),
  );
}

/** Before everything else of the request is read. */
async function judgeKey<Services>(c: Context, route: Route<Services>, options: ServeOptions<Services>): Promise<void> {
  const actor: Actor | null = c.get('actor');
  if (actor?.apiKey === undefined) return;
  const organizes = (named: Named) => options.organizes(options.servicesOf(c, null), actor, named);
  c.set('actor', await admitKey(route, actor, targetOf(route, namedIn(c, route)), organizes));
}

const namedIn = (c: Context, route: Route<never>) => namedBy(route, (name) => c.req.param(name));

function answerWithRoles<Services>(c: Context, route: Served<Services>, options: ServeOptions<Services>) {
  const roles = grantedRoles(c, route, options);
  return withGrantedRoles(actorFor(c, route), roles, (actor) => answer(c, route, options, actor));
}

/** Only a role may lift a refusal, so it is not looked up where no role helps. */
function grantedRoles<Services>(c: Context, { method, permission }: Route<Services>, options: ServeOptions<Services>) {
  const isFresh = method !== 'GET';
  const actor: Actor | null = c.get('actor');
  return async ({ playerId }: Principal): Promise<ReadonlySet<Role>> =>
    // Whoever comes with a key has no others.
    permission.parties.some(isRole) && actor?.apiKey === undefined
      ? options.grantedRolesOf(c)(playerId, { isFresh })
      : new Set();
}

/**
 * A sandbox may be removed amid any request about it, which then meets rows that are missing: no bug, but `not_found`. Only looked up where
 * the answer would be 500.
 */
async function explainRemoval<Services>(
  c: Context,
  route: Route<Services>,
  options: ServeOptions<Services>,
  error: unknown,
): Promise<unknown> {
  if (error instanceof DomainError || error instanceof DependencyError) return error;
  const named = namedIn(c, route);
  const isGone = named !== null && (await options.isGone(c, named).catch(() => false));
  return isGone ? refuse('not_found', { kind: named.kind }) : error;
}

const rolesOfKeys = 'an API key has only roles that Laurel grants its creator, not those of a token';

/**
 * The role of sanctioned staff counts for nothing, so their refusal is that of strangers. Here they learn of the sanction. Whoever comes with
 * a key learns which roles count.
 */
async function explain<Services>(
  c: Context,
  route: Route<Services>,
  options: ServeOptions<Services>,
  error: unknown,
): Promise<unknown> {
  const actor: Actor | null = c.get('actor');
  if (
    actor?.apiKey !== undefined &&
    error instanceof DomainError &&
    error.code === 'forbidden' &&
    'needs' in error.facts
  )
    return refuse('forbidden', { reason: rolesOfKeys, ...error.facts });
  if (actor === null || !isStaffed(route) || !isLiftable(error)) return error;
  const named = namedIn(c, route);
  if (named === null) return error;
  const facts = await options.staffSanctionOf(c, actor, named);
  return facts === null ? error : refuse('sanctioned', facts);
}

async function answer<Services>(
  c: Context,
  route: Served<Services>,
  options: ServeOptions<Services>,
  actor: Actor | null,
): Promise<Response> {
  const params = readParams(c, route);
  if (route.requires !== undefined && actor !== null) route.requires(actor);
  const key = await readKey(c, route, params);
  const list = () => ({ route: route.name, params, query: c.req.query(), caller: actor?.playerId ?? null });
  const query = withKey(readQuery(c, route.query ?? noFields), list);
  const ifMatch = route.read === null ? null : readIfMatch(c.req.header('if-match'));
  const services = options.servicesOf(c, key);
  const asked = { services, actor, params, query };
  const authorize = () => route.authorize?.(asked as never);
  const body = route.method === 'GET' ? {} : await readBody(c, route.body ?? noFields, authorize);
  const { read } = route;
  const run = (services: Services, actor: Actor | null): Promise<AnyAnswer> => {
    const act = (inside: Services) => route.handle({ ...asked, actor, services: inside, body } as never);
    if (ifMatch === null || read === null) return act(services);
    return underCondition(
      { ...conditionOf(c, read, options), reader: actor ?? actorOf(c), ifMatch, params, services },
      act,
    );
  };
  const given =
    actor?.apiKey === undefined || route.method === 'GET'
      ? await run(services, actor)
      : await options.underKey(services, actor, targetOf(route, namedIn(c, route)), run);
  if (options.checksAnswers(c)) refuseUndeclaredAnswer(route, given);
  const response = await toResponse(c, route, { ...given, body: withCursor(given.body, list) });
  completed.add(response);
  return response;
}

function conditionOf<Services>(c: Context, read: Route<Services>, options: ServeOptions<Services>) {
  return {
    ...{ read, atomically: options.atomically },
    grantedRoles: () => grantedRoles(c, read, options)(actorOf(c)),
    isReplay: () => 'idempotency-replayed' in c.get('headers'),
  };
}

function readBody(c: Context, shape: NonNullable<Route<never>['body']>, authorize: () => unknown): Promise<unknown> {
  return 'mediaTypes' in shape ? readText(c, shape, authorize) : readJson(c, shape, authorize);
}

function actorFor(c: Context, { permission }: Pick<Route<unknown>, 'permission'>): Actor | null {
  return permission.isPublic ? c.get('actor') : actorOf(c);
}

/** @throws DomainError not_found for a text that the declaration does not allow. */
function readParams(c: Context, { params = {} }: Pick<Route<unknown>, 'params'>): Record<string, string> {
  const given = Object.entries(params).map(([name, kind]) => {
    const text = c.req.param(name) ?? '';
    const isKnown = typeof kind === 'string' ? idPattern(kind).test(text) : kind.includes(text);
    if (!isKnown) throw refuse('not_found', { kind: typeof kind === 'string' ? kind : name });
    return [name, text];
  });
  return Object.fromEntries(given);
}

async function readKey<Services>(
  c: Context,
  route: Route<Services>,
  params: Readonly<Record<string, string>>,
): Promise<KeyOfRequest | null> {
  const rule = keyRuleOf(route);
  if (rule === 'none' || (rule === 'optional' && c.req.header('idempotency-key') === undefined)) return null;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '');
  return claimKey(c, `${route.method} ${path}`);
}

async function toResponse(
  c: Context,
  route: Route<never>,
  { status, body, headers: own }: AnyAnswer,
): Promise<Response> {
  const headers: AnswerHeaders = Object.assign(c.get('headers'), own);
  if (body === null || body === undefined) return new Response(null, { status, headers });
  if (body instanceof ReadableStream) return new Response(body, { status, headers });
  if (route.method === 'GET' && status === 200) return cacheable(c, body, headers);
  headers['content-type'] = 'application/json';
  return new Response(JSON.stringify(body), { status, headers });
}

/** @throws Error, which is answered 500. */
function refuseUndeclaredAnswer({ name, answers }: Route<never>, { status, body, headers = {} }: AnyAnswer): void {
  const shape = answers[status];
  if (shape === undefined) throw new Error(`${name} answered ${status}, which it does not declare`);
  if (shape === null || !('safeParse' in shape)) {
    const mediaType = headers['content-type'] ?? null;
    if (mediaType === (shape === null ? null : shape.mediaType)) return;
    throw new Error(`${name} answered ${mediaType}`);
  }
  const sent = JSON.parse(JSON.stringify(body));
  const checked = shape.safeParse(sent);
  if (!checked.success) throw new Error(`${name} answered what its schema refuses: ${z.prettifyError(checked.error)}`);
}

function refuseUndeclared({ name }: Route<never>, declared: ReadonlySet<ProblemCode>, error: unknown): void {
  if (error instanceof DomainError && !declared.has(error.code))
    throw new Error(`${name} refused with ${error.code}, which it does not declare`, { cause: error });
}
