// Use case of the queue: sends the due deliveries of one endpoint. Claim, request and outcome are separate steps, none within a transaction:
// whatever ends the process between two of them leaves a delivery that is due again after its lease.

import type { Id } from '../../core/id.ts';
import { addSeconds } from '../../core/instant.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { SecretKeys } from '../endpoints/secret-keys.ts';
import { signMessage } from '../endpoints/signing-key.ts';
import { judgeTarget, type TargetPorts } from '../endpoints/target.ts';
import type { CountAttempt } from '../metrics.ts';
import { bodyOf, type MessageSource, signedText } from './message.ts';
import { sendingMax } from './room.ts';
import { failingDaysMax, nextDelaySeconds, readRetryAfter } from './schedule.ts';
import { type Outcome, sendAttempt } from './send-attempt.ts';
import {
  type Claim,
  claimDue,
  dropDelivery,
  findNextOfOwner,
  findTarget,
  recordOutcome,
  type Target,
} from './sending-store.ts';

export interface SendPorts extends Pick<Ports, 'db' | 'clock'>, TargetPorts {
  readonly secretKeys: SecretKeys;
  /** In [0, 1). */
  readonly random: () => number;
  readonly countAttempt: CountAttempt;
  /** Of one attempt; for tests. */
  readonly timeoutMs?: number;
}

/** Longer than an attempt with its look-up of the name may take. */
const leaseSeconds = 60;
/** After this a message gives way to the next one. */
const roundsMax = 10;

/**
 * `again`: there is more to do at once. `later`: seconds until the first short delay ends; cron finds longer ones. A round in which nothing
 * succeeded is the last: a receiver that is down keeps nobody busy.
 */
interface SentRounds {
  readonly again: boolean;
  readonly laterSeconds: number | null;
}

/** `next`: another endpoint of the owner, which found the owner at its limit and has room now. Should nobody hand it over, cron finds it. */
export interface Sent extends SentRounds {
  readonly next: Id<'webhook'> | null;
}

export async function sendWebhooks(ports: SendPorts, webhookId: Id<'webhook'>): Promise<Sent> {
  const sent = await sendRounds(ports, webhookId);
  return { ...sent, next: await findNextOfOwner(ports.db, webhookId, { max: sendingMax, now: ports.clock() }) };
}

async function sendRounds(ports: SendPorts, webhookId: Id<'webhook'>): Promise<SentRounds> {
  const { db, clock } = ports;
  let laterSeconds: number | null = null;
  for (let round = 0; round < roundsMax; round += 1) {
    const now = clock();
    const target = await findTarget(db, webhookId, now);
    if (target === null) return { again: false, laterSeconds };
    // A missing key must use up no attempt: it is opened before anything is claimed.
    const sign = await signerOf(ports.secretKeys, target);
    const claims = await claimDue(db, { webhookId, max: sendingMax, now, leaseUntil: addSeconds(now, leaseSeconds) });
    if (claims.length === 0) return { again: false, laterSeconds };
    const delays = await Promise.all(claims.map((claim) => deliver(ports, { target, sign }, claim)));
    const waits = delays.filter((delay) => typeof delay === 'number');
    if (waits.length > 0) laterSeconds = Math.min(laterSeconds ?? Number.POSITIVE_INFINITY, ...waits);
    if (!delays.includes('done')) return { again: false, laterSeconds };
  }
  return { again: true, laterSeconds };
}

type Sign = (text: string) => Promise<string>;

/** Signatures with all keys that are in force, separated by spaces. */
async function signerOf(keys: SecretKeys, { scheme, secrets }: Target): Promise<Sign> {
  const opened = await Promise.all(secrets.map(({ id, sealed }) => keys.open(sealed, id)));
  return async (text) => (await Promise.all(opened.map(({ secret }) => signMessage(scheme, secret, text)))).join(' ');
}

interface Sender {
  readonly target: Target;
  readonly sign: Sign;
}

/** @returns seconds until the next attempt; null: there is none. `done`: it was delivered, or there was nothing to send. */
async function deliver(ports: SendPorts, sender: Sender, claim: Claim): Promise<'done' | number | null> {
  const { db, clock, random } = ports;
  const startedAt = clock();
  const { payload } = claim;
  if (payload === null) {
    await dropDelivery(db, claim, startedAt);
    return 'done';
  }
  const outcome = await attempt(ports, sender, { ...claim, payload });
  const now = clock();
  const retryAfterSeconds = readRetryAfter(outcome.retryAfter, Date.parse(now));
  const failures = claim.failureCount + 1;
  const isOver = outcome.error === null || outcome.status === 410;
  const delay = isOver ? null : nextDelaySeconds(failures, { random: random(), retryAfterSeconds });
  await recordOutcome(db, claim, {
    ...{ status: outcome.status, error: outcome.error, answer: outcome.answer },
    ...{ startedAt, durationMs: Math.max(0, Date.parse(now) - Date.parse(startedAt)) },
    nextAt: delay === null ? null : addSeconds(now, delay),
    failingBefore: addSeconds(now, -failingDaysMax * 86_400),
    now,
  });
  ports.countAttempt(outcome.error);
  return outcome.error === null ? 'done' : delay;
}

async function attempt(ports: SendPorts, { target, sign }: Sender, message: MessageSource): Promise<Outcome> {
  const { verdict } = await judgeTarget(ports, target.url);
  if (verdict !== 'allowed') {
    const error = verdict === 'not_resolvable' ? 'not_resolvable' : 'address';
    return { status: null, error, answer: null, retryAfter: null };
  }
  const body = bodyOf(message);
  const timestamp = Math.floor(Date.parse(ports.clock()) / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Laurel-Webhooks/1',
    'webhook-id': message.messageId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': await sign(signedText(message.messageId, timestamp, body)),
  };
  return sendAttempt({ url: target.url, headers, body }, ports.timeoutMs);
}
