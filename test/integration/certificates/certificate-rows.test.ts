// What the stores of certificates return is what they declare, for issuing, the acts afterwards, and issuer profiles.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { AuditEvent } from '../../../src/audit/event.ts';
import * as outdated from '../../../src/certificates/afterwards/outdated-store.ts';
import { certificateStates, certificateTypes, languages } from '../../../src/certificates/certificate.ts';
import * as exports from '../../../src/certificates/exports/export-store.ts';
import { findIssuer, writeIssuer } from '../../../src/certificates/issuers/issuer-store.ts';
import * as issuing from '../../../src/certificates/issuing/issue-store.ts';
import * as life from '../../../src/certificates/life/life-store.ts';
import * as certificates from '../../../src/certificates/store.ts';
import { encodeCrockford } from '../../../src/core/crockford.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { certificate, drawn, text, whole } from '../../support/rules/certificate-shapes.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aLiveTournament, move, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const [page, now] = [{ after: null, limit: 20 }, systemClock()];
const [winnerId, loserId, newestId] = [newId('certificate'), newId('certificate'), newId('certificate')];
const hash = (digit: string) => digit.repeat(64);
let db: Database;
let tournamentId: Id<'tournament'>;
let organizerId: Id<'player'>;
let holderId: Id<'player'>;

const newCode = () => encodeCrockford(crypto.getRandomValues(new Uint8Array(10)));
const auditOf = <E extends AuditEvent>(event: E, refId: string) => ({
  id: newId('audit'),
  event,
  actorId: organizerId,
  refId,
  createdAt: now,
});
const find = (certificateId: Id<'certificate'>) => check.of(certificates.findCertificate, whole, db, certificateId);

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  const stage = await aLiveTournament(2, { accentColor: '#1b5e20' });
  await playAllMatches(stage);
  await move(stage, 'completed');
  [tournamentId, organizerId] = [stage.id as Id<'tournament'>, stage.organizer.id as Id<'player'>];
  holderId = stage.players[0]?.id as Id<'player'>;
  return () => db.close();
});

it('issuer profiles', async () => {
  const signatory = z.strictObject({ name: z.string(), office: text });
  const profile = z.strictObject({
    playerId: id('player'),
    name: z.string(),
    site: text,
    logoKey: text,
    signatory: signatory.nullable(),
    updatedAt: instant,
  });
  const written = {
    playerId: organizerId,
    name: 'Dhaka Chess Club',
    site: null,
    logoKey: null,
    signatory: null,
    updatedAt: now,
  };
  const filled = {
    ...written,
    site: 'https://chess.example',
    logoKey: `logo/2026/11/${hash('c')}.png`,
    signatory: { name: 'Sara Signatory', office: 'President' },
  };
  for (const change of [written, filled]) {
    await check.of(writeIssuer, z.void(), db, change, auditOf('issuer.set', organizerId));
    expect(await check.of(findIssuer, profile.nullable(), db, organizerId)).toEqual(change);
  }
});

it('issuing', async () => {
  const entrant = z.strictObject({
    registrationId: id('registration'),
    memberId: id('player').nullable(),
    teamName: text,
    rank: z.int(),
    isPlaceShared: z.boolean(),
    displayName: z.string(),
    printedName: text,
    language: z.enum(languages),
    title: z.string(),
    issuer: text,
    issuerSite: text,
    logoKey: text,
    signatoryName: text,
    signatoryOffice: text,
    accentColor: text,
    endedAt: instant,
    timeZone: z.string(),
    isPrivate: z.boolean(),
  });
  const placed = await check.of(issuing.placedEntrants, z.array(entrant), db.sql, tournamentId);
  const rows = placed.map((one, index) => ({
    ...one,
    id: index === 0 ? winnerId : loserId,
    code: newCode(),
    issuer: 'Dhaka Chess Club',
    type: index === 0 ? ('winner' as const) : ('runner_up' as const),
    entrantCount: placed.length,
    endedOn: '2026-11-24',
    failure: index === 0 ? null : ('needs_printed_name' as const),
    createdAt: now,
  }));
  await check.of(issuing.insertCertificates, z.void(), db.sql, tournamentId, rows, false);
  const registrationIds = rows.map(({ registrationId }) => registrationId);
  await check.of(issuing.lockChainsOf, z.void(), db.sql, registrationIds);
  await check.of(issuing.insertAudit, z.void(), db.sql, auditOf('certificates.issued', tournamentId));
  const progress = z.strictObject({
    total: z.int(),
    issued: z.int(),
    pending: z.int(),
    needsPrintedName: z.int(),
    failed: z.int(),
  });
  const counts = await check.of(certificates.countProgress, progress, db.sql, tournamentId);
  expect(counts).toEqual({ total: 2, issued: 0, pending: 1, needsPrintedName: 1, failed: 0 });
  const named = {
    id: loserId,
    printedName: 'Ben',
    teamName: null,
    audit: auditOf('certificate.printed_name_set', loserId),
  };
  await check.of(life.writePrintedName, z.literal(true), db, named);
  await check.of(issuing.pendingIds, z.array(id('certificate')), db.sql, tournamentId);
  await check.of(issuing.markFailed, z.void(), db, loserId, 'drawing', now);
  await check.of(issuing.claimOverdue, z.array(id('certificate')), db, addSeconds(now, 86_400), 10);
  await check.of(certificates.findPending, z.array(drawn), db, [winnerId, loserId]);
  await check.of(certificates.listCertificates, z.array(certificate), db, tournamentId, page);
  const files = [winnerId, loserId].map((certificateId, index) => ({
    id: certificateId,
    pdf: { sha256: hash(`${index}`), sizeBytes: 1_000 },
    png: { sha256: hash(`${index + 2}`), sizeBytes: 2_000 },
  }));
  await check.of(issuing.markIssued, z.void(), db.sql, files, now);
});

