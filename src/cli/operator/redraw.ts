// `npm run redraw`: draws the seeds of a tournament again from its published draw. Needs no rights and no database.

import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { idPattern } from '../../core/id.ts';
import { drawShape } from '../../tournaments/seeding/contract.ts';
import { drawSeeds } from '../../tournaments/seeding/draw.ts';
import { firstSentence, parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';

const usage = 'npm run redraw -- trn_… [--url https://…] | --file draw.json';
const urlDefault = 'http://127.0.0.1:8787';
const help = `Usage: ${usage}

Draws the seeds again from the published draw of a tournament, prints them, and compares them with the published order.

  trn_…        the tournament; its draw is read from GET /v1/tournaments/:id/seeding
  --url URL    where Laurel runs (${urlDefault})
  --file PATH  a file with the answer of that route, in place of a tournament

Exit codes: 0 the same order, 1 another order, 2 no draw to compare.

Environment
  LAUREL_TOKEN   bearer token, for a tournament that is not public
`;

type Published = z.output<typeof drawShape>;
export type DrawSource = { readonly file: string } | { readonly url: string };

/** @throws StartRefusal that names the invalid argument. */
export function parseRedrawArguments(args: readonly string[]): DrawSource {
  const text = { type: 'string' } as const;
  const options = { url: text, file: text };
  const line = { command: 'npm run redraw', help, options, allowPositionals: true };
  const { values, positionals } = parseCommandLine(args, line);
  const [tournament, ...others] = positionals;
  if (values.file !== undefined && tournament === undefined && values.url === undefined) return { file: values.file };
  if (values.file !== undefined || tournament === undefined || others.length > 0)
    throw refusal('give one tournament, or --file');
  if (!idPattern('tournament').test(tournament))
    throw refusal(`a tournament is trn_ and 26 characters, not "${tournament}"`);
  const base = values.url ?? urlDefault;
  if (!/^https?:\/\/./.test(base) || !URL.canParse(base)) throw refusal(`--url must be an http(s) URL, not "${base}"`);
  return { url: `${base.replace(/\/+$/, '')}/v1/tournaments/${tournament}/seeding` };
}

function refusal(reason: string): StartRefusal {
  return new StartRefusal(`${reason}; usage: ${usage}`, 2);
}

/** @throws StartRefusal if there is no draw. */
async function readDraw(source: DrawSource, token: string | undefined): Promise<Published> {
  const text = 'file' in source ? readText(source.file) : await fetchText(source.url, token);
  const parsed = drawShape.safeParse(parseJson(text));
  if (!parsed.success) throw new StartRefusal(`This is no published draw: ${z.prettifyError(parsed.error)}`, 2);
  return parsed.data;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new StartRefusal(`The file cannot be read: ${firstSentence(error)}`, 2);
  }
}

async function fetchText(url: string, token: string | undefined): Promise<string> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
    throw new StartRefusal(`${url} does not answer: ${firstSentence(error)}`, 2);
  });
  const text = await answer.text();
  if (!answer.ok) throw new StartRefusal(`${url} answers ${answer.status}: the tournament has no draw to read.`, 2);
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StartRefusal('This is no published draw: it is not JSON.', 2);
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const published = await readDraw(parseRedrawArguments(process.argv.slice(2)), process.env.LAUREL_TOKEN);
    const { order } = drawSeeds(published);
    for (const [index, id] of order.entries()) console.log(`${String(index + 1).padStart(4)}  ${id}`);
    const isSame = order.length === published.order.length && order.every((id, index) => id === published.order[index]);
    console.log(isSame ? 'The published order follows from the draw.' : 'The published order is another one.');
    if (!isSame) process.exitCode = 1;
  });
}
