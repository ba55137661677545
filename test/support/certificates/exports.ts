// Exports of the certificates of a tournament, made step by step on any database and object store.

import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import { mergePdfs } from '../../../src/certificates/exports/files/merge-pdfs.ts';
import { type ExportPorts, makeExport } from '../../../src/certificates/exports/make-export.ts';
import { requestExport } from '../../../src/certificates/exports/request-export.ts';
import { type Id, makeId } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import type { Ports } from '../../../src/outbox/ports.ts';
import { configOf } from '../../../src/platform/cloudflare/config.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { renderLazily } from '../../../src/platform/drawing.ts';
import { patient } from '../../contracts/object-store.ts';
import { type Answer, call, get, type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../tournaments/tournament.ts';
import { untilIssued } from './certificates.ts';

const r2 = createR2Store(env.CERTIFICATES, patient);
export const off = { dualWrite: false, readPrimary: false };
export const mirrored = createMirroredStore({ r2, s3: null, flags: off });
export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export const portsOn = (wrapped: Database): Ports => ({
  db: wrapped,
  clock: systemClock,
  newId: (kind) => makeId(kind, systemClock(), randomBytes(10)),
  randomBytes,
  claim: null,
  publish: () => {},
});
/** Two certificates a piece: five make three pieces. */
const small = { countMax: 2, sizeBytesMax: 1_000_000 };
export const makingOn = (wrapped: Database, fields: Partial<ExportPorts> = {}): ExportPorts => ({
  ...{ db: wrapped, clock: systemClock, mirrored, mergePdfs, pieceLimits: small, render: renderLazily },
  publicUrl: configOf(env).publicUrl,
  objects: createTrackedStore({ db: wrapped, clock: systemClock }, mirrored),
  ...fields,
});
export async function makeAll(ports: ExportPorts, id: Id<'export'>): Promise<void> {
  while (await makeExport(ports, id));
}
export const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

/** @param state is read at each act: a test file makes its tournament after this is called. */
export function exportActs(state: () => { database: TestDatabase; db: Database; stage: Stage; organizer: Organizer }) {
  const ask = (format: 'zip' | 'pdf') =>
    requestExport(portsOn(state().db), state().organizer, state().stage.id as Id<'tournament'>, format);
  const piecesOf = (id: string) => state().database.sql<
    { number: number; key: string; sha256: string; size_bytes: number }[]
  >`
    SELECT number, key, sha256, size_bytes FROM certificate_export_piece WHERE export_id = ${id} ORDER BY number`;
  const forget = async (id: string) => {
    await state().database.sql`DELETE FROM certificate_export_piece WHERE export_id = ${id}`;
    await state().database.sql`UPDATE certificate_export SET finished_at = NULL WHERE id = ${id}`;
  };
  const file = (id: string, number = 1, as: Person | undefined = state().stage.organizer, query = '?delivery=stream') =>
    get(`/v1/certificate-exports/${id}/files/${number}${query}`, { as });
  async function bytesOf(id: string, number = 1): Promise<Uint8Array> {
    const { exports } = await import('cloudflare:workers');
    const answer = await exports.default.fetch(
      `https://laurel.test/v1/certificate-exports/${id}/files/${number}?delivery=stream`,
      {
        headers: { authorization: `Bearer ${state().stage.organizer.token}` },
      },
    );
    expect(answer.status).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  }
  const shown = async (id: string, as = state().stage.organizer) =>
    ok(await get(`/v1/certificate-exports/${id}`, { as }), 200);
  const act = (id: string | undefined, path: string, body: object) =>
    call('POST', `/v1/certificates/${id}/${path}`, { as: state().stage.organizer, body });
  return { ask, piecesOf, forget, file, bytesOf, shown, act };
}

export type Organizer = Parameters<typeof requestExport>[1];

/** Of a tournament that could export none before they were issued. */
export async function fiveCertificates() {
  const stage = await aLiveTournament(5);
  await playAllMatches(stage);
  await move(stage, 'completed');
  const path = `/v1/tournaments/${stage.id}/certificate-exports`;
  expect(codeOf(await post(path, { as: stage.organizer, body: { format: 'zip' } }))).toEqual([
    409,
    'nothing_to_export',
  ]);
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  const codes: readonly string[] = items.map(({ code }: { code: string }) => code);
  const ids: readonly string[] = items.map(({ id }: { id: string }) => id);
  const roles: Organizer['roles'] = new Set(['organizer']);
  const organizer: Organizer = { playerId: stage.organizer.id as Id<'player'>, issuer: '', name: null, roles };
  return { stage, codes, ids, organizer };
}
