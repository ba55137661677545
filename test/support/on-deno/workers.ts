// Stands for `cloudflare:workers` in the project `deno`: the same test files then talk to the app under the real Deno binary. It starts with
// the variables that the file has set before its first request.

import { afterAll, inject } from 'vitest';
import { type DenoLaurel, startDenoLaurel } from '../laurels/deno-laurel.ts';
import { describeS3, testBindings } from '../servers/bindings.ts';
import { openSocket } from './socket.ts';

export const env: Record<string, string> = {
  ...testBindings(inject),
  // Another server than S3: the two stores are two.
  ...describeS3('R2', inject('contractProxy').s3),
};

let laurel: Promise<DenoLaurel> | undefined;

/** Of this file. */
export const denoLaurel = (): Promise<DenoLaurel> => {
  laurel ??= startDenoLaurel(env);
  return laurel;
};

afterAll(async () => (await laurel)?.stop());

export const exports = {
  default: {
    async fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
      const { url } = await denoLaurel();
      // Otherwise Node adds `cache-control: no-cache` to a request with `if-none-match`.
      const asked = new Request(input, { redirect: 'manual', cache: 'force-cache' as 'no-store', ...init });
      const target = asked.url.replace('https://laurel.test', url);
      return asked.headers.has('upgrade') ? openSocket(target, asked.headers) : fetch(new Request(target, asked));
    },
  },
};
