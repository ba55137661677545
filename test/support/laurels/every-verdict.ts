// A Laurel with one certificate page per verdict.

import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentTypes, type Language, objectKey } from '../../../src/certificates/certificate.ts';
import { replaceCertificate } from '../../../src/certificates/life/replace-certificate.ts';
import { filesOf, findCertificate, type WholeCertificate } from '../../../src/certificates/store.ts';
import type { Demo } from '../../../src/cli/demo/play-demo.ts';
import { openOperatorDatabase, openStores } from '../../../src/cli/operator/operator-connections.ts';
import { signToken } from '../../../src/cli/operator/sign-token.ts';
import type { Role } from '../../../src/core/actor.ts';
import type { Id } from '../../../src/core/id.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { words } from '../../../src/pages/words.ts';
import { startWholeLaurel, type WholeLaurel } from './whole-laurel.ts';

export interface Issued {
  readonly id: string;
  readonly code: string;
  readonly language: string;
  readonly displayName: string;
}

export type PageKind = keyof typeof words.en.verdict;

export interface Shown {
  readonly path: string;
  readonly kind: PageKind | 'home';
  /** The first heading. */
  readonly says: (language: Language) => string;
  /** Absent if the page must not show the certificate. */
  readonly certificate?: Issued;
}

export interface EveryVerdict {
  readonly laurel: WholeLaurel;
  readonly demo: Demo;
  readonly issued: readonly Issued[];
  readonly shown: readonly Shown[];
  readonly ask: (path: string, method?: string, body?: object) => Promise<Response>;
  /** The issued PDFs, by the current verdict of their certificates. */
  readonly files: Readonly<Partial<Record<PageKind, Buffer>>>;
  readonly fileOf: (certificate: Pick<Issued, 'id'>, format?: 'pdf' | 'png') => Promise<Buffer>;
}

const reasonText = 'Under review by the league';
const replacedName = 'সাকিব (Sakib) ২০২৬';
const pendingName = 'সাকিব ২০২৬';

export async function startEveryVerdict(): Promise<EveryVerdict> {
  const laurel = await startWholeLaurel({ CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: 'true' });
  const demo = await laurel.playDemo();
  const token = await signToken(laurel.jwtSecret, {
    ...{ sub: demo.organizerId, roles: ['organizer', 'admin'], ttlSeconds: 600 },
  });
  const ask = (path: string, method = 'GET', body?: object) =>
    fetch(laurel.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const answer = await ask(`/v1/tournaments/${demo.tournamentId}/certificates`);
  const { items: issued } = (await answer.json()) as { items: Issued[] };
  const fileOf = async ({ id }: Pick<Issued, 'id'>, format = 'pdf') =>
    Buffer.from(await (await ask(`/v1/certificates/${id}/file?as=${format}`)).arrayBuffer());
  const world = { laurel, demo, issued, ask, fileOf };
  return { ...world, ...(await prepare(world)) };
}

type World = Omit<EveryVerdict, 'shown' | 'files'>;

async function prepare({ laurel, demo, issued, ask, fileOf }: World): Promise<Pick<EveryVerdict, 'shown' | 'files'>> {
  const [en, bn] = ['en', 'bn'].map((wanted) => issued.find(({ language }) => language === wanted)) as [Issued, Issued];
  const [revoked, suspended, replaced, expired, hidden, altered] = issued.filter((one) => one !== en && one !== bn) as [
    ...[Issued, Issued, Issued, Issued, Issued, Issued],
  ];
  const byKind = { revoked, suspended, superseded: replaced, expired, hidden, altered };
  const files = Object.fromEntries(
    await Promise.all(Object.entries(byKind).map(async ([kind, one]) => [kind, await fileOf(one)] as const)),
  );
  const act = async ({ id }: Issued, method: string, path: string, body: object) => {
    const answer = await ask(`/v1/certificates/${id}/${path}`, method, body);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const reason = reasonText;
  await act(revoked, 'POST', 'revocation', { reason });
  await act(suspended, 'POST', 'suspension', { reason });
  const next = (await act(replaced, 'POST', 'replacement', {
    reason,
    hideOldName: false,
    displayName: replacedName,
  })) as Issued;
  await act(expired, 'PUT', 'expiry', { reason, expiresAt: new Date().toISOString() });
  await act(hidden, 'PUT', 'privacy', { isPrivate: true });
  for (let state = ''; state !== 'active'; await sleep(50)) {
    ({ state } = (await (await ask(`/v1/certificates/${next.id}`)).json()) as { state: string });
  }
  await overwriteFile(laurel, altered);
  const pending = { ...bn, ...(await beginReplacement(laurel, demo, next)), displayName: pendingName };
  const page = (kind: PageKind, certificate: Issued, more: Partial<Shown> = { certificate }): Shown => ({
    path: `/c/${certificate.code}`,
    kind,
    says: (language) => words[language].verdict[kind],
    ...more,
  });
  const shown: Shown[] = [
    { path: '/', kind: 'home', says: (language) => words[language].verify },
    page('unknown', { ...en, code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' }, {}),
    page('valid', en),
    page('valid', bn),
    page('revoked', revoked),
    page('suspended', suspended),
    page('superseded', replaced),
    page('superseded', { ...next, displayName: replacedName }),
    page('pending', pending),
    page('altered', altered),
    page('expired', expired),
    page('hidden', hidden, {}),
  ];
  return { shown, files };
}

/** Overwrites the file in both stores directly. */
async function overwriteFile({ variables }: WholeLaurel, { id }: Issued): Promise<void> {
  const { r2, s3 } = openStores(variables);
  const row = await withDatabase(variables, ({ db }) => findCertificate(db, id as Id<'certificate'>));
  const key = objectKey('pdf', row?.createdAt as Instant, filesOf(row as WholeCertificate, 'pdf')?.sha256 ?? '');
  const bytes = new TextEncoder().encode('%PDF-1.7 another document');
  const other = { key, bytes, contentType: contentTypes.pdf, sha256: createHash('sha256').update(bytes).digest('hex') };
  await Promise.all([r2.put(other), s3.put(other)]);
}

/** Creates a replacement without a queue message, so that it stays pending. */
function beginReplacement({ variables }: WholeLaurel, { organizerId }: Demo, { id }: Issued) {
  return withDatabase(variables, (open) => {
    const ports = { ...open, randomBytes, claim: null, publish: () => {} };
    const organizer = { playerId: organizerId, issuer: 'test', name: 'Organizer', roles: new Set<Role>(['organizer']) };
    const reason = { code: 'language_changed', text: 'Wanted in Bengali', note: null } as const;
    const wanted = { displayName: pendingName, language: 'bn' as const, reason, hidesOldName: false };
    return replaceCertificate(ports, organizer, id as Id<'certificate'>, wanted);
  });
}

async function withDatabase<T>(
  variables: WholeLaurel['variables'],
  work: (open: ReturnType<typeof openOperatorDatabase>) => Promise<T>,
): Promise<T> {
  const open = openOperatorDatabase(variables);
  try {
    return await work(open);
  } finally {
    await open.db.close();
  }
}
