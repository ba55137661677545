// The files of a certificate hold the same on each platform: what Deno has issued, workerd draws again. The bytes differ only in what
// `deflate` of the platform makes of the same data, so that a certificate is drawn once and then kept.

import { inflateSync } from 'node:zlib';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { asAppRole } from '../../src/cli/database/app-role.ts';
import { playDemo } from '../../src/cli/demo/play-demo.ts';
import { signToken } from '../../src/cli/operator/sign-token.ts';
import { createDatabase } from '../support/isolate/new-database.ts';
import { startDenoLaurel } from '../support/laurels/deno-laurel.ts';
import { startWholeLaurel } from '../support/laurels/whole-laurel.ts';

/** The text of the file, with its streams inflated; their lengths and places follow from the bytes. A stream may end with a CR of its own. */
function contentOf(pdf: Buffer): string {
  const parts = pdf.toString('latin1').split(/stream\r?\n([\s\S]*?)\nendstream/);
  const inflated = parts.map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/\/Length \d+/g, '').replaceAll(/^\d{10} \d{5} n\s*$/gm, '');
    const bytes = Buffer.from(part, 'latin1');
    return bytes[0] === 0x78 ? inflateSync(bytes).toString('latin1') : part;
  });
  return inflated.join('\n').replace(/startxref\s+\d+/, '');
}

it('the PDF of a certificate holds the same from Deno and from workerd', async () => {
  const databaseUrl = await createDatabase();
  const variables = { DATABASE_URL: asAppRole(databaseUrl) };
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const filesOf = async ({ url, jwtSecret }: { url: string; jwtSecret: string }, sub: `ply_${string}`) => {
    const token = await signToken(jwtSecret, { sub, name: 'Ada', roles: ['organizer'], ttlSeconds: 600 });
    const rows = await sql`SELECT id FROM certificate_certificate WHERE state = 'active' ORDER BY id`;
    const files = rows.map(async ({ id }) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/v1/certificates/${id}/file?as=pdf`, { headers });
      expect(answer.status).toBe(200);
      return contentOf(Buffer.from(await answer.arrayBuffer()));
    });
    return Promise.all(files);
  };
  const deno = await startDenoLaurel(variables);
  const { organizerId } = await playDemo(deno.url, deno.jwtSecret);
  const onDeno = await filesOf(deno, organizerId);
  await deno.stop();
  expect(onDeno.length).toBeGreaterThan(1);

  await sql`UPDATE certificate_certificate SET state = 'pending', pdf_sha256 = NULL, png_sha256 = NULL, issued_at = NULL, retry_at = now()`;
  const workerd = await startWholeLaurel(variables);
  await workerd.tick();
  const countPending = () => sql`SELECT 1 FROM certificate_certificate WHERE state = 'pending'`;
  await expect.poll(async () => (await countPending()).length).toBe(0);
  expect(await filesOf(workerd, organizerId)).toEqual(onDeno);
  await workerd.stop();
  await sql.end();
});
