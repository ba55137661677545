// Read by the compiler only: what a frontend may write, and what `tsc` refuses.

import {
  createLaurel,
  LaurelProblem,
  LaurelUnreachable,
  type Match,
  type ProblemCode,
  type Tournament,
} from '../../src/client/index.ts';

const laurel = createLaurel({ baseUrl: 'https://laurel.test', token: async () => 'token' });
createLaurel({
  baseUrl: 'https://laurel.test',
  token: (refused) => refused?.slice(1) ?? null,
  retries: { attempts: 2 },
});
// @ts-expect-error the base URL is required
createLaurel({});
// @ts-expect-error no such limit
createLaurel({ baseUrl: 'https://laurel.test', retries: { tries: 2 } });

const params = { id: 'trn_1' };

export async function requests(signal: AbortSignal): Promise<void> {
  await laurel.listTournaments();
  await laurel.listTournaments({ query: { limit: 20 }, signal });
  await laurel.register({ params, body: { language: 'bn' }, idempotencyKey: 'mine' });
  await laurel.register({ params, headers: { 'X-Request-Id': 'mine' } });
  // @ts-expect-error no such operation
  await laurel.deleteEverything();
  // @ts-expect-error the parameter is required
  await laurel.readTournament();
  // @ts-expect-error the name of the parameter
  await laurel.readTournament({ params: { tournamentId: 'trn_1' } });
  // @ts-expect-error the type of the parameter
  await laurel.readTournament({ params: { id: 1 } });
  // @ts-expect-error the name of the query parameter
  await laurel.listTournaments({ query: { limt: 20 } });
  // @ts-expect-error the type of the query parameter
  await laurel.listTournaments({ query: { limit: '20' } });
  // @ts-expect-error the language is one of a list
  await laurel.register({ params, body: { language: 'fr' } });
  // @ts-expect-error the name of the field
  await laurel.register({ params, body: { lang: 'en' } });
  // @ts-expect-error a required field
  await laurel.createTournament({ body: { title: 'Open', capacity: 8 } });
  // @ts-expect-error a read takes no key
  await laurel.readTournament({ params, idempotencyKey: 'mine' });
  // @ts-expect-error a read takes no body
  await laurel.readTournament({ params, body: {} });
}

export async function answers(): Promise<void> {
  const tournament: Tournament = await laurel.readTournament({ params });
  const { items, nextCursor } = await laurel.listTournaments();
  const sameType: readonly Tournament[] = items;
  const cursor: string | null = nextCursor;
  const match: Match = await laurel.readMatch({ params });
  const name: string | undefined = match.slots[0]?.entrant?.displayName;
  // @ts-expect-error an entrant may be unknown
  match.slots[0].entrant.displayName;
  // @ts-expect-error no such field
  tournament.titel;
  // @ts-expect-error no such state
  const isOver = tournament.state === 'finished';
  const { status, headers, body } = await laurel.readTournament.answer({ params });
  const whole: readonly [number, string | null, Tournament] = [status, headers.get('etag'), body];
  for await (const { title } of laurel.listTournaments.items({ query: { limit: 100 } })) console.log(title);
  for await (const page of laurel.listTournaments.pages()) console.log(page.items.length, page.nextCursor);
  // @ts-expect-error a single thing has no pages
  laurel.readTournament.items({ params });
  console.log(sameType, cursor, name, isOver, whole);
}

export function failures(error: unknown): void {
  if (error instanceof LaurelProblem) {
    if (error.code === 'hold_expired') console.log(error.retryAfterMs, error.requestId, error.errors[0]?.field);
    // @ts-expect-error no such code
    if (error.code === 'hold_over') return;
    const code: ProblemCode | 'unexpected_answer' = error.code;
    console.log(code);
  }
  if (laurel.register.refused(error)) {
    if (error.code === 'tournament_full' || error.code === 'unavailable') return;
    // @ts-expect-error a code of another operation
    if (error.code === 'own_report') return;
  }
  if (error instanceof LaurelUnreachable) console.log(error.idempotencyKey);
}
