// On Deno certificates are drawn in the one thread of the process, which reads nothing meanwhile.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';
import { denoCommand } from '../../src/cli/dev/local-deno.ts';

it('an answer of the database that came while the process was busy is no silence', async () => {
  const [deno = '', ...args] = denoCommand.slice(0, -1);
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1' };
  const script = 'test/support/laurels/ask-while-busy.ts';
  const { stdout } = await promisify(execFile)(deno, [...args, script, inject('postgresUrl')], { env });
  expect(stdout.trim()).toBe('42');
});
