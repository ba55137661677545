// Parses the command line of `npm start`.

import { parseCommandLine } from '../process/command-line.ts';

export interface StartArguments {
  readonly empty: boolean;
  readonly s3: boolean;
  readonly example: boolean;
  readonly reset: boolean;
  readonly deno: boolean;
}

const startHelp = `Usage: npm start -- [options]

  --empty   start without the demo tournaments
  --example also serve the example frontend, with players and tokens to try it
  --s3      write certificates to S3 and R2, and read S3 first
  --deno    run under Deno instead of workerd (npm run start:deno)
  --reset   delete all local data except secrets
  --help    print this and exit

Environment
  PORT           port to listen on (8787)
  EXAMPLE_PORT   port of the example frontend (8788)
  LAUREL_HOME    folder for local data (.laurel)
  DATABASE_URL   another Postgres instead of the bundled one
  INSPECTOR_PORT port for DevTools to attach to the Worker (disabled)
  METRICS_TOKEN  bearer token for /metrics, at least 16 characters
  JWT_SECRET     signing key of tokens, at least 32 characters (generated on the first start)
  CORS_ORIGINS   web origins allowed to call the API (any port of localhost)
  JWT_ISSUER, JWT_AUDIENCE, JWKS_URL, JWT_ISSUERS   also accept tokens of identity providers
  CERT_S3_DUAL_WRITE, CERT_S3_READ_PRIMARY, CERT_S3_BACKFILL_ENABLED   the phases of the stores
  Others: docs/operations/configuration.md
`;

/** @throws HelpAsked; StartRefusal that names the first invalid argument. */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const flag = { type: 'boolean', default: false } as const;
  const options = { empty: flag, s3: flag, example: flag, reset: flag, deno: flag };
  return parseCommandLine(args, { command: 'npm start', help: startHelp, options }).values;
}
