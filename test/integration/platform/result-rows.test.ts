// What an answer of Postgres holds after a statement that failed amid its rows: nothing of them. postgres.js counts the rows of a result until
// it ends; one that ends with an error would leave its count to the next statement of the connection, whose first row would seem to be missing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { useDatabase } from '../../support/isolate/database.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url, 1);
});
afterAll(() => db.close());

const numbers = () => db.sql`SELECT n FROM generate_series(1, 3) n`.then((rows) => [...rows].map((row) => row?.n));

describe('the rows of a statement', () => {
  it.each([0, 1, 2, 500])('are its own after one that failed at row %i', async (failsAt) => {
    const failing = db.sql`SELECT 1 / (n - ${failsAt + 1}) AS quotient, repeat('x', 200) FROM generate_series(1, 1000) n`;
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await numbers()).toEqual([1, 2, 3]);
  });

  it('are its own after a connection that ended amid rows', async () => {
    const ending = db.sql`
      SELECT n, CASE n WHEN 4 THEN pg_terminate_backend(pg_backend_pid()) END FROM generate_series(1, 9) n`;
    await expect(ending).rejects.toThrow();
    // What is sent before the end of the connection was noticed is refused. The first answer counts.
    let answer: unknown[] | null = null;
    while (answer === null) answer = await numbers().catch(() => null);
    expect(answer).toEqual([1, 2, 3]);
  });

  it('are all there, in a large result, at a cursor and in a pipeline', async () => {
    const count = 20_000;
    const large = () => db.sql`SELECT n, repeat('x', 300) AS text FROM generate_series(1, ${count}) n`;
    const [rows, , own] = await Promise.all([large(), db.sql`SELECT 1 / 0`.catch(() => {}), numbers()]);
    expect([rows.length, rows.at(-1)?.n, rows.at(-1)?.text.length, own]).toEqual([count, count, 300, [1, 2, 3]]);
    let seen = 0;
    for await (const part of large().cursor(999)) for (const { n } of part) expect(n).toBe(++seen);
    expect(seen).toBe(count);
  });
});
