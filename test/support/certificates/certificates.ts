// Polls until the queue has made every file. Drawing holds up all other work of the isolate: on a busy machine Postgres cancels a statement
// whose second part does not come in time.

import { get } from '../isolate/api.ts';
import { ok, type Stage } from '../tournaments/tournament.ts';

export async function untilIssued(stage: Stage) {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const answer = await get(`/v1/tournaments/${stage.id}/certificates?limit=100`, { as: stage.organizer });
    const progress = answer.status === 503 ? null : ok(answer, 200);
    if (progress?.pending === 0) return progress;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the certificates were not issued in time');
}
