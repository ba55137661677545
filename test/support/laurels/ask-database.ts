// What a database answers at each address of the command line, as one JSON list. Runs under Deno and Node.

import { openDatabase } from '../../../src/db/client.ts';
import { isDatabaseDown } from '../../../src/db/constraint.ts';

const answers: string[] = [];
for (const url of process.argv.slice(2)) {
  const { sql, close } = openDatabase(url, 1);
  try {
    const [row] =
      await sql`SELECT CASE WHEN ssl THEN version ELSE 'plain text' END AS how FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;
    answers.push(String(row?.how));
  } catch (error) {
    answers.push(`${isDatabaseDown(error) ? 'down' : 'bug'}: ${(error as Error).message}`);
  }
  await close();
}
process.stdout.write(JSON.stringify(answers));
