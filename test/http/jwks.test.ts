// Tokens signed by somebody else's key, published as a key set; and a key set that cannot be had.

import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, inject, it } from 'vitest';
import { createVerifier } from '../../src/http/authenticate.ts';

const sub = 'ply_0123456789abcdefghjkmnpqrs';

it('a token of a published key is taken, one of any other key is not', async () => {
  const ours = await generateKeyPair('ES256');
  const theirs = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'ES256' };
  const verify = createVerifier({ keySet: { keys: [jwk] } });
  const sign = (key: CryptoKey, kid: string) =>
    new SignJWT({ sub, roles: ['finance', 'emperor'] })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setExpirationTime('1h')
      .sign(key);
  const actor = await verify(await sign(ours.privateKey, 'k1'));
  expect([actor.playerId, [...actor.roles]]).toEqual([sub, ['player', 'finance']]);
  await expect(verify(await sign(theirs.privateKey, 'k1'))).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(verify(await sign(ours.privateKey, 'k2'))).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('a secret is never taken for a key, nor a key for a secret', async () => {
  const { privateKey } = await generateKeyPair('ES256');
  const token = await new SignJWT({ sub })
    .setProtectedHeader({ alg: 'ES256' })
    .setExpirationTime('1h')
    .sign(privateKey);
  const verify = createVerifier({ secret: 'a-secret-of-at-least-32-characters' });
  await expect(verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('a key set that does not answer is not the caller’s fault', async () => {
  const { privateKey } = await generateKeyPair('ES256');
  const token = await new SignJWT({ sub })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setExpirationTime('1h')
    .sign(privateKey);
  const verify = createVerifier({ jwksUrl: `http://127.0.0.1:${inject('closedPort')}/jwks.json` });
  await expect(verify(token)).rejects.toMatchObject({ name: 'DependencyError', dependency: 'jwks' });
});
