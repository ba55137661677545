// What a request to a room asks for: a WebSocket or server-sent events, and where the client stands.

import { type Position, parsePosition, seqMax } from '../outbox/position.ts';

export function isUpgrade({ headers }: Request): boolean {
  return headers.get('upgrade')?.toLowerCase() === 'websocket';
}

/**
 * The edge has read the query by its schema. A browser that connects again sends the last id of the stream, which then counts; an id that
 * no stream has sent is a position of no tournament.
 */
export function positionAsked({ url, headers }: Request): Position | null {
  const since = headers.get('last-event-id') ?? new URL(url).searchParams.get('since');
  return since === null ? null : (parsePosition(since) ?? { epoch: '0', seq: seqMax });
}

const placeHeader = 'laurel-room';

/** The answer of a room that has no place: the edge asks the next one. */
export function answerFull(): Response {
  return new Response(null, { status: 503, headers: { [placeHeader]: 'full' } });
}

export function isFull({ headers }: Response): boolean {
  return headers.get(placeHeader) === 'full';
}
