// `npm run doctor`: examines an environment before and after its deployment, and changes nothing.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWorker } from '../dev/build-worker.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { checkAccount } from './check-account.ts';
import { checkDatabase } from './check-database.ts';
import { checkDeployment, checkPlan } from './check-deployment.ts';
import { checkEnvironment } from './check-environment.ts';
import { checkStores } from './check-stores.ts';
import { checkVariables } from './check-variables.ts';
import { environmentNames, readEnvironment } from './environment.ts';
import { describeFindings, type Finding } from './finding.ts';

const help = `Usage: npm run doctor -- --env staging|production [--json] [--skip-build]

Examines an environment of wrangler.toml: bindings, variables, secrets by name, Hyperdrive and its cache, bucket and queues, the database
and its role, both stores, the clocks, the size of the Worker, and what a deployed Worker says. Changes nothing. What it cannot ask is
"unchecked", with what it needs.
Exit codes: 0 no fault, 1 at least one fault, 2 refused.

  --env         the environment
  --json        the findings as JSON
  --skip-build  without the size of the Worker

Environment, all optional
  CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID   to ask Cloudflare
  DATABASE_URL                                  the Worker's role, not the owner
  S3_…, R2_…                                    the stores, as for npm run rehearse
  JWT_SECRET and other secrets                  to judge their values before they are set
`;

type Variables = Readonly<Record<string, string | undefined>>;

interface DoctorOptions {
  readonly name: string;
  readonly hasBuild: boolean;
  readonly file?: string;
}

/** @throws StartRefusal for an unknown environment. */
export async function examine({ name, hasBuild, file }: DoctorOptions, variables: Variables): Promise<Finding[]> {
  const names = environmentNames(file);
  if (!names.includes(name))
    throw new StartRefusal(`There is no [env.${name}] in wrangler.toml; --env is one of ${names.join(', ')}.`, 2);
  const environment = readEnvironment(name, file);
  const others = names.filter((other) => other !== name).map((other) => readEnvironment(other, file));
  const account = await checkAccount(environment, variables);
  return [
    ...checkEnvironment(environment, readEnvironment(null, file), others),
    ...checkVariables(environment, { deployed: account.secrets, given: variables }),
    ...account.findings,
    ...(await checkDatabase(variables.DATABASE_URL)),
    ...(await checkStores(variables)),
    ...(await checkDeployment(String(environment.vars.PUBLIC_URL ?? ''))),
    ...(hasBuild ? checkPlan(await sizeOfWorker()) : []),
  ];
}

async function sizeOfWorker(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-doctor-'));
  try {
    return (await buildWorker(join(folder, 'build'), folder)).gzipKib;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const flag = { type: 'boolean', default: false } as const;
    const options = { env: { type: 'string' }, json: flag, 'skip-build': flag } as const;
    const { values } = parseCommandLine(process.argv.slice(2), { command: 'npm run doctor', help, options });
    const { env: name, json, 'skip-build': skipsBuild } = values;
    if (name === undefined)
      throw new StartRefusal('--env is missing; `npm run doctor -- --help` lists the options.', 2);
    const findings = await examine({ name, hasBuild: !skipsBuild }, process.env);
    process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : describeFindings(findings));
    process.exitCode = findings.some(({ level }) => level === 'fault') ? 1 : 0;
  });
}
