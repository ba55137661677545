// Whether the variables and secrets make a valid configuration, as the Worker itself judges it.

import { type Config, readConfig } from '../../app/configuration/config.ts';
import type { Environment } from './environment.ts';
import { type Finding, fault, ok, orOk, unchecked, warning } from './finding.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Passes every check of a secret. */
const someSecret = 'x'.repeat(64);

export interface KnownSecrets {
  /** Names of the secrets that are set in the account; null if they cannot be listed. */
  readonly deployed: readonly string[] | null;
  /** Values from the doctor's own environment. */
  readonly given: Variables;
}

export function checkVariables({ vars, name }: Environment, { deployed, given }: KnownSecrets): Finding[] {
  const placed = Object.fromEntries((deployed ?? []).map((secret) => [secret, someSecret]));
  // Keys of a store that this shell has may be meant for the check of the stores only.
  const judged = secretNames.filter((secret) => Object.hasOwn(vars, 'S3_ENDPOINT') || !secret.startsWith('S3_'));
  const own = Object.fromEntries(judged.flatMap((secret) => (given[secret] ? [[secret, given[secret]]] : [])));
  const config = readConfig({
    ...placed,
    ...own,
    ...vars,
    // Judged by a check of its own.
    HYPERDRIVE: { connectionString: 'postgres://checked/elsewhere' },
  });
  // Without the list of the account, a secret may be set there.
  const isUnknown = ({ variable, reason }: Config['faults'][number]) =>
    deployed === null && secretNames.includes(variable) && reason.startsWith('is not set');
  const unknown = config.faults
    .filter(isUnknown)
    .map(({ variable, reason }) =>
      unchecked(
        'variables',
        `${variable} ${reason} in this shell; whether the account has it is not known`,
        `npx wrangler secret put ${variable} --env ${name}, unless it is there`,
      ),
    );
  const known = config.faults.filter((found) => !isUnknown(found));
  const faults = known.map(({ variable, reason }) =>
    fault('variables', {
      what: `${variable} ${reason}`,
      why: 'what needs it is answered 503 until it is right',
      mend: secretNames.includes(variable)
        ? `npx wrangler secret put ${variable} --env ${name}`
        : `change [env.${name}.vars] of wrangler.toml`,
    }),
  );
  return [
    ...orOk('variables', faults, 'the Worker accepts them'),
    ...unknown,
    ...checkSecretList(name, deployed, config),
    checkLocation(vars, name),
    checkAuditHead(vars),
  ];
}

function checkLocation({ BACKEND_LOCATION: location }: Environment['vars'], name: string): Finding {
  const check = 'location';
  if (location) return ok(check, `backend objects are created in ${location}`);
  return warning(check, {
    what: 'BACKEND_LOCATION is not set',
    why: 'each backend object is created near who asks first, and stays there, however far from the database that is',
    mend: `set it in [env.${name}.vars] of wrangler.toml to the region of the database, before the first deployment`,
  });
}

function checkAuditHead(vars: Environment['vars']): Finding {
  const check = 'audit head';
  if (vars.S3_ENDPOINT)
    return ok(check, 'the head of the audit chain goes to R2 and S3 each day, whatever the flags say');
  return warning(check, {
    what: 'S3 is not configured, so the head of the audit chain goes to R2 alone',
    why: 'who may change the database and R2 could write the audit trail anew, and nobody would see it',
    mend: 'set S3_ENDPOINT, S3_BUCKET and its keys, of an account with other owners; no flag needs to be on',
  });
}

export const secretNames: readonly string[] = [
  ...[
    'JWT_SECRET',
    'JWT_SECRET_PREVIOUS',
    'DOWNLOAD_SECRET',
    'DOWNLOAD_SECRET_PREVIOUS',
    'WEBHOOK_SECRET',
    'WEBHOOK_SECRET_PREVIOUS',
    'METRICS_TOKEN',
    'DATABASE_URL',
  ],
  ...['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_SESSION_TOKEN'],
];

function checkSecretList(name: string, deployed: readonly string[] | null, config: Config): Finding[] {
  if (deployed === null)
    return [
      unchecked(
        'secrets',
        'the names of the secrets in the account are not known; those of this shell were taken',
        `set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, or compare with npx wrangler secret list --env ${name}`,
      ),
    ];
  const lacks = (variable: string, why: string) =>
    warning('secrets', {
      what: `${variable} is not set`,
      why,
      mend: `npx wrangler secret put ${variable} --env ${name}`,
    });
  const missing = [
    ...(config.metricsToken === null
      ? [lacks('METRICS_TOKEN', 'without it /metrics is not there, and no alert can fire')]
      : []),
    ...(config.webhooks.secrets.secrets.length === 0
      ? [lacks('WEBHOOK_SECRET', 'without it there are no webhooks')]
      : []),
  ];
  return orOk('secrets', missing, deployed.join(', '));
}
