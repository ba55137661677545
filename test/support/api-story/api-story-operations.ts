// The part of api-story.ts about the server: its state, the audit trail, and backfills.

import type { Recorder } from '../samples/api-recorder.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

export async function operate(api: Recorder, certificateId: string): Promise<void> {
  const [moderator, admin] = [await api.aCaller('Mo', 'moderator'), await api.aCaller('Alma', 'admin')];
  api.begin('Operations');
  await api.ask('GET /healthz', { title: 'Alive', note: 'No token.' });
  await api.ask('GET /readyz', {
    title: 'Ready',
    note: 'No token. 503 with the same fields if the server cannot work; `faults` names what to configure.',
    isWhole: true,
  });
  await api.ask(`GET /v1/moderation/audit?refType=certificate&refId=${certificateId}`, {
    title: 'Audit trail',
    note: 'By a moderator. Newest first.',
    as: moderator,
  });
  const { id } = await api.ask('POST /v1/objects/backfills', {
    title: 'Start a backfill',
    note: 'By an administrator. Only `direction` is required. The queue runs it.',
    as: admin,
    body: {
      direction: 'r2-to-s3',
      dryRun: true,
      verify: false,
      retryFailed: false,
      tournamentId: null,
      batchSize: 100,
      concurrency: 4,
      limit: null,
      startAfter: '',
    },
  });
  let run: Json;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    run = await api.ask(`GET /v1/objects/runs/${id}`, { as: admin });
  } while (!run.report.isFinished);
  // Sizes, times and keys differ from run to run.
  const measured = { bytes: 98_304, durationMs: 240, objectsPerSecond: 33.3, lastKey: 'png/2026/11/…' };
  await api.ask(`GET /v1/objects/runs/${id}`, {
    title: 'Read a run',
    note: 'By an administrator.',
    as: admin,
    settled: { report: { ...run.report, ...measured } },
  });
}
