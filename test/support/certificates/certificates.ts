// Issues certificates and polls until the queue has made every file. Drawing holds up all other work of the isolate: on a busy machine Postgres cancels a statement
// whose second part does not come in time.

import { get, post } from '../isolate/api.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../tournaments/tournament.ts';

export async function untilIssued(stage: Stage) {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const answer = await get(`/v1/tournaments/${stage.id}/certificates?limit=100`, { as: stage.organizer });
    const progress = answer.status === 503 ? null : ok(answer, 200);
    if (progress?.pending === 0) return progress;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the certificates were not issued in time');
}

/** A completed tournament with the certificates of all its entrants. */
export async function issuedStage(entrantCount: number, fields: Record<string, unknown> = {}) {
  const stage = await aLiveTournament(entrantCount, fields);
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  return { stage, certificates: (await untilIssued(stage)).items };
}
