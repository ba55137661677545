// Events of tournaments, and the frames that a live socket sends.

import { DocsPage } from './docs-layout.tsx';
import { type EventKind, eventsOf, framesOf } from './events.ts';
import { FieldTable, Sample } from './field-table.tsx';
import type { ApiDocument } from './operation.ts';
import { inline, Prose } from './prose.tsx';
import { rowsOf } from './rows.ts';

const introduction = `Each event of a tournament has the next \`seq\`: 1, 2, 3 … without a gap. With its \`epoch\`, which a restore of the database changes, it is a position: \`epoch:seq\`. \`GET /v1/tournaments/{id}/events?since=\` lists what came after a position; with \`wait\` it waits for the next event. Fields may be added; ignore those and the types that you do not know.

Open \`new WebSocket('wss://…/live/tournaments/<id>')\`, without a token. The first frame is \`welcome\` with the tournament and its position; then each event is one frame, once and in order. After a break add \`?since=epoch:seq\`: what you missed comes first. \`resync\` says that you must begin anew. Send \`{"type":"ping"}\` every 25 seconds; the answer is \`pong\`. Close codes: 4001 the ticket is not valid, 4002 the ticket or the token has expired, 4003 a sanction keeps you from watching, 4004 no such tournament, 4008 more than 10 messages a second, or too far behind, 4009 a frame above 16 KiB, 4010 silent for 50 seconds, 1013 try again later.

The same address answers server-sent events to \`Accept: text/event-stream\`, with positions as ids. \`followTournament\` of the typed client takes whichever way works.`;

export function EventsPage({ document }: { readonly document: ApiDocument }) {
  const [events, frames] = [eventsOf(document), framesOf(document)];
  return (
    <DocsPage title="Events" document={document} current="events">
      <h1>Events</h1>
      <Prose text={introduction} />
      <ul class="operations">
        {[...events, ...frames].map(({ name, schema }) => (
          <li>
            <a href={`#${name}`}>
              <code>{name}</code>
            </a>
            <span>{inline(schema.description ?? '')}</span>
          </li>
        ))}
      </ul>
      <h2>Events of a tournament</h2>
      {events.map((kind) => (
        <EventSection kind={kind} document={document} fields="payload" />
      ))}
      <h2>Frames of a live socket</h2>
      {frames.map((kind) => (
        <EventSection kind={kind} document={document} />
      ))}
    </DocsPage>
  );
}

interface SectionProps {
  readonly kind: EventKind;
  readonly document: ApiDocument;
  /** The field whose fields differ from kind to kind. */
  readonly fields?: string;
}

function EventSection({ kind: { name, schema }, document, fields }: SectionProps) {
  const { schemas } = document.components;
  // The event inside of a frame has its own section.
  const rows =
    fields === undefined
      ? rowsOf(schema, schemas).filter((row) => !row.name.includes('.'))
      : rowsOf({ properties: { [fields]: schema.properties?.[fields] ?? {} }, required: [fields] }, schemas);
  return (
    <section id={name} class="operation">
      <h3>
        <a href={`#${name}`}>
          <code>{name}</code>
        </a>
      </h3>
      <Prose text={schema.description ?? ''} />
      <FieldTable caption="Fields" rows={rows} isAnswer />
      {schema.examples?.map((example) => (
        <Sample title="Example" text={JSON.stringify(example, null, 2)} />
      ))}
    </section>
  );
}
