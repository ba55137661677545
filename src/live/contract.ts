// Wire shapes of the event feed.

import { z } from 'zod';
import { wholeNumber } from '../http/wire.ts';

/** The largest `integer` of Postgres. */
const seqMax = 2_147_483_647;

/** `since` is exclusive; 0 reads from the beginning. */
export const eventQuery = z.strictObject({ since: wholeNumber({ min: 0, max: seqMax }).default(0) });
