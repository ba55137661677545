// Issuing with failures: a crash at every step, no writable store, a certificate that cannot be drawn.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { renderCertificate } from '../../../src/certificates/drawing/render-certificate.ts';
import { type IssuePorts, issueCertificate } from '../../../src/certificates/issuing/issue-certificate.ts';
import { issueCertificates } from '../../../src/certificates/issuing/issue-certificates.ts';
import { issuingRoutes } from '../../../src/certificates/issuing/issuing-routes.ts';
import { overdueCertificates } from '../../../src/certificates/issuing/overdue-certificates.ts';
import { findCertificateByCode } from '../../../src/certificates/store.ts';
import { verifyCertificate } from '../../../src/certificates/verification/verify-certificate.ts';
import { type Id, makeId } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { unwrap } from '../../../src/core/outcome.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { patient } from '../../contracts/object-store.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { get, post } from '../../support/isolate/api.ts';
import { backend } from '../../support/isolate/backend-rpc.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { createCrashPoint, Killed } from '../../support/rules/crash-point.ts';
import {
  aLiveTournament,
  matchesOf,
  move,
  ok,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const objects = createR2Store(env.CERTIFICATES, patient);
const gone = createS3Store(
  { ...inject('s3'), endpoint: `http://127.0.0.1:${inject('closedPort')}` },
  { budgetMs: 200, backoffMs: 5 },
);

let stage: Stage;
let ids: Id<'certificate'>[];
let finished: unknown;

beforeAll(prepare);

/** Caches renderings: the same content gives the same bytes. */
const drawn = new Map<string, ReturnType<typeof renderCertificate>>();
const render: IssuePorts['render'] = (content) => {
  const files = drawn.get(content.code) ?? renderCertificate(content);
  drawn.set(content.code, files);
  return files;
};
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const portsOn = (url: string): IssuePorts & { close: () => Promise<void> } => {
  const db = openDatabase(url, 2);
  return {
    db,
    close: db.close,
    clock: systemClock,
    newId: (kind) => makeId(kind, systemClock(), randomBytes(10)),
    randomBytes,
    claim: null,
    publish: () => {},
    objects,
    mirrored: {
      getVerified: () => {
        throw new Error('no logo is asked for here');
      },
    },
    render,
    publicUrl: 'https://laurel.test',
    issuingFault: null,
  };
};
const snapshot = () =>
  database.sql`SELECT id, code, state, pdf_sha256, png_sha256 FROM certificate_certificate ORDER BY id`;
const makePending = () => database.sql`UPDATE certificate_certificate SET state = 'pending', pdf_sha256 = NULL,
  png_sha256 = NULL, issued_at = NULL, failure = NULL, attempt_count = 0`;

async function prepare() {
  const made = await aLiveTournament(2);
  await playAllMatches(made);
  await move(made, 'completed');
  ok(await post(`/v1/tournaments/${made.id}/certificates`, { as: made.organizer, body: {} }), 202);
  const { items } = await untilIssued(made);
  stage = made;
  ids = items.map((item: { id: Id<'certificate'> }) => item.id);
  finished = await snapshot();
}

describe('a process that crashes', () => {
  it('at any step is completed by the next one: the same codes and the same bytes, each once', async () => {
    const whole = portsOn(database.url);
    const run = async (after: number) => {
      const crashPoint = createCrashPoint(after);
      const db = crashPoint.wrapDatabase(whole.db);
      const draw: IssuePorts['render'] = (content) => crashPoint.step(() => render(content));
      await issueCertificate({ ...whole, db, render: draw, objects: crashPoint.wrapStore(objects) }, ids);
      return crashPoint.steps();
    };
    await makePending();
    const steps = await run(Number.POSITIVE_INFINITY);
    expect(steps).toBeGreaterThan(15);
    expect(await snapshot()).toEqual(finished);
    for (let after = 0; after < steps; after += 1) {
      await makePending();
      await expect(run(after), `killed after step ${after}`).rejects.toThrow(Killed);
      await issueCertificate(whole, ids);
      expect(await snapshot(), `killed after step ${after}`).toEqual(finished);
    }
    await whole.close();
  });
});

describe('while no store accepts writes', () => {
  it('the list shows the failure of each certificate, the delay doubles, and all are issued after a store is back', async () => {
    const whole = portsOn(database.url);
    await makePending();
    const list = async () => ok(await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer }), 200);
    await expect(issueCertificate({ ...whole, objects: gone }, ids)).rejects.toThrow('unavailable');
    expect(await list()).toMatchObject({ total: 2, issued: 0, pending: 2, failed: 2 });
    expect((await list()).items[0]).toMatchObject({ state: 'pending', failure: 'storage', attemptCount: 1 });

    const at = (seconds: number) => ({ ...whole, clock: () => addSeconds(systemClock(), seconds) });
    expect(await overdueCertificates(at(60))).toEqual([]);
    expect((await overdueCertificates(at(400))).toSorted()).toEqual(ids.toSorted());
    // Claimed: another run of the cron finds nothing to do.
    expect(await overdueCertificates(at(400))).toEqual([]);
    expect(await overdueCertificates(at(900))).toEqual([]);
    expect(await overdueCertificates(at(1_100))).toHaveLength(2);

    await issueCertificate(whole, ids);
    expect(await list()).toMatchObject({ issued: 2, pending: 0, failed: 0 });
    expect(await snapshot()).toEqual(finished);
    await whole.close();
  });

  it('verification relies on the record and reports that the file was not checked', async () => {
    const mirrored = createMirroredStore({
      r2: gone,
      s3: gone,
      flags: { dualWrite: true, readPrimary: true },
    });
    const [row] = await database.sql<{ code: string }[]>`SELECT code FROM certificate_certificate LIMIT 1`;
    const code = row?.code ?? '';
    const findRecord = async () => unwrap(await backend().certificateByCode(code));
    const ports = { clock: systemClock, findRecord, objects: mirrored, onWrongCopy: () => {} };
    expect(await verifyCertificate(ports, code)).toMatchObject({ verdict: 'valid', fileCheck: 'unreachable' });
  });
});

