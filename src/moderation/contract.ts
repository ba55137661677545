// Wire shapes of moderation.

import { z } from 'zod';
import { auditRefTypes } from '../audit/event.ts';
import { pageQuery } from '../http/wire.ts';

export const auditQuery = z.strictObject({
  refType: z.enum(auditRefTypes),
  /** An id of any kind. An unknown id has no rows. */
  refId: z.string().regex(/^[\w-]{1,64}$/, '1 to 64 letters, digits, _ and -'),
  ...pageQuery,
});
