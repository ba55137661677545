// A process that does nothing else for longer than a silent database is waited for, as one that draws certificates on a busy machine.
// Prints the answer that came meanwhile. The argument is the address.

import { openDatabase } from '../../../src/db/client.ts';

const longerThanSilenceMs = 12_500;

const db = openDatabase(process.argv[2] ?? '', 1);
await db.sql`SELECT 1`;
const answer = db.sql<{ number: number }[]>`SELECT pg_sleep(1), 42 AS number`.then(([row]) => row?.number, String);
await new Promise((resolve) => setTimeout(resolve, 500));
const end = Date.now() + longerThanSilenceMs;
while (Date.now() < end);
console.log(await answer);
await db.close();