it('a lookup by code is one statement', async () => {
  const { db, close } = portsOn(database.url);
  const [row] = await database.sql<{ code: string }[]>`SELECT code FROM certificate_certificate LIMIT 1`;
  const crashPoint = createCrashPoint(Number.POSITIVE_INFINITY);
  expect((await findCertificateByCode(crashPoint.wrapDatabase(db), row?.code ?? ''))?.code).toBe(row?.code);
  // One statement has two steps: before and after.
  expect(crashPoint.steps()).toBe(2);
  await close();
});

it('a certificate that cannot be drawn does not delay the others', async () => {
  const whole = portsOn(database.url);
  await makePending();
  const draw: IssuePorts['render'] = (content) =>
    content.place === 1 ? Promise.reject(new Error('no such glyph')) : render(content);
  await expect(issueCertificate({ ...whole, render: draw }, ids)).rejects.toThrow('no such glyph');
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer }), 200);
  const results = items.map((item: { place: number; state: string; failure: string | null }) => [
    item.place,
    item.state,
    item.failure,
  ]);
  expect(results.toSorted()).toEqual([
    [1, 'pending', 'drawing'],
    [2, 'active', null],
  ]);
  await issueCertificate(whole, ids);
  expect(await snapshot()).toEqual(finished);
  await whole.close();
});

