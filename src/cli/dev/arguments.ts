// The command line of `npm start`: words → options. Decides nothing about what they do.

import { parseArgs } from 'node:util';
import { StartRefusal } from '../process/start-refusal.ts';

export interface StartArguments {
  readonly empty: boolean;
  readonly s3: boolean;
  readonly reset: boolean;
  readonly help: boolean;
}

export const startHelp = `Usage: npm start -- [options]

  --empty   start without the demo tournament
  --s3      write certificates to S3 and R2, and read S3 first
  --reset   forget everything kept by earlier starts
  --help    print this and exit

Environment
  PORT           port to listen on (8787)
  LAUREL_HOME    folder that keeps the data (.laurel)
  DATABASE_URL   a Postgres of your own instead of the bundled one
  INSPECTOR_PORT where DevTools may attach to the Worker (nowhere)
  METRICS_TOKEN  opens /metrics to whoever has it, at least 16 characters
  JWT_SECRET     key of the tokens, at least 32 characters (made once and kept in the folder)
  CORS_ORIGINS   web origins whose pages may call the API (any port of localhost)
  JWKS_URL, JWT_ISSUER, JWT_AUDIENCE   accept an identity provider's tokens as well
`;

/** @throws StartRefusal naming the first word that is not an option. */
export function parseStartArguments(words: readonly string[]): StartArguments {
  const option = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { empty: option, s3: option, reset: option, help: { ...option, short: 'h' } },
    });
    return values;
  } catch (error) {
    throw new StartRefusal(`${firstSentence(error)}; \`npm start -- --help\` lists the options.`, 2);
  }
}

/** What node:util says about a wrong word, without its advice. */
export function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/[.\n](?:\s|$)/, 1)[0] ?? message;
}
