// Which bearer tokens are accepted: Laurel's own, and those of a trusted issuer for Laurel's audience.

import { type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import { createKnownTokens } from '../../../src/http/tokens/known-tokens.ts';
import type { TokenIdentity } from '../../../src/http/tokens/token-identity.ts';
import { createVerifier, type TokenIssuer } from '../../../src/http/tokens/verify-token.ts';
import {
  audience,
  issuer,
  type KeyPair,
  olderSecret,
  player,
  refusal,
  secret,
  signingWith,
  signShared,
  trustedIssuer,
  verifier,
} from '../../support/people/tokens.ts';

let ours: KeyPair;
let theirs: KeyPair;
let trusted: TokenIssuer;

beforeAll(async () => {
  ({ ours, theirs, trusted } = await trustedIssuer());
});

const sign = signingWith(() => ours.privateKey);
const verify = (token: string): Promise<TokenIdentity> => verifier([secret, olderSecret], trusted)(token);

describe('the signature', () => {
  it('is accepted from a published key and from no other key', async () => {
    const actor = await verify(await sign({ roles: ['finance', 'emperor'] }));
    expect([actor.playerId, [...actor.roles]]).toEqual([player, ['player', 'finance']]);
    const foreign = await sign({}, { key: theirs.privateKey });
    await expect(verify(foreign)).rejects.toMatchObject(refusal('signature does not match'));
    await expect(verify(await sign({}, { kid: 'k2' }))).rejects.toMatchObject(refusal('no key with this kid'));
  });

  it('is accepted with the current and the previous secret, and with no other', async () => {
    expect((await verify(await signShared({ sub: player }))).playerId).toBe(player);
    expect((await verify(await signShared({ sub: player }, olderSecret))).playerId).toBe(player);
    const third = await signShared({ sub: player }, 'another-secret-of-32-characters-xx');
    await expect(verify(third)).rejects.toMatchObject(refusal('signature does not match'));
  });

  it('with a secret is never accepted as one with a key, nor the reverse', async () => {
    const token = await sign({});
    await expect(verifier([secret])(token)).rejects.toMatchObject(refusal('algorithm not accepted'));
    const onlyKeys = verifier([], trusted);
    await expect(onlyKeys(await signShared({ sub: player, iss: issuer, aud: audience }))).rejects.toMatchObject(
      refusal('algorithm not accepted'),
    );
    const none = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: player, iss: issuer }))}.`.replace(/=/g, '');
    await expect(verify(none)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('cannot be checked while the key set does not answer: a dependency failure, not a refusal', async () => {
    const keys = `http://127.0.0.1:${inject('closedPort')}/jwks.json`;
    const remote = verifier([], { ...trusted, keys });
    const token = await sign({});
    await expect(remote(token)).rejects.toMatchObject({ name: 'DependencyError', dependency: 'jwks' });
  });
});

describe('the issuer and the audience', () => {
  it.each([
    ['another issuer', { iss: 'https://id.elsewhere.test/' }, 'issuer not accepted'],
    ['the issuer without its slash', { iss: issuer.slice(0, -1) }, 'issuer not accepted'],
    ['no issuer', { iss: undefined }, 'issuer not accepted'],
    ['another audience', { aud: 'https://api.elsewhere.test' }, 'other audience'],
    ['several other audiences', { aud: ['a', 'b'] }, 'other audience'],
    ['no audience and no authorized party', { aud: undefined }, 'other audience'],
    ['no audience and another authorized party', { aud: undefined, azp: 'elsewhere' }, 'other audience'],
    ['another audience and our authorized party', { aud: 'elsewhere', azp: 'laurel' }, 'other audience'],
    ['an empty list of audiences', { aud: [], azp: 'laurel' }, 'other audience'],
  ])('%s is refused', async (_, claims, reason) => {
    await expect(verify(await sign(claims as JWTPayload))).rejects.toMatchObject(refusal(reason));
  });

  it.each([
    ['one of several audiences', { aud: ['elsewhere', audience] }],
    ['the second audience that is configured', { aud: 'laurel' }],
    ['an authorized party where there is no audience', { aud: undefined, azp: 'laurel' }],
  ])('%s is accepted', async (_, claims) => {
    expect((await verify(await sign(claims as JWTPayload))).playerId).toBe(player);
  });
});

