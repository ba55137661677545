// docs/api-examples.md is what a running Laurel answers. After a change of answers: `npx vitest run --config test/vitest.config.ts -u
// test/platform/api-examples.test.ts`.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { definitions } from '../../src/cli/dev/write-openapi.ts';
import { eventPayloads } from '../../src/outbox/contract.ts';
import { playApiStory } from '../support/api-story/api-story.ts';
import type { Frames } from '../support/api-story/api-story-course.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { renderDocument, renderEventExamples, renderExamples, type Sections } from '../support/samples/api-document.ts';
import { createRecorder } from '../support/samples/api-recorder.ts';

let laurel: WholeLaurel;
beforeAll(async () => {
  laurel = await startWholeLaurel({ CERT_S3_DUAL_WRITE: 'true', CERT_S3_BACKFILL_ENABLED: 'true' });
});
afterAll(() => laurel?.stop());

const head = `# API examples

Requests with their answers, as a running Laurel gives them: of most operations, with some refusals and the frames of live rooms.
After each request stands the method of the [client](client.md) that sends it. The API document (\`/docs\`) has an example of each
operation that answers JSON. Made and checked by \`test/platform/api-examples.test.ts\`; do not edit.
Routes: [api.md](api.md). Rules: [README.md](README.md).

- Ids, codes, hashes and times are examples. Of lists one item is shown.
- The API document says which requests need \`Authorization: Bearer <token>\`, and of whom. Each POST may have an \`Idempotency-Key\`; those of coins need one.
- All fields of an answer are always there; null where there is no value. Unknown fields of a body are refused.`;

const sections: Sections = [
  ['People', ''],
  ['Tournaments', ''],
  ['Stages', ''],
  ['Registrations', ''],
  ['Matches', ''],
  ['Wallets and coins', ''],
  ['Certificates', ''],
  ['Verification', ''],
  ['Live', '`new WebSocket("ws://…/live/tournaments/:id")`, no token; for a private tournament, with `?ticket=`.'],
  ['Teams', ''],
  ['Reports and cases', 'Who may report, how cases are worked on: [moderation.md](rules/moderation.md).'],
  ['Sanctions', 'With appeals, strikes, and what a sanction does.'],
  ['Rules of moderation', ''],
  ['API keys', 'For servers: [people.md](rules/people.md#api-keys).'],
  ['Webhooks', 'What a receiver gets and how it checks it: [webhooks.md](webhooks.md).'],
  ['Operations', ''],
  ['Refusals', 'Each is `application/problem+json`. `code` is stable. `errors` names every faulty field.'],
];

function openSocket(id: string): Frames {
  const socket = new WebSocket(`${laurel.ownSocketUrl.replace('http', 'ws')}/live/tournaments/${id}`);
  const frames: unknown[] = [];
  let taken = 0;
  socket.on('error', () => {});
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  return {
    async next() {
      await expect.poll(() => frames.length).toBeGreaterThan(taken);
      taken += 1;
      return frames[taken - 1];
    },
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}

async function endCheckIn(matchId: string): Promise<void> {
  const sql = postgres(laurel.variables.DATABASE_URL ?? '', { max: 1 });
  await sql`UPDATE tournament_match_check_in SET ready_at = ready_at - minutes * interval '1 minute' WHERE match_id = ${matchId}`;
  await sql.end();
}

it('every documented request is accepted, and its answer has exactly the documented fields', async () => {
  const api = createRecorder(laurel.url, laurel.jwtSecret);
  await playApiStory(api, { openSocket, endCheckIn });
  const text = renderDocument(head, { sections, routes: definitions }, api.examples);
  await expect(text).toMatchFileSnapshot('../../docs/api-examples.md');
  const types = Object.keys(eventPayloads);
  const eventsByType = await vi.waitFor(
    async () => {
      await laurel.tick();
      const found = await api.eventsByType();
      expect(types.filter((type) => found[type] === undefined)).toEqual([]);
      return found;
    },
    { timeout: 20_000, interval: 1_000 },
  );
  const events = Object.fromEntries(types.map((type) => [type, eventsByType[type]]));
  await expect(renderEventExamples(events, api.examples)).toMatchFileSnapshot('../../src/app/event-examples.json');
  await expect(renderExamples(definitions, api.examples)).toMatchFileSnapshot('../../src/app/api-examples.json');
}, 300_000);