it('acts and downloads', async () => {
  const reason = { code: 'holder_request' as const, text: 'A public text.', note: 'A note for staff.' };
  const expiresAt = addSeconds(now, 86_400);
  const change = (
    act: life.SimpleAct,
    audit: life.Change['audit'],
    fields: Partial<Pick<life.Change, 'reason' | 'expiresAt'>> = {},
  ) =>
    check.of(life.changeCertificate, z.literal(true), db.sql, act, {
      id: loserId,
      reason: null,
      expiresAt: null,
      audit,
      ...fields,
    });
  await change('set_expiry', auditOf('certificate.expiry_set', loserId), { expiresAt });
  await change('suspend', auditOf('certificate.suspended', loserId), { reason });
  await find(loserId);
  await change('reinstate', auditOf('certificate.reinstated', loserId));
  await change('revoke', auditOf('certificate.revoked', loserId), { reason });
  await find(loserId);
  const replacement = {
    id: winnerId,
    newId: newestId,
    code: newCode(),
    displayName: 'Ada',
    printedName: 'Ada L.',
    teamName: null,
    failure: null,
    language: 'bn' as const,
    reason,
    audit: auditOf('certificate.replaced', winnerId),
  };
  await check.of(life.lockChain, z.void(), db.sql, winnerId);
  await check.of(life.replaceCertificate, z.literal(true), db.sql, replacement);
  const link = z.strictObject({ id: id('certificate'), code: z.string(), state: z.enum(certificateStates) });
  expect((await check.of(life.listChain, z.array(link), db.sql, newestId)).map((one) => one.id)).toEqual([
    winnerId,
    newestId,
  ]);
  await check.of(life.hideOtherNames, z.void(), db.sql, newestId);
  await check.of(life.setPrivacy, z.void(), db.sql, newestId, true);
  await check.of(life.countDownload, z.void(), db, winnerId, now);
});

