// Says how to repeat a failed property. PROPERTY_SEED and PROPERTY_PATH repeat it: only the failing case runs.

import { afterEach, inject } from 'vitest';
import { replayCommand } from './replay-command.ts';

const replay = inject('propertyReplay');
if (replay !== null) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ ...replay, endOnFailure: true });
}

afterEach(({ task: { name, file, result } }) => {
  for (const { message } of result?.errors ?? []) {
    const command = replayCommand({ name, file: file.name, message });
    if (command !== null) console.log(`Repeat: ${command}`);
  }
});
