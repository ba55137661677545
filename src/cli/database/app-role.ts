// The database role of the application on a local database. It has no direct write access to the ledger (drizzle/0001).

import postgres from 'postgres';

/** Lets `laurel_app` log in with the owner's password. @returns the database URL for that role. */
export async function openAppRole(ownerUrl: string): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const password = decodeURIComponent(new URL(ownerUrl).password).replaceAll("'", "''");
  await sql.unsafe(`ALTER ROLE laurel_app LOGIN PASSWORD '${password}'`);
  await sql.end();
  return asAppRole(ownerUrl);
}

export function asAppRole(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.username = 'laurel_app';
  return url.href;
}
