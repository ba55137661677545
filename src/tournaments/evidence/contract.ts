// Wire shapes of evidence.

import * as z from 'zod';
import { id, instantText, listShape, namedShape } from '../../http/wire.ts';
import { type Evidence, evidenceTypes, evidenceUrlLengthMax } from './evidence.ts';

export const linkCreate = z.strictObject({
  url: z
    .url({ protocol: /^https$/ })
    .max(evidenceUrlLengthMax)
    .describe('A page with a recording or a screenshot. Laurel does not read it.'),
});

export const evidenceShape = namedShape('Evidence', 'Evidence for the result of a match: a link or a file.', {
  id: id('evidence'),
  matchId: id('match'),
  playerId: id('player').describe('Who gave it.'),
  url: z.string().nullable().describe('Of a link; null for a file. Given by a player: do not trust where it leads.'),
  file: z
    .strictObject({
      contentType: z.enum(evidenceTypes).describe('Judged by its content.'),
      sizeBytes: z.int().describe('At most 5,000,000.'),
      sha256: z.string().describe('Of the whole file, in hex.'),
    })
    .nullable()
    .describe('null for a link. Not scanned for viruses.'),
  createdAt: instantText,
});

export const evidenceListShape = listShape(evidenceShape);

export function evidenceJson({ id, matchId, playerId, url, file, createdAt }: Evidence): z.input<typeof evidenceShape> {
  const { contentType, sizeBytes, sha256 } = file ?? {};
  const shown =
    contentType === undefined || sizeBytes === undefined || sha256 === undefined
      ? null
      : { contentType, sizeBytes, sha256 };
  return { id, matchId, playerId, url, file: shown, createdAt };
}