describe('the subject', () => {
  it('ply_… is a player for Laurel’s secret and for the issuer that may name players, and for no other', async () => {
    const stranger = verifier([secret], { ...trusted, namesPlayers: false });
    expect((await stranger(await signShared({ sub: player }))).playerId).toBe(player);
    await expect(stranger(await sign({}))).rejects.toMatchObject(refusal('this issuer may not name players'));
  });

  it.each([
    ['empty', ''],
    ['of 256 characters', 'x'.repeat(256)],
    ['of 1,000 characters', 'x'.repeat(1000)],
    ['with a NUL', 'a\u0000b'],
    ['with a line break', 'a\nb'],
    ['with a C1 control', 'a\u0085b'],
    ['with an unpaired surrogate', 'a\ud800'],
    ['a number', 7],
  ])('%s is refused', async (_, sub) => {
    await expect(verify(await signShared({ sub: sub as string }))).rejects.toMatchObject({
      code: 'unauthenticated',
      facts: { reason: expect.stringContaining('sub') },
    });
  });
});

describe('dates', () => {
  const now = Math.floor(Date.now() / 1000);
  it('have a leeway of one minute', async () => {
    expect((await verify(await signShared({ sub: player, exp: now - 30 }))).playerId).toBe(player);
    await expect(verify(await signShared({ sub: player, exp: now - 90 }))).rejects.toMatchObject(refusal('expired'));
    expect((await verify(await signShared({ sub: player, nbf: now + 30 }))).playerId).toBe(player);
    const early = await signShared({ sub: player, nbf: now + 90 });
    await expect(verify(early)).rejects.toMatchObject(refusal('not valid yet'));
    expect((await verify(await signShared({ sub: player, iat: now + 30 }))).playerId).toBe(player);
    const future = await signShared({ sub: player, iat: now + 90 });
    await expect(verify(future)).rejects.toMatchObject(refusal('iat is in the future'));
  });

  /** Signs raw JSON text: JSON.stringify, which jose uses, cannot write numbers such as 1e400. */
  const signRaw = async (payload: string) => {
    const encode = (text: string) => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
    const input = `${encode('{"alg":"HS256"}')}.${encode(payload)}`;
    const bytes = new TextEncoder();
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign']);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes.encode(input)));
    return `${input}.${encode(String.fromCharCode(...mac))}`;
  };

  it.each([
    ['exp', '1e400'],
    ['exp', '253402300800'],
    ['exp', '"9999999999"'],
    ['exp', 'null'],
    ['iat', '1e400'],
    ['iat', '-1e400'],
    ['nbf', '-1e400'],
    ['nbf', '"0"'],
  ])('%s of %s is refused', async (name, value) => {
    const rest = name === 'exp' ? '' : `"exp":${now + 600},`;
    const payload = `{"sub":"${player}",${rest}"${name}":${value}}`;
    await expect(verify(await signRaw(payload))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await verify(await signRaw(`{"sub":"${player}","exp":${now + 600}}`))).playerId).toBe(player);
  });
});

describe('a refusal names the claim', () => {
  const now = Math.floor(Date.now() / 1000);
  const raw = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));

  it.each<[string, JWTPayload]>([
    ['exp is missing', { sub: player }],
    ['sub is missing', { exp: now + 600 }],
    ['claim sub is not valid', { sub: 123 as unknown as string, exp: now + 600 }],
    ['claim exp is not valid', { sub: player, exp: (now + 600) * 1_000_000 }],
    ['claim roles is not valid', { sub: player, exp: now + 600, roles: 'organizer' }],
    ['claim name is not valid', { sub: player, exp: now + 600, name: 7 }],
  ])('%s', async (reason, claims) => {
    await expect(verify(await raw(claims))).rejects.toMatchObject(refusal(reason));
  });

  it('of a name of any length there is none: the name is cut', async () => {
    const actor = await verify(await signShared({ sub: player, name: 'ক'.repeat(300) }));
    expect(actor.name).toBe('ক'.repeat(200));
  });
});

