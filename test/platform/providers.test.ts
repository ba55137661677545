// Tokens shaped like those of five identity providers, against the deployed build: key sets by URL and by discovery.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../../bench/acts/client.ts';
import { openTournament } from '../../bench/acts/tournament.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';

interface Provider {
  readonly name: string;
  readonly algorithm: 'RS256' | 'ES256';
  /** Below the address of the local server. */
  readonly issuerPath: string;
  readonly isDiscovered: boolean;
  readonly audiences: readonly string[];
  readonly rolesClaim?: string;
  /** Without iss, iat and exp. */
  readonly claims: JWTPayload;
}

const providers: readonly Provider[] = [
  {
    name: 'Auth0',
    algorithm: 'RS256',
    issuerPath: '/auth0/',
    isDiscovered: true,
    audiences: ['https://api.laurel.test'],
    rolesClaim: 'https://laurel.test/roles',
    claims: {
      sub: 'auth0|65a1c0ffee0123456789abcd',
      aud: ['https://api.laurel.test', 'https://laurel.eu.auth0.com/userinfo'],
      azp: 'Zm9vYmFyYmF6',
      scope: 'openid profile',
      permissions: [],
      'https://laurel.test/roles': ['organizer'],
    },
  },
  {
    name: 'Clerk',
    algorithm: 'RS256',
    issuerPath: '/clerk',
    isDiscovered: false,
    audiences: ['https://play.laurel.test'],
    rolesClaim: 'metadata.roles',
    claims: {
      sub: 'user_2abcDEFghiJKLmnoPQRstuVWXyz',
      azp: 'https://play.laurel.test',
      sid: 'sess_2abcDEFghiJKLmnoPQRstuVWXyz',
      v: 2,
      fva: [1, -1],
      sts: 'active',
      metadata: { roles: ['organizer'] },
    },
  },
  {
    name: 'Supabase',
    algorithm: 'ES256',
    issuerPath: '/supabase/auth/v1',
    isDiscovered: true,
    audiences: ['authenticated'],
    rolesClaim: 'app_metadata.roles',
    claims: {
      // The same subject as Keycloak's below: another issuer, another player.
      sub: '0b5e3a52-6f0c-4f0e-9d53-3f5f4a6f7c11',
      aud: 'authenticated',
      role: 'authenticated',
      aal: 'aal1',
      session_id: '5d7c4e2a-8b1f-4f5e-9a3d-1c2b3a4d5e6f',
      is_anonymous: false,
      app_metadata: { provider: 'email', roles: ['organizer'] },
      user_metadata: { roles: ['admin'] },
    },
  },
  {
    name: 'Firebase',
    algorithm: 'RS256',
    issuerPath: '/firebase/laurel-play',
    isDiscovered: false,
    audiences: ['laurel-play'],
    claims: {
      sub: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4',
      aud: 'laurel-play',
      auth_time: 1_700_000_000,
      user_id: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4',
      firebase: { identities: {}, sign_in_provider: 'password' },
      name: 'Ada',
      roles: ['organizer'],
    },
  },
  {
    name: 'Keycloak',
    algorithm: 'RS256',
    issuerPath: '/realms/play',
    isDiscovered: true,
    audiences: ['laurel-api'],
    rolesClaim: 'realm_access.roles',
    claims: {
      sub: '0b5e3a52-6f0c-4f0e-9d53-3f5f4a6f7c11',
      aud: ['laurel-api', 'account'],
      azp: 'laurel-web',
      typ: 'Bearer',
      acr: '1',
      realm_access: { roles: ['organizer', 'offline_access'] },
      resource_access: { account: { roles: ['view-profile'] } },
      name: 'Ada Lovelace',
      preferred_username: 'ada',
    },
  },
];

let server: Server;
let address: string;
let laurel: WholeLaurel;
let client: Client;
/** Private keys, and what the local server answers by path. */
const keys = new Map<Provider, CryptoKey>();
const documents = new Map<string, object>();

const issuerOf = ({ issuerPath }: Provider) => address + issuerPath;

