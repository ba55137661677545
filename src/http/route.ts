// The declaration of a route. From it follow the running route, the checks of its answers, the API document and the tests that walk all
// routes. Knows no domain.

import type * as z from 'zod';
import type { Actor } from '../core/actor.ts';
import type { Id, IdKind } from '../core/id.ts';
import { type Scope, scopeOf } from './api-keys/scope.ts';
import type { Deprecation } from './headers/deprecation.ts';
import { isStaff, type Permission } from './permission.ts';
import type { ProblemCode } from './problem-list.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Requests of one class share one limit. */
export type LimitClass = 'read' | 'write' | 'registration' | 'match' | 'payout' | 'claim' | 'verification';

/** An answer that is not JSON. */
export interface FileAnswer {
  readonly mediaType: string;
}

type BodyShape = z.ZodType | FileAnswer;
/** `null`: no body. Several: the request chooses, by Accept or by a parameter. */
export type AnswerShape = BodyShape | readonly BodyShape[] | null;

/** A request body that is not JSON: bytes at the edge, otherwise text. */
export interface FileBody {
  readonly mediaTypes: readonly string[];
  /** The edge reads no more. Default: `bodySizeBytesMax`. */
  readonly sizeBytesMax?: number;
}

/** What a route is, without what it does. */
export interface RouteDefinition {
  readonly method: Method;
  /** Hono's pattern, from the root. */
  readonly path: `/${string}`;
  /** Unique, a verb and a noun: the name of the operation in the API document and of the client's method. */
  readonly name: string;
  readonly summary: string;
  /** What the act does and what follows from it, in two sentences or more. Who may and the limits are added: see `descriptionOf`. */
  readonly description: string;
  readonly permission: Permission;
  /** The scope that an API key needs. Default: see `scopeOf`; null: it is not for keys. */
  readonly scope?: Scope | null;
  /** The edge serves it, without `serveRoutes`: it streams, answers pages, or must not need the database. */
  readonly isAtEdge?: true;
  /** At the edge, of a route for everybody: who sends a token is that player. Other routes for everybody at the edge read none. */
  readonly readsToken?: true;
  /** POST only. Default: `optional`, at the edge `none`. */
  readonly idempotency?: 'optional' | 'required' | 'none';
  /** The name of a read: If-Match is taken with the ETag of its answer; another ETag is refused with `precondition_failed`. */
  readonly ifMatchOf?: string;
  /** Default: `read` for GET, otherwise `write`. */
  readonly limit?: LimitClass;
  /** Names of path parameters with the kind of their ids, or with what else they are. Any other text is answered 404. */
  readonly params?: Readonly<Record<string, IdKind | readonly string[] | z.ZodType>>;
  /** Strict. Default: no query. */
  readonly query?: z.ZodType;
  /** Strict. An absent body counts as `{}`. Default: no fields. */
  readonly body?: z.ZodType | FileBody;
  readonly answers: Readonly<Record<number, AnswerShape>>;
  /** It will go. Its answers and the API document say so; not at the edge, whose routes answer by themselves. */
  readonly deprecation?: Deprecation;
  /** Query parameters that will go, by name. */
  readonly deprecatedParameters?: Readonly<Record<string, Deprecation>>;
  /** The codes of this route alone. The codes that follow from the declaration are added: see `problemsOf`. */
  readonly problems?: readonly ProblemCode[];
}

/** The kind of an id, or the texts that are allowed. */
type Params = Readonly<Record<string, IdKind | readonly string[]>>;
export type Answers = Readonly<Record<number, BodyShape | null>>;

/** A route that `serveRoutes` can run: it has bodies of one form. */
export interface ServedDefinition extends RouteDefinition {
  readonly isAtEdge?: never;
  readonly params?: Params;
  readonly answers: Answers;
}

type ParamOf<P> = P extends IdKind ? Id<P> : P extends readonly (infer T)[] ? T : never;
type ParamsOf<P> = P extends Params ? { readonly [name in keyof P]: ParamOf<P[name]> } : Record<never, never>;
/** A file is text in UTF-8. */
type ParsedBy<S> = S extends z.ZodType ? z.output<S> : S extends FileBody ? string : Record<never, never>;
type ActorOf<P> = P extends Permission<false> ? Actor : Actor | null;

