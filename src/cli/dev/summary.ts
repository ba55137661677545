// The text that is printed when Laurel is ready: addresses, demo certificates, and an example command.

import type { ShownDemo } from '../demo/demo-record.ts';
import type { DemoCertificate } from '../demo/play-demo.ts';

export interface SummaryFacts {
  readonly baseUrl: string;
  readonly homePath: string;
  readonly token: string;
  /** Null with `--empty` or when the demo failed. */
  readonly demo: ShownDemo | null;
  /** Null without `--example`. */
  readonly exampleUrl: string | null;
}

const firstTournament = { title: 'First Cup', issuer: 'My Club', capacity: 8, startsAt: '2035-01-01T10:00:00Z' };

export function summarize({ baseUrl, homePath, token, demo, exampleUrl }: SummaryFacts): string {
  const lines = ['', row('Laurel', baseUrl)];
  if (exampleUrl !== null) lines.push(row('Frontend', exampleUrl, 'the example in docs/examples/frontend'));
  if (demo) {
    lines.push(
      ...[demo, ...demo.running].map(({ tournamentId, title }) =>
        row('Tournament', `${baseUrl}/v1/tournaments/${tournamentId}`, title),
      ),
      certificateRow('Winner', baseUrl, demo.winner),
      certificateRow('Runner-up', baseUrl, demo.runnerUp),
      certificateRow('Participant', baseUrl, demo.participant),
    );
  }
  const path = demo ? `/v1/tournaments/${demo.tournamentId}/certificates` : '/v1/tournaments';
  // Without the demo there is nothing to read: the example makes something.
  const body = demo ? '' : ` -H "Content-Type: application/json" -d '${JSON.stringify(firstTournament)}'`;
  lines.push(
    row('Organizer token', token),
    '',
    'Example',
    `  curl -s -H "Authorization: Bearer ${token}"${body} ${baseUrl}${path}`,
    '',
    `Logs and data are in ${homePath}. Ctrl-C stops everything, in the background \`kill ${process.pid}\`.`,
  );
  return lines.join('\n');
}

function certificateRow(label: string, baseUrl: string, { code, displayName }: DemoCertificate): string {
  return row(label, `${baseUrl}/c/${code}`, displayName);
}

/** The name comes last, because characters of some scripts have no fixed width. */
function row(label: string, value: string, name?: string): string {
  return `${label.padEnd(16)} ${value}${name === undefined ? '' : `   ${name}`}`;
}
