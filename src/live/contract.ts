// Wire shapes of the event feed.

import { z } from 'zod';
import { wholeNumber } from '../http/wire.ts';

/** Postgres counts events in an `integer`. */
const seqMax = 2_147_483_647;

/** Everything after this seq; 0 is the beginning. */
export const eventQuery = z.strictObject({ since: wholeNumber({ min: 0, max: seqMax }).default(0) });
