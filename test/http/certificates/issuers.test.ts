// Issuer profiles, and their copies in certificates.

import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/core/hex.ts';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPng } from '../../support/certificates/logo.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { firstStore } from '../../support/isolate/first-store.ts';
import { enter, move, ok, people, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const set = (as: Person | undefined, body: unknown) => call('PUT', '/v1/issuers/me', { as, body });
const organizer = () => aPerson({ roles: ['organizer'] });
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>';
const profile = {
  name: 'Dhaka Chess Club',
  site: 'https://chess.example.org/',
  signatory: { name: 'Rahima Khatun', office: 'President' },
};

describe('an issuer profile', () => {
  it('is set by an organizer, replaced as a whole, and public', async () => {
    const as = await organizer();
    expect((await get('/v1/issuers/me', { as })).status).toBe(404);
    expect(ok(await set(as, profile), 200)).toMatchObject({ ...profile, playerId: as.id, logo: null });
    expect(ok(await get(`/v1/issuers/${as.id}`), 200)).toMatchObject(profile);
    ok(await set(as, { name: 'Another Club' }), 200);
    expect(ok(await get('/v1/issuers/me', { as }), 200)).toMatchObject({
      name: 'Another Club',
      site: null,
      signatory: null,
    });
    const audit =
      await database.sql`SELECT event FROM moderation_audit WHERE ref_type = 'issuer' AND ref_id = ${as.id}`;
    expect(audit.map(({ event }) => event)).toEqual(['issuer.set', 'issuer.set']);
  });

  it('is for organizers only', async () => {
    expect((await set(undefined, profile)).status).toBe(401);
    expect((await set(await aPerson(), profile)).status).toBe(403);
    expect((await get('/v1/issuers/me')).status).toBe(401);
    expect((await get('/v1/issuers/unknown')).status).toBe(404);
  });

  it.each([
    ['a name that cannot be drawn', { name: '東京クラブ' }],
    ['no name', { site: null }],
    ['a site without encryption', { ...profile, site: 'http://chess.example.org' }],
    ['a script as its site', { ...profile, site: 'javascript:alert(1)' }],
    ['credentials in its site', { ...profile, site: 'https://a:b@chess.example.org' }],
    ['a site of the own network', { ...profile, site: 'https://localhost/' }],
    ['an address as its site', { ...profile, site: 'https://192.168.0.1/' }],
    ['a signatory who cannot be drawn', { ...profile, signatory: { name: 'محمد' } }],
    ['an office without a signatory', { ...profile, signatory: { office: 'President' } }],
    ['a logo that is no Base64', { ...profile, logo: '%%%' }],
    ['a logo that is no picture', { ...profile, logo: btoa('hello') }],
    ['a logo with a script', { ...profile, logo: btoa(svg.replace('<path', '<script/><path')) }],
    ['a broken PNG', { ...profile, logo: base64(aPng({ rowsMissing: 1 })) }],
    ['a logo of more than 200 KB', { ...profile, logo: btoa(`${svg.slice(0, -6)}${' '.repeat(205_000)}</svg>`) }],
  ])('with %s is refused and changes nothing', async (_, body) => {
    const as = await organizer();
    const answer = await set(as, body);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    expect((await get('/v1/issuers/me', { as })).status).toBe(404);
  });

  it('stores its logo by hash until it is replaced or removed', async () => {
    const as = await organizer();
    const bytes = new Uint8Array(new TextEncoder().encode(svg));
    const sha256 = await sha256Hex(bytes);
    const logo = { sha256, contentType: 'image/svg+xml' };
    expect(ok(await set(as, { ...profile, logo: btoa(svg) }), 200).logo).toEqual(logo);
    const [item] = await database.sql`SELECT key, content_type FROM object_item WHERE sha256 = ${sha256}`;
    expect(item).toMatchObject({
      key: expect.stringMatching(`^logo/\\d{4}/\\d\\d/${sha256}\\.svg$`),
      content_type: 'image/svg+xml',
    });
    expect(new TextDecoder().decode(await readWhole(firstStore, String(item?.key), sha256))).toBe(svg);
    expect(ok(await set(as, profile), 200).logo).toEqual(logo);
    expect(ok(await set(as, { ...profile, logo: null }), 200).logo).toBeNull();
  });
});

describe('a certificate', () => {
  async function issued(as: Person, fields: object = {}) {
    const body = { title: 'Autumn Open', capacity: 2, startsAt: '2030-01-01T10:00:00Z', ...fields };
    const stage = { id: ok(await post('/v1/tournaments', { as, body }), 201).id, organizer: as };
    const players = await people(2);
    await move(stage, 'published', 'registration_open');
    await enter(stage, players);
    await move(stage, 'registration_closed', 'live');
    await playAllMatches({ ...stage, players });
    await move(stage, 'completed');
    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as, body: {} }), 202);
    return (await untilIssued(stage)).items[0] as { id: string; code: string };
  }
  const shown = async ({ code }: { code: string }) => {
    const { verdict, certificate, files } = ok(
      await get(`/c/${code}`, { headers: { accept: 'application/json', 'cache-control': 'no-cache' } }),
      200,
    );
    return { verdict, files, ...certificate };
  };

  it('copies the profile when it is issued: later changes do not alter it', async () => {
    const as = await organizer();
    ok(await set(as, { ...profile, logo: base64(aPng({})) }), 200);
    const one = await issued(as);
    const before = await shown(one);
    expect(before).toMatchObject({
      verdict: 'valid',
      issuer: 'Dhaka Chess Club',
      issuerSite: 'chess.example.org',
      signatory: { name: 'Rahima Khatun', office: 'President' },
    });
    ok(await set(as, { name: 'Renamed Club' }), 200);
    expect(await shown(one)).toEqual(before);
    const body = { reason: 'Other language', language: 'bn' };
    const made = ok(await post(`/v1/certificates/${one.id}/replacement`, { as, body }), 202);
    await expect.poll(async () => (await shown(made)).verdict).toBe('valid');
    expect(await shown(made)).toMatchObject({ issuer: 'Dhaka Chess Club', issuerSite: 'chess.example.org' });
  });

  it('names the issuer that the tournament says, where it says one, and is refused where neither says one', async () => {
    const as = await organizer();
    ok(await set(as, profile), 200);
    expect(await shown(await issued(as, { issuer: 'Autumn Series' }))).toMatchObject({
      issuer: 'Autumn Series',
      issuerSite: 'chess.example.org',
    });
    expect(await shown(await issued(await organizer(), { issuer: 'Autumn Series' }))).toMatchObject({
      issuerSite: null,
      signatory: null,
    });
    const stranger = await organizer();
    await expect(issued(stranger)).rejects.toThrow('issuer_required');
  });
});
