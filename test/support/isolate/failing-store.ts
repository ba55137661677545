// Makes the app under test lose the bucket that holds every file. To be imported before the first request of a file.

import { env } from 'cloudflare:workers';
import { rebind } from './isolate.ts';

let isDead = false;

await rebind({
  CERTIFICATES: new Proxy(env.CERTIFICATES, {
    get(target, name) {
      if (name === 'put' && isDead) return () => Promise.reject(new Error('no store'));
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }),
});

export async function loseStore(): Promise<void> {
  isDead = true;
}

export async function restoreStore(): Promise<void> {
  isDead = false;
}
