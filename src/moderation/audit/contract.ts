// Wire shapes of the audit trail.

import * as z from 'zod';
import { type AuditEvent, auditEvents, auditKeyFact, auditRefTypes } from '../../audit/event.ts';
import type { AuditEntry } from '../../audit/store.ts';
import { id, instant, instantText, namedShape, pageQuery } from '../../http/wire.ts';

const events = Object.keys(auditEvents) as [AuditEvent, ...AuditEvent[]];
const facts = [
  ...new Set([auditKeyFact, ...Object.values(auditEvents).flatMap(({ meta }): readonly string[] => meta)]),
];
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const filter = {
  refType: z.enum(auditRefTypes).optional().describe('The kind of what the acts were about; with `refId`.'),
  refId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must have 1 to 64 letters, digits, _ and -')
    .optional()
    .describe('Its id; with `refType`. An unknown id has an empty list.'),
  actorId: id('player').optional().describe('Who did it.'),
  event: z.enum(events).optional().describe('What was done.'),
  from: instant.optional().describe('The first moment.'),
  to: instant.optional().describe('The end, exclusive.'),
};

const isWhole = ({ refType, refId }: { readonly refType?: string | undefined; readonly refId?: string | undefined }) =>
  (refType === undefined) === (refId === undefined);
const half = { message: 'must come with refType, and refType with refId', path: ['refId'] };

export const auditQuery = z.strictObject({ ...filter, ...pageQuery }).refine(isWhole, half);
export const auditExportQuery = z.strictObject(filter).refine(isWhole, half);

export const auditShape = namedShape('AuditEntry', 'One act in the audit trail.', {
  id: id('audit'),
  event: z.enum(events).describe('What was done.'),
  actorId: id('player').describe('Who did it.'),
  subjectId: z.string().nullable().describe('Whom it concerns, a player; null where nobody is concerned.'),
  refType: z.enum(auditRefTypes).describe('The kind of what it was about.'),
  refId: z.string().describe('The id of what it was about.'),
  meta: z
    .partialRecord(z.enum(facts), fact)
    .describe('Facts, such as the reason; which ones depends on the event. `apiKeyId` names the API key of the act.'),
  createdAt: instantText,
});

export function auditJson(row: AuditEntry): z.input<typeof auditShape> {
  const { id, event, actorId, subjectId, refType, refId, meta, createdAt } = row;
  return { id, event, actorId, subjectId, refType, refId, meta, createdAt };
}
