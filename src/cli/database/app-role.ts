// The role the application runs as on a database of our own: it can do its work, and cannot touch a balance (drizzle/0014).

import postgres from 'postgres';

/** Lets `laurel_app` log in with the owner's password. @returns the same database, seen by it. */
export async function openAppRole(ownerUrl: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const password = decodeURIComponent(new URL(ownerUrl).password).replaceAll("'", "''");
  await sql.unsafe(`ALTER ROLE laurel_app LOGIN PASSWORD '${password}'`);
  await sql.end();
  return asApp(ownerUrl);
}

export function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = 'laurel_app';
  return url.href;
}