it('certificates that were issued, revoked and replaced', async () => {
  const legacyCode = crypto.randomUUID();
  // A trigger refuses this change: only rows from before codes existed have one.
  await database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE certificate_certificate SET legacy_code = ${legacyCode} WHERE id = ${winnerId}`;
  });
  const [first, newest] = [await find(winnerId), await find(newestId)];
  expect(first).toMatchObject({ replacedByCode: newest?.code, isNameHidden: true, downloadCount: 1, replacesId: null });
  expect(newest).toMatchObject({ replacesCode: first?.code, chainRootId: winnerId, isPrivate: true, replacedAt: null });
  await check.of(certificates.readCertificate, whole, db.sql, loserId);
  await check.of(certificates.findCertificateByCode, whole, db, legacyCode);
  const file = { sha256: hash('0'), claimedCodes: [newest?.code ?? ''] };
  expect((await check.of(certificates.findCertificateOfFile, whole, db, file))?.id).toBe(winnerId);
  await check.of(certificates.findCertificateOfFile, whole, db, { ...file, sha256: hash('f') });
  await check.of(certificates.listCertificates, z.array(certificate), db, tournamentId, page);
  await check.of(certificates.listHeldCertificates, z.array(certificate), db, holderId, page);
  const keys = z.strictObject({ createdAt: instant, pdfSha256: text, pngSha256: text, logoKey: text });
  await check.of(certificates.listFiles, z.array(keys), db, tournamentId);
});

it('certificates with the present rank, and their replacement', async () => {
  const newest = z.strictObject({
    ...{ id: id('certificate'), registrationId: id('registration'), state: z.enum(certificateStates) },
    ...{ type: z.enum(certificateTypes), place: z.int(), isPlaceShared: z.boolean() },
    ...{ rank: z.int(), isRankShared: z.boolean() },
  });
  const found = await check.of(outdated.listNewest, z.array(newest), db.sql, tournamentId);
  const pending = found.find(({ state }) => state === 'pending' || state === 'active');
  const replacement = {
    ...{ id: pending?.id as Id<'certificate'>, new_id: newId('certificate'), audit_id: newId('audit') },
    ...{ code: newCode(), type: 'winner' as const, place: 1, is_shared: false },
  };
  const act = { actorId: organizerId, now, reasonCode: 'result_corrected' as const };
  const made = await check.of(outdated.replaceOutdated, z.array(id('certificate')), db.sql, [replacement], act);
  expect(made).toEqual([replacement.new_id]);
});

it('exports', async () => {
  const wanted = { tournamentId, format: 'zip' as const, now };
  const one = z.strictObject({
    ...{ id: id('export'), tournamentId: id('tournament'), format: z.enum(['zip', 'pdf']), manifest: z.string() },
    ...{ certificateCount: z.int(), attemptCount: z.int(), createdAt: instant, finishedAt: instant.nullable() },
    ...{ isOutdated: z.boolean(), lostIds: z.array(id('certificate')) },
  });
  const open = () =>
    check.of(exports.openExport, one, db.sql, {
      ...{ ...wanted, id: newId('export') },
      audit: { ...auditOf('certificates.exported', tournamentId), event: 'certificates.exported' as const },
    });
  await database.sql`UPDATE certificate_certificate SET state = 'active', issued_at = ${now}, pdf_sha256 = ${hash('a')},
    png_sha256 = ${hash('b')}, pdf_size_bytes = 1, png_size_bytes = 1 WHERE state = 'pending'`;
  const made = await open();
  expect((await open())?.id).toBe(made?.id);
  const exportId = made?.id as Id<'export'>;
  const found = await check.of(exports.findExport, one.nullable(), db, exportId);
  expect(found).toEqual(made);
  const exported = z.strictObject({
    ...{ id: id('certificate'), code: z.string(), pdfSha256: z.string(), pdfSizeBytes: z.int() },
    ...{ createdAt: instant, issuedAt: instant },
  });
  await check.of(exports.listExported, z.array(exported).nullable(), db, made as exports.Export);
  const leftOut = z.strictObject({
    certificateId: id('certificate'),
    code: z.string(),
    state: z.enum([...certificateStates, 'file_lost']),
  });
  const left = z.strictObject({ count: z.int(), items: z.array(leftOut) });
  const [lost] = (await exports.listExported(db, made as exports.Export)) ?? [];
  await check.of(exports.noteLost, z.void(), db, exportId, [lost?.id as Id<'certificate'>]);
  const short = await check.of(exports.findExport, one.nullable(), db, exportId);
  expect(short?.lostIds).toEqual([lost?.id]);
  expect((await check.of(exports.listLeftOut, left, db, made as exports.Export, 10)).count).toBe(1);
  expect((await exports.listLeftOut(db, short as exports.Export, 10)).items).toContainEqual(
    expect.objectContaining({ certificateId: lost?.id, state: 'file_lost' }),
  );
  const piece = {
    ...{ number: 0, key: `export/2026/11/${hash('c')}.zip`, sha256: hash('c'), sizeBytes: 7, checksum: 'c' },
    ...{ certificateCount: 1, crcs: '00000000' },
  };
  await check.of(exports.addPiece, z.void(), db, exportId, piece, now);
  const pieces = z.strictObject({
    ...{ number: z.int(), key: z.string(), sha256: z.string(), sizeBytes: z.int(), checksum: z.string() },
    ...{ certificateCount: z.int(), crcs: z.string() },
  });
  expect(await check.of(exports.listPieces, z.array(pieces), db, exportId)).toEqual([piece]);
  expect(await check.of(exports.listExportKeys, z.array(z.string()), db, tournamentId)).toEqual([piece.key]);
  await check.of(exports.markExportFailed, z.void(), db, exportId);
  const later = addSeconds(now, 86_400);
  expect(await check.of(exports.claimExports, z.array(id('export')), db, later, 10)).toEqual([exportId]);
  await check.of(exports.restExport, z.void(), db, exportId);
  await check.of(exports.finishExport, z.void(), db, exportId, now);
  await check.of(exports.restartExport, z.void(), db, exportId, now);
  expect(await check.of(exports.removeExports, z.int(), db, now, 10, later)).toBe(0);
});

it('every query of these stores is checked', () => {
  const stores = import.meta.glob('../../../src/certificates/**/*store.ts', { eager: true });
  expect(Object.keys(stores).length).toBe(6);
  // Reads a row that is already there; not a query.
  expect(check.missing(stores)).toEqual(['../../../src/certificates/store.ts: filesOf']);
});
