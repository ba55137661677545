// Downloads while copies in the stores are altered or lost: only the issued bytes are sent.

import { env, exports } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { sha256Hex } from '../../../src/core/hex.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { patient } from '../../contracts/object-store.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

await rebind({ CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: 'true' });

const database = useDatabase();
const stores = { r2: createR2Store(env.CERTIFICATES, patient), s3: createS3Store(inject('s3'), patient) };
const sides = ['r2', 's3'] as const;
const formats = ['pdf', 'png'] as const;

let stage: Stage & { players: Person[] };
let id: string;
/** As they were issued. */
let issued: Record<'pdf' | 'png', { key: string; bytes: Uint8Array<ArrayBuffer>; contentType: string; sha256: string }>;

beforeAll(async () => {
  stage = await aLiveTournament(2);
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  id = (await untilIssued(stage)).items[0].id;
  const rows = await database.sql`
    SELECT key, sha256, content_type FROM object_item o
    JOIN certificate_certificate c ON c.id = ${id} AND o.sha256 IN (c.pdf_sha256, c.png_sha256)`;
  const read = async (format: 'pdf' | 'png') => {
    const { key, sha256, content_type: contentType } = rows.find((row) => row.key.startsWith(format)) ?? {};
    const bytes = new Uint8Array(await new Response((await stores.s3.get(key)).body).arrayBuffer());
    return { key, sha256, contentType, bytes };
  };
  issued = { pdf: await read('pdf'), png: await read('png') };
});

beforeEach(async () => {
  for (const side of sides) for (const format of formats) await stores[side].put(issued[format]);
});

interface Asked {
  readonly status: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
}

async function ask(format: string, method = 'GET', headers: Record<string, string> = {}): Promise<Asked> {
  const url = `https://laurel.test/v1/certificates/${id}/file?as=${format}`;
  const authorization = `Bearer ${stage.organizer.token}`;
  const response = await exports.default.fetch(url, { method, headers: { authorization, ...headers } });
  return {
    status: response.status,
    bytes: new Uint8Array(await response.arrayBuffer()),
    headers: response.headers,
  };
}

const problemOf = ({ status, bytes }: Asked) => [status, JSON.parse(new TextDecoder().decode(bytes)).code];

/** Other bytes of the same length: the size alone is not a sufficient check. */
async function alter(side: (typeof sides)[number], format: (typeof formats)[number]): Promise<void> {
  const { key, contentType } = issued[format];
  const bytes = issued[format].bytes.map((byte) => byte ^ 1) as Uint8Array<ArrayBuffer>;
  await stores[side].put({ key, contentType, bytes, sha256: await sha256Hex(bytes) });
}

describe('with the copy of one store altered', () => {
  it.each(sides.flatMap((side) => formats.map((format) => [side, format] as const)))(
    'in %s, a %s is sent as it was issued: whole, in parts, and in what HEAD says',
    async (side, format) => {
      await alter(side, format);
      const { bytes } = issued[format];
      const whole = await ask(format);
      expect([whole.status, await sha256Hex(whole.bytes)]).toEqual([200, issued[format].sha256]);
      expect(whole.headers.get('content-length')).toBe(String(bytes.byteLength));
      const part = await ask(format, 'GET', { range: 'bytes=100-199' });
      expect([part.status, part.bytes]).toEqual([206, bytes.slice(100, 200)]);
      expect(part.headers.get('content-length')).toBe('100');
      const end = await ask(format, 'GET', { range: 'bytes=-7' });
      expect([end.status, end.bytes]).toEqual([206, bytes.slice(-7)]);
      const head = await ask(format, 'HEAD', { range: 'bytes=99999999-' });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.byteLength)]);
    },
  );

  it('which is read first, the copy is repaired', async () => {
    await alter('s3', 'pdf');
    await ask('pdf', 'GET', { range: 'bytes=0-9' });
    const { key, sha256 } = issued.pdf;
    const stored = async () =>
      sha256Hex(new Uint8Array(await new Response((await stores.s3.get(key)).body).arrayBuffer()));
    await expect.poll(stored).toBe(sha256);
  });
});

const forms = [
  ['whole', 'GET', {}],
  ['a part', 'GET', { range: 'bytes=0-9' }],
] as const;

describe('with no right copy left', () => {
  const countOf = async () => ok(await get(`/v1/certificates/${id}`, { as: stage.organizer }), 200).downloadCount;

  it.each(forms)(
    'in either store, %s is 503 and says that the stored bytes are not those issued',
    async (_, method, headers) => {
      const before = await countOf();
      for (const format of formats) {
        for (const side of sides) await alter(side, format);
        expect(problemOf(await ask(format, method, headers))).toEqual([503, 'file_damaged']);
        expect((await ask(format, 'HEAD')).status).toBe(503);
      }
      expect(await countOf()).toBe(before);
    },
  );

  it.each(forms)('because it is lost in both stores, %s has its own problem code', async (_, method, headers) => {
    for (const format of formats) {
      for (const side of sides) await stores[side].delete(issued[format].key);
      expect(problemOf(await ask(format, method, headers))).toEqual([404, 'file_lost']);
      expect((await ask(format, 'HEAD')).status).toBe(404);
    }
  });

  it('altered in one and lost in the other is 503: the file may be brought back', async () => {
    await alter('s3', 'pdf');
    await stores.r2.delete(issued.pdf.key);
    expect(problemOf(await ask('pdf'))).toEqual([503, 'file_damaged']);
  });
});
