// Making exports of certificates: the bytes, the same at every kill, with a dead store and with lost PDFs.

import { env } from 'cloudflare:workers';
import { unzipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, expect, inject, it } from 'vitest';
import { type Export, findExport, listExported } from '../../../src/certificates/exports/export-store.ts';
import { mergePdfs } from '../../../src/certificates/exports/files/merge-pdfs.ts';
import { type ExportPorts, lostAttemptsMax, makeExport } from '../../../src/certificates/exports/make-export.ts';
import { overdueExports } from '../../../src/certificates/exports/overdue-exports.ts';
import type { requestExport } from '../../../src/certificates/exports/request-export.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import {
  codeOf,
  exportActs,
  fiveCertificates,
  makeAll,
  makingOn,
  mirrored,
  off,
} from '../../support/certificates/exports.ts';
import { expectChecksums } from '../../support/certificates/zip-directory.ts';
import { post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { createCrashPoint, Killed } from '../../support/rules/crash-point.ts';
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

const { shown, bytesOf, ask, forget, piecesOf, file } = exportActs(() => ({ database, db, stage, organizer }));

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
