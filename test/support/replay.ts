// Says how to repeat a failed property. PROPERTY_SEED and PROPERTY_PATH repeat it: only the failing case runs.

import { afterEach, inject } from 'vitest';

const replay = inject('propertyReplay');
if (replay !== null) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ ...replay, endOnFailure: true });
}

afterEach(({ task }) => {
  const failure = task.result?.errors?.map(({ message }) => message).join('\n') ?? '';
  const [, seed, path] = /seed: (-?\d+), path: "([\d:]+)"/.exec(failure) ?? [];
  if (seed === undefined) return;
  const variables = `PROPERTY_SEED=${seed} PROPERTY_PATH=${path}`;
  const name = JSON.stringify(task.name);
  console.log(`Replay: ${variables} vitest run --config test/vitest.config.ts ${task.file.name} -t ${name}`);
});
