// Finds a closed port below 32,768, where the kernel assigns no ephemeral ports, so that it stays closed.

import { randomInt } from 'node:crypto';
import { refuseTakenPort } from '../../../src/cli/dev/check-port.ts';

export async function findClosedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000);
    const isClosed = await refuseTakenPort(port).then(
      () => true,
      () => false,
    );
    if (isClosed) return port;
  }
}
