// Exports of a tournament's certificates: the bytes, the same at every kill, and what a change of a certificate does to them.

import { env } from 'cloudflare:workers';
import { unzipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, expect, inject, it } from 'vitest';
import { writeExportLink } from '../../../src/certificates/exports/export-link.ts';
import { type Export, findExport, listExported } from '../../../src/certificates/exports/export-store.ts';
import { mergePdfs } from '../../../src/certificates/exports/files/merge-pdfs.ts';
import { type ExportPorts, lostAttemptsMax, makeExport } from '../../../src/certificates/exports/make-export.ts';
import { overdueExports } from '../../../src/certificates/exports/overdue-exports.ts';
import { removeOldExports } from '../../../src/certificates/exports/remove-exports.ts';
import { requestExport, showExport } from '../../../src/certificates/exports/request-export.ts';
import type { LinkReader } from '../../../src/certificates/links/download-link.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import { type Id, makeId } from '../../../src/core/id.ts';
import { addSeconds, type Instant, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import type { Ports } from '../../../src/outbox/ports.ts';
import { configOf } from '../../../src/platform/cloudflare/config.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { renderLazily } from '../../../src/platform/drawing.ts';
import { patient } from '../../contracts/object-store.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { expectChecksums } from '../../support/certificates/zip-directory.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { createCrashPoint, Killed } from '../../support/rules/crash-point.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const r2 = createR2Store(env.CERTIFICATES, patient);
const off = { dualWrite: false, readPrimary: false };
const mirrored = createMirroredStore({ r2, s3: null, flags: off });
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

let stage: Stage;
let db: Database;
let codes: readonly string[];
let ids: readonly string[];
let organizer: Parameters<typeof requestExport>[1];

const portsOn = (wrapped: Database): Ports => ({
  db: wrapped,
  clock: systemClock,
  newId: (kind) => makeId(kind, systemClock(), randomBytes(10)),
  randomBytes,
  claim: null,
  publish: () => {},
});
/** Two certificates a piece: five make three pieces. */
const small = { countMax: 2, sizeBytesMax: 1_000_000 };
const makingOn = (wrapped: Database, fields: Partial<ExportPorts> = {}): ExportPorts => ({
  ...{ db: wrapped, clock: systemClock, mirrored, mergePdfs, pieceLimits: small, render: renderLazily },
  publicUrl: configOf(env).publicUrl,
  objects: createTrackedStore({ db: wrapped, clock: systemClock }, mirrored),
  ...fields,
});
const ask = (format: 'zip' | 'pdf') => requestExport(portsOn(db), organizer, stage.id as Id<'tournament'>, format);
async function makeAll(ports: ExportPorts, id: Id<'export'>): Promise<void> {
  while (await makeExport(ports, id));
}
const piecesOf = (id: string) => database.sql<{ number: number; key: string; sha256: string; size_bytes: number }[]>`
  SELECT number, key, sha256, size_bytes FROM certificate_export_piece WHERE export_id = ${id} ORDER BY number`;
const forget = async (id: string) => {
  await database.sql`DELETE FROM certificate_export_piece WHERE export_id = ${id}`;
  await database.sql`UPDATE certificate_export SET finished_at = NULL WHERE id = ${id}`;
};
const file = (id: string, number = 1, as: Person | undefined = stage.organizer, query = '?delivery=stream') =>
  get(`/v1/certificate-exports/${id}/files/${number}${query}`, { as });
async function bytesOf(id: string, number = 1): Promise<Uint8Array> {
  const { exports } = await import('cloudflare:workers');
  const answer = await exports.default.fetch(
    `https://laurel.test/v1/certificate-exports/${id}/files/${number}?delivery=stream`,
    {
      headers: { authorization: `Bearer ${stage.organizer.token}` },
    },
  );
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}
const shown = async (id: string, as = stage.organizer) => ok(await get(`/v1/certificate-exports/${id}`, { as }), 200);
const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];
const act = (id: string | undefined, path: string, body: object) =>
  call('POST', `/v1/certificates/${id}/${path}`, { as: stage.organizer, body });