beforeAll(async () => {
  server = createServer((request, response) => {
    const document = documents.get(request.url ?? '');
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const provider of providers) await publish(provider);
  const list = providers.map((provider) => ({
    issuer: issuerOf(provider),
    audiences: provider.audiences,
    ...(provider.isDiscovered ? {} : { keys: `${address}/keys/${provider.name}` }),
    ...(provider.rolesClaim === undefined ? {} : { rolesClaim: provider.rolesClaim }),
  }));
  const elsewhere = { issuer: `${address}/elsewhere`, audiences: ['laurel'] };
  laurel = await startWholeLaurel({ JWT_ISSUERS: JSON.stringify([...list, elsewhere]) });
  client = createClient(laurel.url, laurel.jwtSecret);
});

afterAll(async () => {
  await client?.close();
  await laurel?.stop();
  server?.close();
});

async function publish(provider: Provider): Promise<void> {
  const { privateKey, publicKey } = await generateKeyPair(provider.algorithm);
  keys.set(provider, privateKey);
  const jwk = { ...(await exportJWK(publicKey)), kid: provider.name, alg: provider.algorithm, use: 'sig' };
  const keyPath = `/keys/${provider.name}`;
  documents.set(keyPath, { keys: [jwk] });
  if (!provider.isDiscovered) return;
  const issuer = issuerOf(provider);
  const path = `${provider.issuerPath.replace(/\/$/, '')}/.well-known/openid-configuration`;
  documents.set(path, { issuer, jwks_uri: address + keyPath, authorization_endpoint: `${issuer}/authorize` });
}

function sign(provider: Provider, claims: JWTPayload = {}): Promise<string> {
  return new SignJWT({ iss: issuerOf(provider), ...provider.claims, ...claims })
    .setProtectedHeader({ alg: provider.algorithm, kid: provider.name })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(keys.get(provider) as CryptoKey);
}

async function send(token: string, path: string, body?: object) {
  const response = await fetch(new URL(path, laurel.url), {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests check the shape of answers
  return { status: response.status, body: (await response.json()) as any };
}

describe.each(providers.map((provider) => [provider.name, provider] as const))('a token of %s', (_, provider) => {
  it('makes a player, who registers and reads the own profile', async () => {
    const token = await sign(provider);
    const { id } = await openTournament(client, 8);
    const entered = await send(token, `/v1/tournaments/${id}/registrations`, { displayName: 'Ada' });
    expect(entered).toMatchObject({ status: 201, body: { playerId: expect.stringMatching(/^ply_/) } });
    const me = await send(await sign(provider), '/v1/me');
    expect(me).toMatchObject({
      status: 200,
      body: {
        id: entered.body.playerId,
        displayName: provider.claims.name ?? null,
        issuer: issuerOf(provider),
        roles: [
          { role: 'player', sources: ['token'] },
          { role: 'organizer', sources: ['token'] },
        ],
      },
    });
  });

  it('for another customer, by another key or naming a player id is refused', async () => {
    const other = provider.claims.aud === undefined ? { azp: 'https://other.test' } : { aud: 'other' };
    const foreign = providers.find((one) => one !== provider && one.algorithm === provider.algorithm) ?? provider;
    const refused = [
      await sign(provider, other),
      await sign(provider, { sub: `ply_${'0'.repeat(26)}` }),
      ...(foreign === provider ? [] : [await sign(foreign, { iss: issuerOf(provider) })]),
    ];
    for (const token of refused) expect((await send(token, '/v1/me')).status).toBe(401);
  });
});

it('the same subject of two issuers is two players', async () => {
  const [supabase, keycloak] = providers.filter(({ claims }) => claims.sub?.startsWith('0b5e3a52'));
  const ids = [await sign(supabase as Provider), await sign(keycloak as Provider)].map((token) =>
    send(token, '/v1/me'),
  );
  expect(new Set((await Promise.all(ids)).map(({ body }) => body.id)).size).toBe(2);
});

it('a discovery document of another issuer is not used, one that is missing is no refusal, and both recover', async () => {
  const provider = { ...(providers[0] as Provider), issuerPath: '/elsewhere' };
  keys.set(provider, keys.get(providers[0] as Provider) as CryptoKey);
  const token = await sign(provider, { aud: 'laurel' });
  const ask = async () => (await send(token, '/v1/me')).status;
  expect(await ask()).toBe(503);
  const path = '/elsewhere/.well-known/openid-configuration';
  documents.set(path, { issuer: `${address}/auth0/`, jwks_uri: `${address}/keys/Auth0` });
  expect(await ask()).toBe(503);
  documents.set(path, { issuer: `${address}/elsewhere`, jwks_uri: `${address}/keys/Auth0` });
  expect(await ask()).toBe(200);
});
