// Wire shapes of the event feed.

import { z } from 'zod';

/** Everything after this seq; 0 is the beginning. */
export const eventQuery = z.strictObject({ since: z.coerce.number().int().min(0).default(0) });
