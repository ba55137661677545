// Cached verification at the edge, verification by file, and the preview image.

import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeLength } from '../../../src/certificates/verification/typed-code.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly displayName: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];

beforeAll(async () => {
  stage = await aLiveTournament(4);
  await playAllMatches(stage);
  expect((await issue()).body).toMatchObject({ code: 'tournament_not_completed' });
  await move(stage, 'completed');
  ok(await issue(), 202);
  certificates = (await untilIssued(stage)).items;
});

const issue = () => post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} });
const json = { accept: 'application/json' };
const fileOf = async ({ id }: Certificate, format = 'pdf') => {
  const response = await exports.default.fetch(`https://laurel.test/v1/certificates/${id}/file?as=${format}`, {
    headers: { authorization: `Bearer ${stage.organizer.token}` },
  });
  return new Uint8Array(await response.arrayBuffer());
};
const verifyFile = async (body: Uint8Array | FormData, headers: Record<string, string> = {}) => {
  const response = await exports.default.fetch('https://laurel.test/v1/certificates/verify-file', {
    method: 'POST',
    body,
    headers,
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests check the shape of responses
  return { status: response.status, body: (await response.json()) as any };
};
const formOf = (...files: (Uint8Array<ArrayBuffer> | string)[]) => {
  const form = new FormData();
  for (const file of files) {
    if (typeof file === 'string') form.append('file', file);
    else form.append('file', new File([file], 'certificate.pdf'));
  }
  return form;
};

describe('a cached verification', () => {
  it('is repeated without a query, has an Age, and is renewed by Cache-Control: no-cache', async () => {
    const { id, code } = certificates[0] as Certificate;
    const ask = (headers = {}) => get(`/c/${code}`, { headers: { ...json, ...headers } });
    expect(ok(await ask(), 200).verdict).toBe('valid');
    const reason = 'Entered under a false name';
    ok(await post(`/v1/certificates/${id}/revocation`, { as: stage.organizer, body: { reason } }), 200);
    // The old verdict: no query was sent.
    const cached = await ask();
    expect([cached.body.verdict, Number(cached.headers.get('age')) <= 30]).toEqual(['valid', true]);
    const uncached = await ask({ 'cache-control': 'no-cache' });
    expect([uncached.body.verdict, uncached.headers.get('age')]).toEqual(['revoked', '0']);
    expect(ok(await ask(), 200).verdict).toBe('revoked');
  });

  it('exists once for each language and format, however the code is typed', async () => {
    const { code } = certificates[1] as Certificate;
    const texts = await Promise.all(
      [{ accept: 'text/html', 'accept-language': 'en' }, { accept: 'text/html', 'accept-language': 'bn' }, json].map(
        async (headers) => (await get(`/c/${code.toLowerCase()}`, { headers })).text,
      ),
    );
    expect(new Set(texts).size).toBe(3);
    expect((await get(`/c/${code}`, { headers: { accept: 'text/html', 'accept-language': 'bn' } })).text).toBe(
      texts[1],
    );
  });

  it('is 304 without a body for the ETag that the caller has', async () => {
    const { code } = certificates[1] as Certificate;
    for (const headers of [json, { accept: 'text/html' }]) {
      const whole = await get(`/c/${code}`, { headers });
      const again = await get(`/c/${code}`, {
        headers: { ...headers, 'if-none-match': whole.headers.get('etag') ?? '' },
      });
      expect([again.status, again.text]).toEqual([304, '']);
      for (const name of ['etag', 'vary', 'cache-control']) {
        expect(again.headers.get(name), name).toBe(whole.headers.get(name));
      }
    }
  });

  it('never exists for an unknown code', async () => {
    for (const typed of ['Z'.repeat(codeLength), 'Z', '7'.repeat(5_000)]) {
      const answer = await get(`/c/${typed}`, { headers: json });
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
    expect((await get('/c/ABCD-EFG', { headers: { accept: 'text/html' } })).text).toContain('this has 7');
  });
});

describe('an uploaded file', () => {
  /** The verdict on the certificate comes from its record alone. */
  const verdictOfRecord = { verdict: 'valid', fileCheck: 'not_checked' };

  it('is exact if its bytes are those of an issued PDF or PNG, with the verdict of its certificate', async () => {
    for (const format of ['pdf', 'png']) {
      const { body } = await verifyFile(await fileOf(certificates[1] as Certificate, format));
      expect(body).toMatchObject({
        result: 'exact',
        format,
        certificate: { verdict: 'valid', fileCheck: 'not_checked' },
      });
    }
  });

  it('is altered if it contains the URL of a certificate and one bit differs', async () => {
    for (const format of ['pdf', 'png']) {
      const bytes = await fileOf(certificates[1] as Certificate, format);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      const { body } = await verifyFile(bytes);
      expect(body).toMatchObject({ result: 'altered', format, certificate: verdictOfRecord });
    }
  });

  it('may be the only file of a form', async () => {
    for (const format of ['pdf', 'png']) {
      const { body } = await verifyFile(formOf(await fileOf(certificates[1] as Certificate, format), 'a note'));
      expect(body).toMatchObject({ result: 'exact', grounds: 'issued_bytes', format });
    }
  });

  it('in a form is refused, never altered, if its bytes cannot be extracted', async () => {
    const bytes = await fileOf(certificates[1] as Certificate);
    const raw = new Uint8Array(await new Response(formOf(bytes)).arrayBuffer());
    const codeOf = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
    expect(codeOf(await verifyFile(formOf(bytes, bytes)))).toEqual([422, 'invalid_request']);
    expect(codeOf(await verifyFile(formOf('%PDF-1.7 as text')))).toEqual([422, 'invalid_request']);
    const malformed = { 'content-type': 'multipart/form-data; boundary=other' };
    expect(codeOf(await verifyFile(raw, malformed))).toEqual([422, 'invalid_request']);
    expect(codeOf(await verifyFile(raw, { 'content-type': 'multipart/mixed; boundary=x' }))).toEqual([
      415,
      'unsupported_file',
    ]);
    expect(codeOf(await verifyFile(raw, { 'content-type': 'application/pdf' }))).toEqual([415, 'unsupported_file']);
    expect(codeOf(await verifyFile(formOf(new Uint8Array(5_000_001))))).toEqual([413, 'payload_too_large']);
  });

  it('that another program saved is altered: its code is found, and unread parts are listed', async () => {
    const { code } = certificates[1] as Certificate;
    const stream = new Blob([`<</URI (https://laurel.test/c/${code})>>`]).stream();
    const packed = await new Response(stream.pipeThrough(new CompressionStream('deflate'))).arrayBuffer();
    const parts = ['%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n', packed, '\nendstream endobj'];
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    expect((await verifyFile(bytes)).body).toMatchObject({
      result: 'altered',
      grounds: 'other_bytes',
      detail: expect.stringMatching(/another program saved it/),
      found: { codes: [code], in: 'compressed_or_encrypted', unread: [] },
      certificate: { ...verdictOfRecord, certificate: { code } },
    });
  });

  it('that carries fifteen other codes before its own is altered', async () => {
    const { code } = certificates[1] as Certificate;
    const others = Array.from({ length: 15 }, (_, n) => `/c/0000-0000-0000-00${n + 10}`);
    const { body } = await verifyFile(new TextEncoder().encode(['%PDF-1.7', ...others, `/c/${code}`].join('\n')));
    expect(body).toMatchObject({ result: 'altered', found: { unread: [] }, certificate: { certificate: { code } } });
  });

  it('that carries two codes belongs to the first', async () => {
    const [one, two] = [certificates[0] as Certificate, certificates[1] as Certificate];
    for (const [first, second] of [
      [one, two],
      [two, one],
    ] as const) {
      const { body } = await verifyFile(new TextEncoder().encode(`%PDF-1.7\n/c/${first.code}\n/c/${second.code}`));
      expect(body.certificate.certificate.code).toBe(first.code);
    }
  });

  it('that is a PNG without text is unknown, and its pixels are listed as unread', async () => {
    const bytes = await fileOf(certificates[1] as Certificate, 'png');
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('tEXt') - 4;
    const length = new DataView(bytes.buffer).getUint32(at);
    const stripped = new Uint8Array(
      await new Blob([bytes.subarray(0, at), bytes.subarray(at + 12 + length)]).arrayBuffer(),
    );
    expect((await verifyFile(stripped)).body).toMatchObject({
      result: 'unknown',
      grounds: 'no_code',
      found: { codes: [], in: null, unread: ['picture'] },
      certificate: null,
    });
  });

  it('with a code that was not issued is unknown, on that ground', async () => {
    const file = new TextEncoder().encode('%PDF-1.7\n/c/ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    expect((await verifyFile(file)).body).toMatchObject({
      result: 'unknown',
      grounds: 'code_not_issued',
      found: { codes: ['ZZZZ-ZZZZ-ZZZZ-ZZZZ'], in: 'bytes' },
    });
  });

  it('is unknown if it contains no verification URL', async () => {
    const { body } = await verifyFile(new TextEncoder().encode('%PDF-1.7\nsomething else'));
    expect(body).toMatchObject({ result: 'unknown', certificate: null });
  });

  it('is refused if it is neither PDF nor PNG, empty, or larger than 5 MB', async () => {
    expect(await verifyFile(new TextEncoder().encode('GIF89a'))).toMatchObject({
      status: 415,
      body: { code: 'unsupported_file' },
    });
    expect((await verifyFile(new Uint8Array())).status).toBe(415);
    expect(await verifyFile(new Uint8Array(5_000_001))).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large' },
    });
  });
});

describe('the preview image', () => {
  it('is linked from the page, has 1200 by 630 pixels, and exists for valid certificates only', async () => {
    const { code } = certificates[2] as Certificate;
    const page = await get(`/c/${code}`, { headers: { accept: 'text/html' } });
    // Link previews accept any type and read the page.
    expect((await get(`/c/${code}`, { headers: { accept: '*/*' } })).text).toBe(page.text);
    expect(page.text).toContain(`<meta property="og:image" content="https://laurel.test/c/${code}/preview.png"/>`);
    const image = await exports.default.fetch(`https://laurel.test/c/${code}/preview.png`);
    const view = new DataView(await image.arrayBuffer());
    expect([image.headers.get('content-type'), view.getUint32(16), view.getUint32(20)]).toEqual([
      'image/png',
      1200,
      630,
    ]);
    const revoked = (certificates[0] as Certificate).code;
    expect((await get(`/c/${revoked}/preview.png`)).status).toBe(404);
  });
});
