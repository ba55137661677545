// Files of exports: who reads them, what a change of a certificate does to them, and when they are removed.

import { env } from 'cloudflare:workers';
import { unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { writeExportLink } from '../../../src/certificates/exports/export-link.ts';
import { makeExport } from '../../../src/certificates/exports/make-export.ts';
import { overdueExports } from '../../../src/certificates/exports/overdue-exports.ts';
import { removeOldExports } from '../../../src/certificates/exports/remove-exports.ts';
import { type requestExport, showExport } from '../../../src/certificates/exports/request-export.ts';
import type { LinkReader } from '../../../src/certificates/links/download-link.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import { type Id, makeId } from '../../../src/core/id.ts';
import { addSeconds, type Instant, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { configOf } from '../../../src/platform/cloudflare/config.ts';
import {
  codeOf,
  exportActs,
  fiveCertificates,
  makeAll,
  makingOn,
  portsOn,
  randomBytes,
} from '../../support/certificates/exports.ts';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let stage: Stage;
let db: Database;
let codes: readonly string[];
let ids: readonly string[];
let organizer: Parameters<typeof requestExport>[1];

beforeAll(async () => {
  ({ stage, codes, ids, organizer } = await fiveCertificates());
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const { ask, forget, bytesOf, piecesOf, file, act, shown } = exportActs(() => ({ database, db, stage, organizer }));

it('an archive of several pieces is one file at an address without a token: whole, in ranges, and for 900 s', async () => {
  const { exports } = await import('cloudflare:workers');
  const id = await ask('zip');
  await forget(id);
  await makeAll(makingOn(db), id);
  const [whole, pieces] = [await bytesOf(id), await piecesOf(id)];
  const path = `https://laurel.test/v1/certificate-exports/${id}/files/1`;
  const headers = { authorization: `Bearer ${stage.organizer.token}` };
  const redirect = await exports.default.fetch(path, { headers, redirect: 'manual' });
  expect([redirect.status, redirect.headers.get('referrer-policy')]).toEqual([302, 'no-referrer']);
  const url = new URL(redirect.headers.get('location') ?? '', path);
  const ask1 = (given: Record<string, string> = {}, at: string | URL = url, method = 'GET') =>
    exports.default.fetch(at, { method, headers: given });
  const all = await ask1();
  expect([all.status, all.headers.get('cache-control')]).toEqual([200, 'private, no-store, no-transform']);
  expect(new Uint8Array(await all.arrayBuffer())).toEqual(whole);
  const etag = all.headers.get('etag') ?? '';
  const edge = pieces[0]?.size_bytes ?? 0;
  const last = whole.byteLength - 1;
  for (const [first, end] of [
    [0, 0],
    [edge - 3, edge + 4],
    [edge, last],
    [edge + 1, last - 1],
  ] as const) {
    const part = await ask1({ range: `bytes=${first}-${end}`, 'if-range': etag });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes ${first}-${end}/${whole.byteLength}`,
    ]);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.subarray(first, end + 1));
  }
  expect((await ask1({ range: `bytes=${whole.byteLength}-` })).status).toBe(416);
  expect((await ask1({ 'if-none-match': etag })).status).toBe(304);
  const head = await ask1({}, url, 'HEAD');
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.byteLength)]);
  const [player = '', role = '', end = '', signature = ''] = (url.searchParams.get('link') ?? '').split('.');
  expect(Math.abs(Number(end) - Date.now() / 1000 - 900)).toBeLessThan(60);
  const link = (...parts: string[]) => `${path}?link=${parts.join('.')}`;
  const other = await aPerson();
  for (const wrong of [
    link(player, 'admin', end, signature),
    link(player, role, String(Number(end) + 1), signature),
    link(other.id, role, end, signature),
    link(player, role, end, `${signature.slice(0, -1)}${signature.endsWith('A') ? 'E' : 'A'}`),
    `${url}`.replace('/files/1', '/files/2'),
    `${path}?link=none`,
  ])
    expect((await ask1({}, wrong)).status, wrong).toBe(403);
  const keys = createLinkKeys(configOf(env).links);
  const reader = { playerId: other.id as Id<'player'>, role: 'player' } as const;
  const signed = (of: LinkReader, now: Instant) => writeExportLink(keys, { id, number: 1 }, { reader: of, now });
  // The right of its person is judged when it is used, and so is its end.
  expect((await ask1({}, link(await signed(reader, systemClock())))).status).toBe(403);
  const own = { ...reader, playerId: stage.organizer.id as Id<'player'> };
  expect((await ask1({}, link(await signed(own, addSeconds(systemClock(), -890))))).status).toBe(200);
  expect((await ask1({}, link(await signed(own, addSeconds(systemClock(), -901))))).status).toBe(403);
});

it('a file that no store has any more is made again, with the same bytes', async () => {
  const id = await ask('zip');
  const [before, bytes] = [await piecesOf(id), await bytesOf(id)];
  expect(before).toHaveLength(3);
  for (const lost of [before[0], before[2]]) {
    await env.CERTIFICATES.delete(lost?.key ?? '');
    if (lost === before[0]) expect(codeOf(await file(id))).toEqual([409, 'export_not_ready']);
    // A later piece breaks the answer off.
    else await expect(bytesOf(id)).rejects.toThrow();
    // The queue makes it, perhaps in fewer pieces.
    await expect.poll(async () => (await file(id, 1)).status, { timeout: 60_000 }).toBe(200);
    await expect.poll(() => bytesOf(id).catch(() => null), { timeout: 60_000 }).toEqual(bytes);
    await forget(id);
    await makeAll(makingOn(db), id);
    expect(await piecesOf(id)).toEqual(before);
  }
});

it('only the organizer and administrators see an export', async () => {
  const id = await ask('zip');
  const [stranger, admin] = [await aPerson(), await aPerson({ roles: ['admin'] })];
  expect((await get(`/v1/certificate-exports/${id}`, { as: stranger })).status).toBe(403);
  expect((await file(id, 1, stranger)).status).toBe(403);
  expect((await get(`/v1/certificate-exports/${id}/files/1`)).status).toBe(401);
  expect((await file(id, 1, admin)).status).toBe(200);
  expect((await get(`/v1/certificate-exports/exp_${'0'.repeat(26)}`, { as: admin })).status).toBe(404);
  const request = { as: stranger, body: { format: 'zip' } };
  ok(await act(ids[4], 'suspension', { reasonCode: 'under_review' }), 200);
  const before = await database.sql`SELECT id FROM certificate_export`;
  expect((await post(`/v1/tournaments/${stage.id}/certificate-exports`, request)).status).toBe(403);
  expect(await database.sql`SELECT id FROM certificate_export`).toEqual(before);
  ok(await act(ids[4], 'reinstatement', { reason: 'Nothing found' }), 200);
});

it('a change of a certificate makes an export outdated, and what was revoked or suspended is left out of the next and listed', async () => {
  const before = await ask('zip');
  await forget(before);
  expect(await makeExport(makingOn(db), before)).toBe(true);
  ok(await act(ids[0], 'suspension', { reasonCode: 'under_review' }), 200);
  // Outdated in the middle: it rests.
  expect(await makeExport(makingOn(db), before)).toBe(false);
  expect(await overdueExports({ db, clock: () => addSeconds(systemClock(), 100_000) })).toEqual([]);
  expect((await shown(before)).state).toBe('outdated');
  expect(codeOf(await file(before))).toEqual([409, 'export_outdated']);
  const next = await ask('zip');
  expect(next).not.toBe(before);
  await makeAll(makingOn(db), next);
  const [suspended] = [codes[0]];
  expect(await shown(next)).toMatchObject({
    ...{ state: 'finished', certificateCount: 4, leftOutCount: 1 },
    leftOut: [{ certificateId: ids[0], code: suspended, state: 'suspended' }],
  });
  expect(Object.keys(unzipSync(await bytesOf(next)))).not.toContain(`certificate-${suspended}.pdf`);
  // The same certificates as before: the first export goes on.
  ok(await act(ids[0], 'reinstatement', { reason: 'Nothing found' }), 200);
  expect(await ask('zip')).toBe(before);
  await makeAll(makingOn(db), before);
  expect(Object.keys(unzipSync(await bytesOf(before))).length).toBe(5);
  expect(codeOf(await file(next))).toEqual([409, 'export_outdated']);
  ok(await act(ids[1], 'revocation', { reasonCode: 'issued_in_error' }), 200);
  expect(await showExport(portsOn(db), organizer, await ask('zip'))).toMatchObject({
    leftOut: [{ certificateId: ids[1], state: 'revoked' }],
  });
});

it('an export is removed with its files after 35 days, but for what a legal hold keeps or a younger export has too', async () => {
  const [zip, pdf] = [await ask('zip'), await ask('pdf')];
  for (const id of [zip, pdf]) await makeAll(makingOn(db), id);
  const [pieces, [held]] = [await piecesOf(zip), await piecesOf(pdf)];
  await database.sql`UPDATE object_item SET is_held = true WHERE key = ${held?.key ?? ''}`;
  const younger = makeId('export', addSeconds(systemClock(), 86_400), randomBytes(10));
  await database.sql`
    INSERT INTO certificate_export (id, tournament_id, format, manifest, certificate_count, created_at)
    VALUES (${younger}, ${stage.id}, 'zip', 'another', 1, now())`;
  await database.sql`
    INSERT INTO certificate_export_piece SELECT ${younger}, number, key, sha256, size_bytes, checksum, certificate_count, crcs, created_at
    FROM certificate_export_piece WHERE export_id = ${zip} AND number = 0`;
  const at = (days: number) => ({ db, clock: () => addSeconds(systemClock(), days * 86_400) });
  expect(await removeOldExports(at(34.9))).toBe(0);
  const { createdAt, removedAt } = await shown(zip);
  expect(Date.parse(removedAt) - Date.parse(createdAt)).toBe(35 * 86_400_000);
  expect(await removeOldExports(at(35.1))).toBeGreaterThan(0);
  const left = await database.sql`SELECT id FROM certificate_export ORDER BY id`;
  expect(left).toEqual([pdf, younger].toSorted().map((id) => ({ id })));
  expect((await piecesOf(pdf)).length).toBeGreaterThan(0);
  const isGone = async (key: string | undefined) => {
    const [row] = await database.sql`SELECT deleted_at IS NOT NULL AS gone FROM object_item WHERE key = ${key ?? ''}`;
    return row?.gone;
  };
  for (const { number, key } of pieces) expect([number, await isGone(key)]).toEqual([number, number > 0]);
  expect(await isGone(held?.key)).toBe(false);
});
