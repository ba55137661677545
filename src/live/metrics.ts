// The metrics of live rooms: what a room observes, and the name, kind and help text of each metric.

import { countersOf } from '../metrics/histogram.ts';
import type { MetricFamily, Sample } from '../metrics/sample.ts';
import { closeCodes } from './frame.ts';

/** Why a room has closed a socket. */
export type DropReason = keyof typeof closeCodes | 'sendFailed';

export type LiveObservation =
  /** A client went on where it stood. */
  | { readonly kind: 'resume' }
  /** A client had to begin anew: when it came back, or with its socket open. */
  | { readonly kind: 'resync' }
  | { readonly kind: 'drop'; readonly reason: DropReason }
  /** An event was sent to all sockets of a room, so long after it was written. */
  | { readonly kind: 'lag'; readonly seconds: number };

const lag = 'live.publish.lag.seconds';
const noLabels = {};

export function liveCounters(observation: LiveObservation): Sample[] {
  if (observation.kind === 'lag') return countersOf({ name: lag, labels: noLabels, value: observation.seconds });
  if (observation.kind === 'drop') return [{ name: 'live.drops', labels: { reason: observation.reason }, value: 1 }];
  return [{ name: observation.kind === 'resume' ? 'live.resumes' : 'live.resyncs', labels: {}, value: 1 }];
}

/** Rendered as 0 until they are counted. */
export const knownLiveCounters: readonly Sample[] = [
  ...[...Object.keys(closeCodes), 'sendFailed'].map(
    (reason): Sample => ({ name: 'live.drops', labels: { reason }, value: 0 }),
  ),
  ...['live.resumes', 'live.resyncs'].map((name): Sample => ({ name, labels: {}, value: 0 })),
];

/** What rooms report by themselves: their open sockets. */
export interface RoomReport {
  readonly room: string;
  readonly sockets: number;
}

/** A room that has not reported for so long is not counted: it may have ended without a word. */
export const roomReportMaxAgeMs = 3_600_000;

export function roomGauges(reports: readonly RoomReport[]): Sample[] {
  const sockets = reports.reduce((sum, report) => sum + report.sockets, 0);
  return [
    { name: 'live.rooms', labels: {}, value: reports.length },
    { name: 'live.sockets', labels: {}, value: sockets },
  ];
}

export const liveMetrics: readonly MetricFamily[] = [
  { name: 'live.sockets', kind: 'gauge', help: 'Open sockets and streams of all rooms.' },
  { name: 'live.rooms', kind: 'gauge', help: 'Rooms with open sockets, relay rooms included.' },
  { name: 'live.resumes', kind: 'counter', help: 'Clients that went on where they stood.' },
  { name: 'live.resyncs', kind: 'counter', help: 'Clients that had to begin anew with a snapshot.' },
  { name: 'live.drops', kind: 'counter', help: 'Sockets that a room has closed, by reason.' },
  { name: lag, kind: 'histogram', help: 'Time from the writing of an event to its sending to the sockets of a room.' },
];