export interface Asked<D extends ServedDefinition, Services> {
  readonly services: Services;
  readonly actor: ActorOf<D['permission']>;
  readonly params: ParamsOf<D['params']>;
  readonly query: ParsedBy<D['query']>;
}

export interface AskedWithBody<D extends ServedDefinition, Services> extends Asked<D, Services> {
  readonly body: ParsedBy<D['body']>;
}

type Headers = Readonly<Record<string, string>>;

type BodyOf<Shape> = Shape extends z.ZodType
  ? { readonly body: z.input<Shape> }
  : Shape extends FileAnswer
    ? { readonly body: ReadableStream<Uint8Array> }
    : { readonly body?: null };

/** One of the declared answers. */
export type AnswerOf<A extends Answers> = {
  [Status in keyof A & number]: { readonly status: Status; readonly headers?: Headers } & BodyOf<A[Status]>;
}[keyof A & number];

export interface Behaviour<D extends ServedDefinition, Services> {
  /** Judges roles alone, before the key and the body. @throws DomainError forbidden. */
  readonly requires?: (actor: Actor) => void;
  /**
   * Judges the caller by the resource. Runs only if the body is invalid, so that an unauthorized caller gets its refusal and learns
   * nothing about the body. With a valid body the use case judges the caller, in its own statement.
   */
  readonly authorize?: (asked: Asked<D, Services>) => Promise<unknown>;
  readonly handle: (asked: AskedWithBody<D, Services>) => Promise<AnswerOf<D['answers']>>;
}

/** A route that runs. Its types are erased: `routesFor` has checked them. */
export interface Route<Services> extends ServedDefinition {
  readonly requires?: (actor: Actor) => void;
  readonly authorize?: (asked: AnyAsked<Services>) => Promise<unknown>;
  readonly handle: (asked: AnyAsked<Services> & { readonly body: never }) => Promise<AnyAnswer>;
}

interface AnyAsked<Services> {
  readonly services: Services;
  readonly actor: never;
  readonly params: never;
  readonly query: never;
}

export interface AnyAnswer {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: unknown;
}

/**
 * `Services` is what the routes of a domain need.
 * @example const route = routesFor<Services>(); export const teamRoutes = [route({ method: 'POST', … }).runs({ handle … })];
 */
export function routesFor<Services>() {
  return <const D extends ServedDefinition>(definition: D) => ({
    // A second call, so that the types of the behaviour follow from a definition that is already known.
    runs: (behaviour: Behaviour<D, Services>): Route<Services> =>
      ({ ...definition, ...behaviour }) as unknown as Route<Services>,
  });
}

/** All codes that the route may answer, sorted. */
export function problemsOf(route: RouteDefinition): ProblemCode[] {
  const { method, permission, isAtEdge, ifMatchOf, params = {}, problems = [] } = route;
  const codes: ProblemCode[] = ['internal_error'];
  if (limitOf(route) === 'verification') codes.push('quota_exceeded');
  if (Object.keys(params).length > 0) codes.push('not_found');
  if (isAtEdge) return [...new Set([...codes, ...problems])].sort();
  codes.push('unavailable', 'misconfigured', 'quota_exceeded', 'invalid_request', 'unauthenticated');
  if (!permission.isPublic && !permission.parties.includes('player')) codes.push('forbidden');
  if (!permission.isPublic) codes.push('insufficient_scope');
  const isKeyAct = method !== 'GET' && scopeOf(route) !== null;
  if (isStaffed(route) || isKeyAct) codes.push('sanctioned');
  if (method !== 'GET') codes.push('malformed_json', 'payload_too_large', 'unsupported_media_type');
  if (ifMatchOf !== undefined) codes.push('precondition_failed');
  if (keyRuleOf(route) !== 'none')
    codes.push('idempotency_mismatch', 'idempotency_in_flight', 'idempotency_key_required');
  return [...new Set([...codes, ...problems])].sort();
}

/** Staff of the tournament may use it, and others may not. */
export function isStaffed({ permission }: Pick<RouteDefinition, 'permission'>): boolean {
  return !permission.parties.includes('player') && permission.parties.some(isStaff);
}

export function keyRuleOf({ method, isAtEdge, idempotency }: RouteDefinition): 'optional' | 'required' | 'none' {
  return method === 'POST' && !isAtEdge ? (idempotency ?? 'optional') : 'none';
}

export function limitOf({ method, limit }: RouteDefinition): LimitClass {
  return limit ?? (method === 'GET' ? 'read' : 'write');
}