beforeAll(async () => {
  stage = await aLiveTournament(5);
  await playAllMatches(stage as Awaited<ReturnType<typeof aLiveTournament>>);
  await move(stage, 'completed');
  const path = `/v1/tournaments/${stage.id}/certificate-exports`;
  expect(codeOf(await post(path, { as: stage.organizer, body: { format: 'zip' } }))).toEqual([
    409,
    'nothing_to_export',
  ]);
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  codes = items.map(({ code }: { code: string }) => code);
  ids = items.map(({ id }: { id: string }) => id);
  organizer = { playerId: stage.organizer.id as Id<'player'>, issuer: '', name: null, roles: new Set(['organizer']) };
  db = openDatabase(database.url, 2);
  return () => db.close();
});

it('an archive has every certificate under its code, byte for byte; asked again it is the same export', async () => {
  const path = `/v1/tournaments/${stage.id}/certificate-exports`;
  const request = () => post(path, { as: stage.organizer, body: { format: 'zip' } });
  const first = ok(await request(), 202);
  expect(first).toMatchObject({ state: 'running', doneCount: 0, certificateCount: 5, files: [], leftOut: [] });
  await expect.poll(async () => (await shown(first.id)).state, { timeout: 60_000 }).toBe('finished');
  const again = ok(await request(), 202);
  expect(again).toMatchObject({ id: first.id, state: 'finished', doneCount: 5, isDelayed: false });
  const bytes = await bytesOf(first.id);
  expect(again.files).toEqual([
    { number: 1, name: `certificates-${stage.id}.zip`, sizeBytes: bytes.byteLength, certificateCount: 5 },
  ]);
  const found = unzipSync(bytes);
  expect(Object.keys(found).toSorted()).toEqual(codes.map((code) => `certificate-${code}.pdf`).toSorted());
  for (const [index, id] of ids.entries()) {
    const { exports } = await import('cloudflare:workers');
    const headers = { authorization: `Bearer ${stage.organizer.token}` };
    const pdf = await exports.default.fetch(`https://laurel.test/v1/certificates/${id}/file`, { headers });
    expect(found[`certificate-${codes[index]}.pdf`]).toEqual(new Uint8Array(await pdf.arrayBuffer()));
  }
  const audit = await database.sql`SELECT meta FROM moderation_audit WHERE event = 'certificates.exported'`;
  expect(audit).toEqual([{ meta: { format: 'zip' } }]);
});

it('killed at any step, the next one completes it: the same pieces, each once, and together they are an archive', async () => {
  const id = await ask('zip');
  await forget(id);
  const run = async (after: number) => {
    const crashPoint = createCrashPoint(after);
    const wrapped = crashPoint.wrapDatabase(db);
    const merge: ExportPorts['mergePdfs'] = (documents) => crashPoint.step(() => mergePdfs(documents));
    const objects = createTrackedStore(
      { db: wrapped, clock: systemClock },
      { ...mirrored, ...crashPoint.wrapStore(mirrored) },
    );
    await makeAll(makingOn(wrapped, { mergePdfs: merge, objects }), id);
    return crashPoint.steps();
  };
  const steps = await run(Number.POSITIVE_INFINITY);
  expect(steps).toBeGreaterThan(20);
  const whole = await piecesOf(id);
  expect(whole.map(({ number }) => number)).toEqual([0, 1, 2]);
  const archive = await bytesOf(id);
  expect(Object.keys(unzipSync(archive)).length).toBe(5);
  expectChecksums(archive, unzipSync(archive));
  for (let after = 0; after < steps; after += 1) {
    await forget(id);
    await expect(run(after), `killed after step ${after}`).rejects.toThrow(Killed);
    await makeAll(makingOn(db), id);
    expect(await piecesOf(id), `killed after step ${after}`).toEqual(whole);
    expect((await shown(id)).state).toBe('finished');
  }
});

it('two consumers of the same message make each piece once', async () => {
  const id = await ask('zip');
  const before = await piecesOf(id);
  await forget(id);
  await Promise.all([makeAll(makingOn(db), id), makeAll(makingOn(db), id), makeAll(makingOn(db), id)]);
  expect(await piecesOf(id)).toEqual(before);
});

