// Wire shapes of moderation.

import { z } from 'zod';
import { type AuditEvent, auditEvents, auditRefTypes } from '../audit/event.ts';
import type { AuditEntry } from '../audit/store.ts';
import { id, instantText, namedShape, pageQuery } from '../http/wire.ts';

export const auditQuery = z.strictObject({
  refType: z.enum(auditRefTypes).describe('The kind of what the acts were about.'),
  refId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must have 1 to 64 letters, digits, _ and -')
    .describe('Its id. An unknown id has an empty list.'),
  ...pageQuery,
});

const events = Object.keys(auditEvents) as [AuditEvent, ...AuditEvent[]];
const facts = [...new Set(Object.values(auditEvents).flatMap(({ meta }): readonly string[] => meta))];
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const auditShape = namedShape('AuditEntry', 'One act in the audit trail.', {
  id: id('audit'),
  event: z.enum(events).describe('What was done.'),
  actorId: id('player').describe('Who did it.'),
  subjectId: z.string().nullable().describe('Whom it concerns, a player; null where nobody is concerned.'),
  refType: z.enum(auditRefTypes).describe('The kind of what it was about.'),
  refId: z.string().describe('The id of what it was about.'),
  meta: z.partialRecord(z.enum(facts), fact).describe('Facts, such as the reason; which ones depends on the event.'),
  createdAt: instantText,
});

export function auditJson(row: AuditEntry): z.input<typeof auditShape> {
  const { id, event, actorId, subjectId, refType, refId, meta, createdAt } = row;
  return { id, event, actorId, subjectId, refType, refId, meta, createdAt };
}
