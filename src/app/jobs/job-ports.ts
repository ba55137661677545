// What jobs of the queue and steps of the cron need, and how it is put together on every platform.

import type { CertificateRenderer } from '../../certificates/certificate.ts';
import type { ExportPorts } from '../../certificates/exports/make-export.ts';
import type { IssuePorts } from '../../certificates/issuing/issue-certificate.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import type { Id } from '../../core/id.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { Tally } from '../../metrics/tally.ts';
import type { RunPorts } from '../../objects/runs/continue-run.ts';
import type { MirroredStore } from '../../objects/stores/mirrored.ts';
import type { Observe } from '../../objects/stores/observed.ts';
import type { MigrationFlags } from '../../objects/stores/phase.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import type { Ports } from '../../outbox/ports.ts';
import { attemptSample } from '../../webhooks/metrics.ts';
import type { WebhookPorts } from '../../webhooks/ports.ts';
import type { SendPorts } from '../../webhooks/sending/send-webhooks.ts';
import type { Config } from '../configuration/config.ts';

export type JobPorts = IssuePorts &
  ExportPorts &
  RunPorts &
  SendPorts & {
    readonly flags: MigrationFlags;
    readonly gauge: (sample: Sample) => void;
    /** In the backend, which has what the acts need. As `driveSandbox` of BackendRpc. */
    readonly driveSandbox: (id: Id<'tournament'>) => Promise<number | null>;
  };

interface Parts {
  readonly config: Config;
  readonly ports: Ports;
  readonly mirrored: MirroredStore;
  readonly webhooks: WebhookPorts;
  readonly tally: Tally;
  readonly observe: Observe;
  readonly render: CertificateRenderer;
  readonly mergePdfs: ExportPorts['mergePdfs'];
  readonly driveSandbox: JobPorts['driveSandbox'];
}

export function createJobPorts({ config, ports, mirrored, webhooks, tally, observe, ...drawing }: Parts): JobPorts {
  return {
    ...ports,
    ...webhooks,
    ...drawing,
    mirrored,
    objects: createTrackedStore(ports, mirrored),
    observe,
    measure: (sample) => tally.gauge(sample),
    gauge: (sample) => tally.gauge(sample),
    flags: config.flags,
    keysOfTournament: (id) => tournamentKeys(ports.db, id as Id<'tournament'>),
    publicUrl: config.publicUrl,
    issuingFault: config.issuingFault,
    random: Math.random,
    countAttempt: (error) => tally.add([attemptSample(error)]),
  };
}
