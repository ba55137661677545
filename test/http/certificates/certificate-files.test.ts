// Files of certificates: who downloads them in which form, and files that were altered or lost.

import { beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { anObject } from '../../contracts/object-store.ts';
import { issuedStage } from '../../support/certificates/certificates.ts';
import { call, get, type Person } from '../../support/isolate/api.ts';
import { backend } from '../../support/isolate/backend-rpc.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { firstStore } from '../../support/isolate/first-store.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly type: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];
let holder: Person;

beforeAll(async () => {
  ({ stage, certificates } = await issuedStage(5));
  holder = stage.players[0] as Person;
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const winner = () => certificates.find((certificate) => certificate.type === 'winner') as Certificate;
// Uncached: most tests here need the current state.
const json = { accept: 'application/json', 'cache-control': 'no-cache' };
const html = { accept: 'text/html', 'cache-control': 'no-cache' };
const verdictOf = async (code: string) => ok(await get(`/c/${code}`, { headers: json }), 200);

describe('a download', () => {
  /** Downloads that delivered the first byte. */
  let delivered = 0;
  const file = async (as: Person | undefined, query = '', headers: Record<string, string> = {}) => {
    const answer = await get(`/v1/certificates/${winner().id}/file${query}`, { as, headers });
    if (answer.status === 200 || answer.headers.get('content-range')?.startsWith('bytes 0-')) delivered += 1;
    return answer;
  };

  it('is allowed for the holder and the organizer', async () => {
    const answers = [
      await file(holder),
      await file(stage.organizer),
      await file(stage.players[1]),
      await file(undefined),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 403, 401]);
    expect(answers[0]?.headers.get('content-disposition')).toBe(
      `attachment; filename="certificate-${winner().code}.pdf"`,
    );
    expect(answers[0]?.headers.get('cache-control')).toBe('private, max-age=300, no-transform');
  });

  it('supports ranges and conditional requests', async () => {
    const etag = (await file(holder)).headers.get('etag') ?? '';
    expect((await file(holder, '', { 'if-none-match': etag })).status).toBe(304);
    const part = await file(holder, '', { range: 'bytes=0-3' });
    expect([part.status, part.text, part.headers.get('content-range')?.startsWith('bytes 0-3/')]).toEqual([
      206,
      '%PDF',
      true,
    ]);
    expect((await file(holder, '', { range: 'bytes=99999999-' })).status).toBe(416);
    expect((await file(holder, '?as=gif')).body.code).toBe('invalid_request');
  });

  /** Downloads are counted after the answer. The wait would reveal a download that was counted without delivery. */
  const record = async () => {
    const now = async () => ok(await get(`/v1/certificates/${winner().id}`, { as: holder }), 200);
    await expect.poll(async () => (await now()).downloadCount).toBeGreaterThanOrEqual(delivered);
    await sleep(150);
    return now();
  };
  const head = (as: Person | undefined) => call('HEAD', `/v1/certificates/${winner().id}/file?as=png`, { as });

  it('is counted when it delivers the first byte: not for later ranges, 304, refusals or HEAD', async () => {
    const { downloadCount, firstDownloadedAt } = await record();
    const etag = (await file(holder, '?as=png')).headers.get('etag') ?? '';
    const others = [
      await file(holder, '?as=png', { 'if-none-match': etag }),
      await file(holder, '?as=png', { range: 'bytes=100-' }),
      await file(holder, '?as=png', { range: 'bytes=0-', 'if-none-match': etag }),
      await file(holder, '?as=png', { range: 'bytes=99999999-' }),
      await file(stage.players[1], '?as=png'),
      await head(holder),
    ];
    expect(others.map((answer) => answer.status)).toEqual([304, 206, 304, 416, 403, 200]);
    expect(await record()).toMatchObject({ downloadCount: downloadCount + 1, firstDownloadedAt });
    expect((await file(holder, '?as=png', { range: 'bytes=0-99' })).status).toBe(206);
    expect(await record()).toMatchObject({ downloadCount: downloadCount + 2, firstDownloadedAt });
  });

  it('cannot be counted by a caller who may not download', async () => {
    const { downloadCount } = await record();
    const count = (as: Person | undefined) =>
      backend().acknowledgeDownload({
        authorization: as === undefined ? null : `Bearer ${as.token}`,
        id: winner().id as Id<'certificate'>,
        format: 'pdf',
      });
    const answers = await Promise.all([count(stage.players[1]), count(undefined)]);
    expect(answers).toMatchObject([
      { kind: 'refused', code: 'forbidden' },
      { kind: 'refused', code: 'unauthenticated' },
    ]);
    expect((await record()).downloadCount).toBe(downloadCount);
  });

  it('twenty times concurrently is counted twenty times', async () => {
    const { downloadCount, firstDownloadedAt } = await record();
    await Promise.all(Array.from({ length: 20 }, () => file(holder)));
    expect(await record()).toMatchObject({ downloadCount: downloadCount + 20, firstDownloadedAt });
  });

  it('answers HEAD with the permissions and headers of GET', async () => {
    const [whole, headOnly] = [await file(holder, '?as=png'), await head(holder)];
    expect([headOnly.status, headOnly.text]).toEqual([200, '']);
    for (const name of ['etag', 'content-length', 'content-type', 'content-disposition', 'accept-ranges']) {
      expect(headOnly.headers.get(name), name).toBe(whole.headers.get(name));
    }
    expect([(await head(stage.players[1])).status, (await head(undefined)).status]).toEqual([403, 401]);
  });
});

describe('a certificate whose file', () => {
  const keyOf = async (code: string) => {
    const [row] =
      await database.sql`SELECT pdf_sha256, created_at FROM certificate_certificate WHERE code = ${code.replaceAll('-', '')}`;
    const month = new Date(row?.created_at).toISOString().slice(0, 7).replace('-', '/');
    return `pdf/${month}/${row?.pdf_sha256}.pdf`;
  };

  it('was overwritten in the store is altered', async () => {
    const { code } = certificates.find((certificate) => certificate.type === 'third_place') as Certificate;
    await firstStore.put({ ...(await anObject()), key: await keyOf(code) });
    expect(await verdictOf(code)).toMatchObject({ verdict: 'altered', fileCheck: 'differs' });
    expect(ok(await get(`/api/tournaments/certificates/verify/${code}/`), 200)).toMatchObject({
      valid: false,
      is_tampered: true,
    });
  });

  it('is missing stays valid by its record, and the page says that the file is missing', async () => {
    const { code } = certificates.find((certificate) => certificate.type === 'runner_up') as Certificate;
    await firstStore.delete(await keyOf(code));
    expect(await verdictOf(code)).toMatchObject({ verdict: 'valid', fileCheck: 'missing' });
    expect((await get(`/c/${code}`, { headers: html })).text).toContain('was not found in storage');
  });
});
