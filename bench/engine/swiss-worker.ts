// A Worker that pairs the round it is sent, for `bench/engine/swiss.ts`, which measures from outside: the clock inside workerd does not advance
// during CPU work. `/read` only reads the round, so that its time can be subtracted.

import { dutch } from '../../src/tournaments/stages/formats/swiss/dutch.ts';
import type { SwissEntrant, SwissSettings } from '../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';

export default {
  async fetch(request: Request): Promise<Response> {
    const { entrants, settings } = await request.json<{ entrants: SwissEntrant[]; settings: SwissSettings }>();
    const isRead = new URL(request.url).pathname === '/read';
    return Response.json(isRead ? entrants.length : dutch(entrants, settings));
  },
};
