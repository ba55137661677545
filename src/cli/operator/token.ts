// `npm run token`: prints a signed bearer token for trying the API by hand.

import { parseArgs } from 'node:util';
import { type Role, roles } from '../../core/actor.ts';
import { type Id, idPattern } from '../../core/id.ts';
import { firstSentence } from '../dev/arguments.ts';
import { locateHomeFolder } from '../dev/home-folder.ts';
import { loadSecrets } from '../dev/secrets.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { signToken, type TokenClaims } from './sign-token.ts';

const usage = 'npm run token -- --sub ply_… --roles organizer [--name "…"] [--ttl 8h]';
const ttlDefault = '8h';
const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** @throws StartRefusal naming the word that is wrong. */
export function parseTokenArguments(words: readonly string[]): TokenClaims {
  const { sub, roles: roleList = '', name, ttl = ttlDefault } = readWords(words);
  if (sub === undefined) throw wrong('--sub is missing');
  if (!idPattern('player').test(sub)) throw wrong(`--sub must be ply_ and 26 characters, not "${sub}"`);
  const named = roleList.split(',').filter(Boolean);
  const stranger = named.find((role) => !roles.includes(role as Role));
  if (stranger !== undefined) throw wrong(`--roles knows ${roles.join(', ')}, not "${stranger}"`);
  return { sub: sub as Id<'player'>, roles: named as Role[], name, ttlSeconds: parseDuration(ttl) };
}

function readWords(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...words], options: { sub: text, roles: text, name: text, ttl: text } }).values;
  } catch (error) {
    throw wrong(firstSentence(error));
  }
}

function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (amount === '') throw wrong(`--ttl is a number and s, m, h or d, not "${text}"`);
  return Number(amount) * secondsOf[unit as keyof typeof secondsOf];
}

function wrong(what: string): StartRefusal {
  return new StartRefusal(`${what}; usage: ${usage}`, 2);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The key the running server checks with: JWT_SECRET, else the one kept in the home folder. */
export function findJwtSecret(environment: Environment): string {
  const secret = environment.JWT_SECRET || loadSecrets(locateHomeFolder(environment).secretsFile)?.jwtSecret;
  if (!secret) throw new StartRefusal('There is no key to sign with yet; run npm start once or set JWT_SECRET.');
  return secret;
}

if (import.meta.main) {
  await runCommand(async () => {
    const claims = parseTokenArguments(process.argv.slice(2));
    console.log(await signToken(findJwtSecret(process.env), claims));
  });
}