it('an organizer’s request that crashes at any step leaves all certificates or none; repeated, every entrant has exactly one', async () => {
  const made = await aLiveTournament(3);
  await playAllMatches(made);
  await move(made, 'completed');
  const whole = portsOn(database.url);
  const actor = {
    playerId: made.organizer.id as Id<'player'>,
    issuer: 'test',
    name: made.organizer.name,
    roles: new Set<never>(),
  };
  const tournamentId = made.id as Id<'tournament'>;
  const rows = () =>
    database.sql`SELECT id, code, state FROM certificate_certificate WHERE tournament_id = ${tournamentId} ORDER BY id`;
  const issue = (after: number) =>
    issueCertificates({ ...whole, db: createCrashPoint(after).wrapDatabase(whole.db) }, actor, tournamentId);
  const counts: number[] = [];
  let isKilled = true;
  for (let after = 0; isKilled; after += 1) {
    isKilled = await issue(after).then(
      () => false,
      (error) => error instanceof Killed,
    );
    counts.push((await rows()).length);
  }
  // None before the commit; all after it, even without an answer.
  expect(counts.length).toBeGreaterThan(8);
  expect(counts).toEqual(counts.map((_, after) => (after < counts.length - 2 ? 0 : 3)));
  const committed = await rows();
  expect(await issue(Number.POSITIVE_INFINITY)).toMatchObject({ total: 3, pending: 3 });
  expect(await rows()).toEqual(committed);
  // The request crashed before it queued the certificates: the cron queues them.
  const later = { ...whole, clock: () => addSeconds(systemClock(), 400) };
  expect((await overdueCertificates(later)).toSorted()).toEqual(committed.map(({ id }) => id));
  await issueCertificate(
    whole,
    committed.map(({ id }) => id),
  );
  expect(new Set((await rows()).map(({ state }) => state))).toEqual(new Set(['active']));
  await whole.close();
});

it('a request that ended between its commit and the queue queues its certificates when it is repeated with its key', async () => {
  const made = await aLiveTournament(2);
  await playAllMatches(made);
  await move(made, 'completed');
  const whole = portsOn(database.url);
  const queued: Id<'certificate'>[][] = [];
  let isLost = true;
  const jobs = {
    async issueCertificates(pending: readonly Id<'certificate'>[]) {
      if (isLost) throw new Killed();
      queued.push([...pending]);
    },
  };
  const claim = { scope: 'a caller and a path', key: 'a key', fingerprint: 'a body', markReplayed: () => {} };
  const actor = { playerId: made.organizer.id as Id<'player'>, name: null, roles: new Set<never>() };
  const services = { ports: { ...whole, claim }, jobs, publicUrl: whole.publicUrl, issuingFault: null };
  const route = issuingRoutes.find(({ name }) => name === 'issueCertificates');
  const asked = { services, actor, params: { id: made.id }, query: {}, body: {} } as never;
  await expect(route?.handle(asked)).rejects.toThrow(Killed);
  isLost = false;
  expect(await route?.handle(asked)).toMatchObject({ status: 202, body: { total: 2, pending: 2 } });
  const rows = await database.sql`SELECT id FROM certificate_certificate WHERE tournament_id = ${made.id}`;
  expect(queued.map((each) => each.toSorted())).toEqual([rows.map(({ id }) => id).toSorted()]);
  await whole.close();
});

it('no certificate is issued while a dispute is open', async () => {
  const made = await aLiveTournament(2);
  const [match] = await matchesOf(made);
  const [a, b] = made.players;
  ok(await post(`/v1/matches/${match?.id}/reports`, { as: a, body: { scores: [2, 0] } }), 200);
  ok(await post(`/v1/matches/${match?.id}/reports`, { as: b, body: { scores: [0, 2] } }), 200);
  const ask = (path: string, body: object) => post(`/v1/tournaments/${made.id}/${path}`, { as: made.organizer, body });
  expect((await ask('transitions', { to: 'completed' })).body.code).toBe('matches_open');
  expect((await ask('certificates', {})).body.code).toBe('tournament_not_completed');
});

it('the queue draws no certificate while the printed address is misconfigured, and all after that is fixed', async () => {
  await makePending();
  const { close, ...ports } = portsOn(database.url);
  const fault = { variable: 'PUBLIC_URL', reason: 'names this machine' };
  await expect(issueCertificate({ ...ports, issuingFault: fault }, ids)).rejects.toMatchObject({
    code: 'misconfigured',
  });
  expect(new Set((await snapshot()).map((row) => row.state))).toEqual(new Set(['pending']));
  const all = await database.sql<{ id: Id<'certificate'> }[]>`SELECT id FROM certificate_certificate`;
  await issueCertificate(
    ports,
    all.map(({ id }) => id),
  );
  expect(new Set((await snapshot()).map((row) => row.state))).toEqual(new Set(['active']));
  await close();
});
