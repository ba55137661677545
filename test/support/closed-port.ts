// A port where nobody listens, and nobody will by chance: whoever asks the kernel for any port is given one from 32,768 on.

import { randomInt } from 'node:crypto';
import { refuseTakenPort } from '../../src/cli/dev/check-port.ts';

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
