// Wire shapes of moderation.

import { z } from 'zod';
import { type AuditEvent, auditEvents, auditRefTypes } from '../audit/event.ts';
import type { AuditEntry } from '../audit/store.ts';
import { id, instantText, pageQuery } from '../http/wire.ts';

export const auditQuery = z.strictObject({
  refType: z.enum(auditRefTypes),
  /** An id of any kind. An unknown id has no rows. */
  refId: z.string().regex(/^[\w-]{1,64}$/, '1 to 64 letters, digits, _ and -'),
  ...pageQuery,
});

const events = Object.keys(auditEvents) as [AuditEvent, ...AuditEvent[]];
const facts = [...new Set(Object.values(auditEvents).flatMap(({ meta }): readonly string[] => meta))];
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const auditShape = z.strictObject({
  id: id('audit'),
  event: z.enum(events),
  actorId: id('player'),
  subjectId: z.string().nullable(),
  refType: z.enum(auditRefTypes),
  refId: z.string(),
  /** Which facts an event has: docs/rules/moderation.md. */
  meta: z.partialRecord(z.enum(facts), fact),
  createdAt: instantText,
});

export function auditJson(row: AuditEntry): z.input<typeof auditShape> {
  const { id, event, actorId, subjectId, refType, refId, meta, createdAt } = row;
  return { id, event, actorId, subjectId, refType, refId, meta, createdAt };
}