describe('the roles', () => {
  const rolesOf = async (path: string, given: JWTPayload) => {
    const token = await sign(given);
    const { roles } = await verifier([], { ...trusted, rolesClaim: path })(token);
    return [...roles].filter((role) => role !== 'player');
  };
  const organizer = ['organizer'];

  it.each<[string, string, JWTPayload]>([
    ['a claim', 'roles', { roles: organizer }],
    ['a claim inside a claim', 'realm_access.roles', { realm_access: { roles: organizer } }],
    ['a claim whose name has dots', 'https://example.com/roles', { 'https://example.com/roles': organizer }],
    ['a claim inside one whose name has dots', 'a.b.roles', { 'a.b': { roles: organizer } }],
    ['a claim with dots inside a claim', 'a.b.roles', { a: { 'b.roles': organizer } }],
    ['the longest name', 'a.b', { 'a.b': organizer, a: { b: ['finance'] } }],
    ['the longest name that leads to a claim', 'a.b.c', { 'a.b': { x: 1 }, a: { 'b.c': organizer } }],
  ])('are read from %s', async (_, path, given) => {
    expect(await rolesOf(path, given)).toEqual(organizer);
  });

  it('of a claim that is not configured, or not there, do not count', async () => {
    expect(await rolesOf('realm_access.roles', { roles: organizer })).toEqual([]);
    expect(await rolesOf('constructor.name', { roles: organizer })).toEqual([]);
    expect(await rolesOf('realm_access.roles', { realm_access: null })).toEqual([]);
  });

  it('that are no list of texts are refused', async () => {
    await expect(rolesOf('a.roles', { a: { roles: 'organizer' } })).rejects.toMatchObject(
      refusal('claim a.roles is not valid'),
    );
  });

  it('of our own secret may be in the configured claim or in `roles`', async () => {
    const own = createVerifier({ secrets: [secret], issuers: [], rolesClaim: 'app.roles', fault: null });
    const rolesIn = async (given: JWTPayload) => [...(await own(await signShared({ sub: player, ...given }))).roles];
    expect(await rolesIn({ roles: organizer })).toEqual(['player', 'organizer']);
    expect(await rolesIn({ app: { roles: ['finance'] }, roles: organizer })).toEqual(['player', 'finance']);
  });
});

describe('a token that was accepted before', () => {
  it('is refused with another signature, another payload or another case', async () => {
    const verifyAgain = verifier([secret]);
    const token = await signShared({ sub: player });
    const [header, payload, signature] = token.split('.') as [string, string, string];
    const [, foreign] = (await signShared({ sub: player, roles: ['admin'] })).split('.');
    const others = [`${header}.${foreign}.${signature}`, `${header}.${payload}.${[...signature].reverse().join('')}`];
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await verifyAgain(token)).playerId).toBe(player);
      for (const other of [...others, token.toLowerCase()]) await expect(verifyAgain(other)).rejects.toThrow();
    }
  });

  it('is remembered until it expires, and the oldest is forgotten first', async () => {
    let nowMs = 1_000_000;
    const known = createKnownTokens(() => nowMs);
    const identity = { ...(await verify(await signShared({ sub: player }))), endsAt: toInstant(nowMs + 2) };
    known.add('one', identity);
    known.add('x'.repeat(1_025), identity);
    expect([known.find('one'), known.find('x'.repeat(1_025))]).toEqual([identity, null]);
    nowMs += 1;
    expect(known.find('one')).toBe(identity);
    nowMs += 1;
    expect(known.find('one')).toBeNull();
    for (let index = 0; index <= 5_000; index += 1)
      known.add(String(index), { ...identity, endsAt: toInstant(nowMs + 1) });
    expect([known.find('0'), known.find('1')?.playerId]).toEqual([null, player]);
  });
});

describe('the encoding of a token', () => {
  it('may have any length, and is that of RFC 4648 without padding', async () => {
    for (let length = 0; length < 9; length += 1) {
      const note = 'ü'.repeat(length % 3) + 'x'.repeat(length);
      expect((await verify(await signShared({ sub: player, note, name: note }))).name).toBe(note);
    }
    const token = await signShared({ sub: player });
    for (const wrong of [token.replace('.', '.A.'), `A${token}`, ` ${token}`, token.replace('.', '+.'), `${token}AA`])
      await expect(verify(wrong)).rejects.toMatchObject(refusal('not a token'));
  });

  it('is unique: unused bits of base64url must be zero', async () => {
    // 32 bytes of signature leave two spare bits in the last of 43 characters.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const token = await signShared({ sub: player });
    const last = alphabet.indexOf(token.at(-1) ?? '');
    for (const spare of [1, 2, 3]) {
      const twin = token.slice(0, -1) + alphabet.charAt(last + spare);
      await expect(verify(twin)).rejects.toMatchObject(refusal('not a token'));
    }
    for (const twin of [`${token}=`, `${token}.`, `${token}.e30`, token.replace('.', '..')]) {
      await expect(verify(twin)).rejects.toMatchObject(refusal('not a token'));
    }
  });

  it('has at most 8,192 characters', async () => {
    const seen = new Set<boolean>();
    for (let length = 5_995; length < 6_055; length += 1) {
      const token = await signShared({ sub: player, note: 'x'.repeat(length) });
      const isTaken = await verify(token).then(
        () => true,
        (error: { facts: unknown }) => {
          expect(error.facts).toEqual({ reason: 'over 8192 characters' });
          return false;
        },
      );
      expect(isTaken).toBe(token.length <= 8192);
      seen.add(isTaken);
    }
    expect(seen.size).toBe(2);
  });
});