it('PDFs have a page for each certificate, in files of at most so many pages', async () => {
  const id = await ask('pdf');
  await makeAll(makingOn(db), id);
  const { files } = await shown(id);
  expect(
    files.map(({ name, certificateCount }: { name: string; certificateCount: number }) => [name, certificateCount]),
  ).toEqual([2, 2, 1].map((count, index) => [`certificates-${stage.id}-${index + 1}-of-3.pdf`, count]));
  for (const [index, count] of [2, 2, 1].entries()) {
    const bytes = await bytesOf(id, index + 1);
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(count);
  }
  expect(codeOf(await file(id, 4))).toEqual([404, 'not_found']);
  const before = await piecesOf(id);
  await forget(id);
  await makeAll(makingOn(db), id);
  expect(await piecesOf(id)).toEqual(before);
});

it('a dead store delays an export, and the cron queues it again with growing delay', async () => {
  const id = await ask('zip');
  await forget(id);
  expect(codeOf(await file(id))).toEqual([409, 'export_not_ready']);
  const dead = createS3Store(
    { ...inject('s3'), endpoint: `http://127.0.0.1:${inject('closedPort')}` },
    { budgetMs: 200, backoffMs: 5 },
  );
  const gone = createMirroredStore({ r2: dead, s3: null, flags: off });
  await expect(makeExport(makingOn(db, { mirrored: gone }), id)).rejects.toThrow('unavailable');
  await expect(makeExport(makingOn(db, { objects: dead }), id)).rejects.toThrow('unavailable');
  expect(await shown(id)).toMatchObject({ state: 'running', isDelayed: true, doneCount: 0 });
  const at = (seconds: number) => ({ db, clock: () => addSeconds(systemClock(), seconds) });
  expect(await overdueExports(at(200))).toEqual([]);
  expect(await overdueExports(at(400))).toEqual([id]);
  expect(await overdueExports(at(400))).toEqual([]);
  expect(await overdueExports(at(1_500))).toEqual([]);
  expect(await overdueExports(at(1_700))).toEqual([id]);
  await makeAll(makingOn(db), id);
  expect(await shown(id)).toMatchObject({ state: 'finished', isDelayed: false, doneCount: 5 });
  expect(await overdueExports(at(100_000))).toEqual([]);
});

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

it('a certificate whose PDF is lost is drawn again; one that cannot be is named after five attempts', async () => {
  const id = await ask('zip');
  await forget(id);
  const listed = (await listExported(db, (await findExport(db, id)) as Export)) ?? [];
  const keyOf = (one: (typeof listed)[number] | undefined) =>
    `pdf/${one?.createdAt.slice(0, 7).replace('-', '/')}/${one?.pdfSha256}.pdf`;
  const [first, last] = [listed[0], listed[4]];
  const kept = await env.CERTIFICATES.get(keyOf(last)).then((found) => found?.arrayBuffer());
  expect(kept?.byteLength).toBe(last?.pdfSizeBytes);
  for (const one of [first, last]) await env.CERTIFICATES.delete(keyOf(one));
  // Drawn for another address: other bytes.
  const moved = makingOn(db, { publicUrl: 'https://elsewhere.test' });
  await expect(makeExport(moved, id)).rejects.toThrow('cannot be drawn again');
  expect(await shown(id)).toMatchObject({ isDelayed: true, doneCount: 0 });
  expect(await makeExport(makingOn(db), id)).toBe(true);
  expect((await env.CERTIFICATES.head(keyOf(first)))?.size).toBe(first?.pdfSizeBytes);
  expect(await makeExport(moved, id)).toBe(true);
  for (let attempt = 1; attempt < lostAttemptsMax; attempt += 1)
    await expect(makeExport(moved, id)).rejects.toThrow('cannot be drawn again');
  await makeAll(moved, id);
  expect(await shown(id)).toMatchObject({
    ...{ state: 'finished', isDelayed: false, doneCount: 4, certificateCount: 4, leftOutCount: 1 },
    leftOut: [{ certificateId: last?.id, state: 'file_lost' }],
  });
  // The directory is a piece of its own: the last piece had the lost certificate alone.
  expect(await piecesOf(id)).toHaveLength(3);
  const archive = await bytesOf(id);
  expect(Object.keys(unzipSync(archive))).toHaveLength(4);
  expectChecksums(archive, unzipSync(archive));
  await database.sql`UPDATE certificate_export SET lost_ids = '{}' WHERE id = ${id}`;
  await env.CERTIFICATES.put(keyOf(last), kept as ArrayBuffer, { customMetadata: { sha256: last?.pdfSha256 ?? '' } });
  await forget(id);
  await makeAll(makingOn(db), id);
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
