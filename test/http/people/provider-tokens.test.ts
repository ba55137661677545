// Tokens in the forms that identity providers give them.

import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TokenIssuer } from '../../../src/http/tokens/verify-token.ts';
import { type KeyPair, player, refusal, signingWith, trustedIssuer, verifier } from '../../support/people/tokens.ts';

let ours: KeyPair;
let trusted: TokenIssuer;

beforeAll(async () => {
  ({ ours, trusted } = await trustedIssuer());
});

const sign = signingWith(() => ours.privateKey);

describe('tokens shaped like those of', () => {
  const seconds = Math.floor(Date.now() / 1000);
  const times = { iat: seconds, exp: seconds + 3600 };
  /** The documented access or session tokens of each provider, with test keys and names. */
  const shapes: readonly [name: string, audiences: readonly string[], claims: JWTPayload][] = [
    [
      'Auth0',
      ['https://api.laurel.test'],
      {
        iss: 'https://laurel.eu.auth0.com/',
        sub: 'auth0|65a1c0ffee0123456789abcd',
        aud: ['https://api.laurel.test', 'https://laurel.eu.auth0.com/userinfo'],
        azp: 'Zm9vYmFyYmF6',
        scope: 'openid profile',
        permissions: [],
      },
    ],
    [
      'Clerk',
      ['https://play.laurel.test'],
      {
        iss: 'https://clerk.laurel.test',
        sub: 'user_2abcDEFghiJKLmnoPQRstuVWXyz',
        azp: 'https://play.laurel.test',
        sid: 'sess_2abcDEFghiJKLmnoPQRstuVWXyz',
        v: 2,
        fva: [1, -1],
        sts: 'active',
      },
    ],
    [
      'Supabase',
      ['authenticated'],
      {
        iss: 'https://abcdefghijklmnopqrst.supabase.co/auth/v1',
        sub: '0b5e3a52-6f0c-4f0e-9d53-3f5f4a6f7c11',
        aud: 'authenticated',
        role: 'authenticated',
        aal: 'aal1',
        session_id: '5d7c4e2a-8b1f-4f5e-9a3d-1c2b3a4d5e6f',
        is_anonymous: false,
        app_metadata: { provider: 'email' },
        user_metadata: {},
      },
    ],
    [
      'Firebase',
      ['laurel-play'],
      {
        iss: 'https://securetoken.google.com/laurel-play',
        sub: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4',
        aud: 'laurel-play',
        auth_time: seconds,
        user_id: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4',
        firebase: { identities: {}, sign_in_provider: 'password' },
        name: 'Ada',
      },
    ],
    [
      'Keycloak',
      ['laurel-api'],
      {
        iss: 'https://id.laurel.test/realms/play',
        sub: 'f3a1b2c4-5d6e-4f70-8192-a3b4c5d6e7f8',
        aud: ['laurel-api', 'account'],
        azp: 'laurel-web',
        typ: 'Bearer',
        acr: '1',
        realm_access: { roles: ['organizer', 'offline_access'] },
        resource_access: { account: { roles: ['view-profile'] } },
        preferred_username: 'ada',
      },
    ],
  ];

  const trust = (audiences: readonly string[], claims: JWTPayload) =>
    verifier([], { ...trusted, issuer: claims.iss ?? '', audiences, namesPlayers: false });

  it.each(shapes)('%s name a subject of their issuer, not a player', async (_, audiences, claims) => {
    const token = await sign({ ...times, ...claims }, { keep: true });
    const { issuer: named, subject, playerId } = await trust(audiences, claims)(token);
    expect([named, subject, playerId]).toEqual([claims.iss, claims.sub, null]);
  });

  it.each(shapes)('%s made for another customer are refused', async (_, audiences, claims) => {
    const foreign = {
      ...times,
      ...claims,
      ...(claims.aud === undefined ? { azp: 'https://other.test' } : { aud: 'other' }),
    };
    await expect(trust(audiences, claims)(await sign(foreign, { keep: true }))).rejects.toMatchObject(
      refusal('other audience'),
    );
    const otherIssuer = { ...times, ...claims, iss: `${claims.iss}x` };
    await expect(trust(audiences, claims)(await sign(otherIssuer, { keep: true }))).rejects.toMatchObject(
      refusal('issuer not accepted'),
    );
  });

  it.each(shapes)('%s identify players if their issuer may name players', async (_, audiences, claims) => {
    const token = await sign({ ...times, ...claims, sub: player }, { keep: true });
    const actor = await verifier([], { ...trusted, issuer: claims.iss ?? '', audiences })(token);
    expect([actor.playerId, [...actor.roles]]).toEqual([player, ['player']]);
  });
});
