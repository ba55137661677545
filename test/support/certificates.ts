// Polls until the queue has made every file.

import { get } from './api.ts';
import { ok, type Stage } from './tournament.ts';

export async function untilIssued(stage: Stage) {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const progress = ok(await get(`/v1/tournaments/${stage.id}/certificates?limit=100`, { as: stage.organizer }), 200);
    if (progress.pending === 0) return progress;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the certificates were not issued in time');
}
