// Wire shapes of moderation.

import { z } from 'zod';

export const auditQuery = z.strictObject({
  refType: z.enum(['tournament', 'registration', 'match', 'certificate', 'transfer', 'wallet', 'hold']),
  refId: z.string().min(1).max(64),
  cursor: z.string().optional(),
  limit: z.string().optional(),
});
