// The events and live frames of the API document: the kinds of two named unions.

import type { ApiDocument, Schema } from './operation.ts';

export interface EventKind {
  /** As `type` says it. */
  readonly name: string;
  readonly schema: Schema;
}

/** Of a tournament, as the feed answers them. */
export const eventsOf = (document: ApiDocument) => kindsOf(document, 'TournamentEvent');
/** What the server sends over a socket. */
export const framesOf = (document: ApiDocument) => kindsOf(document, 'LiveFrame');

function kindsOf({ components: { schemas } }: ApiDocument, union: string): EventKind[] {
  const { oneOf = [], anyOf = [] } = schemas[union] ?? {};
  return [...oneOf, ...anyOf].map(({ $ref = '' }) => {
    const schema = schemas[$ref.split('/').at(-1) ?? ''] ?? {};
    return { name: String(schema.properties?.type?.const ?? ''), schema };
  });
}
