// HTTP routes of files out: entrants of a tournament, ranks and matches of a stage.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { confirmSilent } from '../matches/silence/confirm-silent.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { stageNumbers } from '../stages/contract.ts';
import { listStageMatches } from '../stages/stage-store.ts';
import { listExported } from './exchange-store.ts';
import { type ExportedStage, exportedStage } from './exported-stage.ts';
import { entrantsCsv, matchesCsv, rankingCsv } from './stage-csv.ts';
import { stageTrf } from './stage-trf.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const csv = 'text/csv; charset=utf-8';
const plain = 'text/plain; charset=utf-8';
const ofStage = { id: 'tournament', stage: stageNumbers } as const;

export const exchangeRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/exports/entrants.csv',
    name: 'exportEntrants',
    summary: 'Export the entrants as CSV, in the columns of an import',
    description:
      'Answers one line for each entrant, with name, seed, rating, club and country. The columns are those of an import, so that the file can be used for another tournament.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: { mediaType: csv } },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      return fileOf(csv, `${id}-entrants.csv`, entrantsCsv(await listExported(ports.db, id)));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages/:stage/exports/standings.csv',
    name: 'exportStandings',
    summary: 'Export the ranks of a stage as CSV',
    description:
      'Answers one line for each entrant with its rank, and with points and tie-breaks where the format has them. A bracket has no ranks before its end: `matches_open`.',
    permission: permissions.read,
    params: ofStage,
    answers: { 200: { mediaType: csv } },
    problems: ['state_conflict', 'matches_open'],
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { exported } = await readStage(ports, actor, params);
      const { points, isOver } = exported;
      // A bracket in progress has no ranks yet.
      if (!isOver && points === null) throw refuse('matches_open');
      return fileOf(csv, `${params.id}-${params.stage}-standings.csv`, rankingCsv(exported));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages/:stage/exports/matches.csv',
    name: 'exportMatches',
    summary: 'Export the matches of a stage as CSV, one line for each slot',
    description:
      'Answers one line for each slot of a match, with entrant, score and place. The stage has to be started.',
    permission: permissions.read,
    params: ofStage,
    answers: { 200: { mediaType: csv } },
    problems: ['state_conflict'],
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { exported } = await readStage(ports, actor, params);
      return fileOf(csv, `${params.id}-${params.stage}-matches.csv`, matchesCsv(exported));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/stages/:stage/exports/trf',
    name: 'exportTrf',
    summary: 'Export a Swiss, a round robin or a league as a FIDE tournament report file',
    description:
      'Answers a report file (TRF26) that programs for chess tournaments read. Only confirmed entrants and results so far are in it.',
    permission: permissions.read,
    params: ofStage,
    answers: { 200: { mediaType: plain } },
    problems: ['state_conflict', 'not_exportable'],
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { exported, title } = await readStage(ports, actor, params);
      return fileOf(plain, `${params.id}-${params.stage}.trf`, stageTrf(exported, title));
    },
  }),
];

/** @throws DomainError not_found, state_conflict before the stage starts. */
async function readStage(
  ports: Ports,
  actor: Actor | null,
  params: { readonly id: Id<'tournament'>; readonly stage: string },
): Promise<{ exported: ExportedStage; title: string }> {
  const { db } = ports;
  await confirmSilent(ports, params.id);
  const { id, title, stages } = await readTournament(db, actor, params.id);
  const stage = stages.find(({ number }) => number === Number(params.stage));
  if (stage === undefined) throw refuse('not_found', { kind: 'stage' });
  const matches = await run(() => listStageMatches(db.sql, id, stage.number));
  if (matches.length === 0) throw refuse('state_conflict', { state: 'planned', needs: ['live', 'completed'] });
  const known = new Map((await listExported(db, id)).map((entrant) => [entrant.id, entrant]));
  return { exported: exportedStage(stage, matches, known), title };
}

/** Spreadsheets take a CSV file for UTF-8 only with a byte order mark. */
function fileOf(mediaType: string, name: string, text: string) {
  const body = new Blob([mediaType === csv ? '\ufeff' : '', text]).stream() as ReadableStream<Uint8Array>;
  const headers = {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
  };
  return { status: 200 as const, headers, body };
}
