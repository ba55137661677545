// An endpoint: where events are sent, and which. SQL decides the same by the function webhook_wants.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { EventType } from '../../outbox/event.ts';

/** `own`: the tournaments that its owner organizes. `all`: every tournament; only administrators make and see these. */
export const reaches = ['own', 'all'] as const;
export type Reach = (typeof reaches)[number];

export const endpointStates = ['active', 'disabled'] as const;
export type EndpointState = (typeof endpointStates)[number];

/** `gone`: the receiver answered 410. `failing`: nothing succeeded for five days. */
export const disabledReasons = ['owner', 'gone', 'failing'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

export const signatureSchemes = ['v1', 'v1a'] as const;
/** `v1`: HMAC-SHA-256 with a shared secret. `v1a`: Ed25519, of which the receiver has the public key. */
export type SignatureScheme = (typeof signatureSchemes)[number];

export interface Endpoint {
  readonly id: Id<'webhook'>;
  readonly ownerId: Id<'player'>;
  readonly reach: Reach;
  readonly url: string;
  readonly description: string | null;
  readonly scheme: SignatureScheme;
  /** Empty: all types. */
  readonly eventTypes: readonly EventType[];
  /** Empty: all tournaments within reach. */
  readonly tournamentIds: readonly Id<'tournament'>[];
  readonly state: EndpointState;
  readonly disabledAt: Instant | null;
  readonly disabledReason: DisabledReason | null;
  /** Since the first failure after the last success. */
  readonly failingSince: Instant | null;
  /** Nothing is sent: a sanction keeps the owner from hosting, or the reach is `all` and Laurel does not grant the owner the role admin. */
  readonly isPaused: boolean;
  readonly createdAt: Instant;
}

/** What the owner chooses, and may change. */
export type EndpointTerms = Pick<Endpoint, 'url' | 'description' | 'eventTypes' | 'tournamentIds'>;

/** Of one owner. */
export const endpointsMax = 20;
export const tournamentsMax = 50;
export const urlLengthMax = 1_000;

/** During the overlap of a rotation both keys sign. */
export const overlapHours = { default: 24, max: 168 } as const;

interface Happened {
  readonly type: EventType;
  readonly tournamentId: Id<'tournament'>;
  readonly organizerId: Id<'player'>;
}

type Filter = Pick<Endpoint, 'state' | 'reach' | 'ownerId' | 'eventTypes' | 'tournamentIds'>;

export function wants(endpoint: Filter, { type, tournamentId, organizerId }: Happened): boolean {
  const { state, reach, ownerId, eventTypes, tournamentIds } = endpoint;
  if (state !== 'active' || (reach === 'own' && ownerId !== organizerId)) return false;
  return isAmong(type, eventTypes) && isAmong(tournamentId, tournamentIds);
}

const isAmong = <T>(one: T, chosen: readonly T[]) => chosen.length === 0 || chosen.includes(one);
