// What Cloudflare's API says of the environment: secrets by name, Hyperdrive's cache and role, the bucket and the queues.
// https://developers.cloudflare.com/api

import type { Environment } from './environment.ts';
import { type Finding, fault, ok, unchecked } from './finding.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface Account {
  readonly findings: readonly Finding[];
  readonly secrets: readonly string[] | null;
}

const needed =
  'set CLOUDFLARE_API_TOKEN (read rights for Workers, R2, Queues and Hyperdrive) and CLOUDFLARE_ACCOUNT_ID';

export async function checkAccount(environment: Environment, variables: Variables): Promise<Account> {
  const { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_ID: account } = variables;
  if (!token || !account)
    return { secrets: null, findings: [unchecked('account', 'Cloudflare was not asked', needed)] };
  const base = variables.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4';
  const ask = (path: string) => askCloudflare(`${base}/accounts/${account}${path}`, token);
  const secrets = await ask(`/workers/scripts/${environment.workerName}/secrets`);
  const checks = [checkCache(environment, ask), checkBucket(environment, ask), checkQueues(environment, ask)];
  const findings = (await Promise.all(checks)).flat();
  if (secrets.status === 200)
    return { secrets: (secrets.result as { name: string }[]).map(({ name }) => name), findings };
  const what = secrets.status === 404 ? `${environment.workerName} is not deployed yet` : said('the secrets', secrets);
  return { secrets: null, findings: [...findings, unchecked('account', what, needed)] };
}

interface Said {
  readonly status: number;
  readonly result: unknown;
}
type Ask = (path: string) => Promise<Said>;

async function askCloudflare(url: string, token: string): Promise<Said> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
    const body = (await response.json()) as { result?: unknown };
    return { status: response.status, result: body.result };
  } catch {
    return { status: 0, result: null };
  }
}

const said = (subject: string, { status }: Said) =>
  status === 0 ? `Cloudflare did not answer for ${subject}` : `Cloudflare answered ${status} for ${subject}`;

async function checkCache({ hyperdriveId, workerName }: Environment, ask: Ask): Promise<Finding[]> {
  if (hyperdriveId === null || !/[1-9a-f]/.test(hyperdriveId)) return [];
  const answer = await ask(`/hyperdrive/configs/${hyperdriveId}`);
  if (answer.status !== 200) return [unchecked('hyperdrive cache', said(`Hyperdrive ${hyperdriveId}`, answer), needed)];
  const { caching, origin } = answer.result as { caching?: { disabled?: boolean }; origin?: { user?: string } };
  const role =
    origin?.user !== undefined && /^laurel_app(_\w+)?$/.test(origin.user)
      ? [ok('hyperdrive role', origin.user)]
      : [
          fault('hyperdrive role', {
            what: `Hyperdrive logs in as ${origin?.user ?? 'an unknown role'}`,
            why: 'a role that owns tables may change what the ledger and the audit trail forbid',
            mend: `npx wrangler hyperdrive update ${hyperdriveId} --origin-user laurel_app --origin-password …`,
          }),
        ];
  if (caching?.disabled === true) return [ok('hyperdrive cache', 'off'), ...role];
  return [
    fault('hyperdrive cache', {
      what: `the query cache of ${workerName} is on`,
      why: 'a revoked certificate would be shown as genuine, and balances would be old, for up to a minute',
      mend: `npx wrangler hyperdrive update ${hyperdriveId} --caching-disabled`,
    }),
    ...role,
  ];
}

async function checkBucket({ bucket }: Environment, ask: Ask): Promise<Finding[]> {
  if (bucket === null) return [];
  const answer = await ask(`/r2/buckets/${bucket}`);
  if (answer.status === 200) return [ok('bucket', bucket)];
  if (answer.status !== 404) return [unchecked('bucket', said(`the bucket ${bucket}`, answer), needed)];
  return [
    fault('bucket', {
      what: `${bucket} does not exist`,
      why: 'no certificate can be stored',
      mend: `npx wrangler r2 bucket create ${bucket}`,
    }),
  ];
}

async function checkQueues({ queues }: Environment, ask: Ask): Promise<Finding[]> {
  const answer = await ask('/queues?per_page=100');
  if (answer.status !== 200) return [unchecked('queues', said('the queues', answer), needed)];
  const names = (answer.result as { queue_name: string }[]).map(({ queue_name: name }) => name);
  const missing = queues.filter((queue) => !names.includes(queue));
  if (missing.length === 0) return [ok('queues', queues.join(', '))];
  return missing.map((queue) =>
    fault('queues', {
      what: `${queue} does not exist`,
      why: 'certificates, exports and repairs are made by the queue',
      mend: `npx wrangler queues create ${queue}`,
    }),
  );
}
