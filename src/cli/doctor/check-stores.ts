// Whether both stores answer with these credentials in this region, refuse unsigned requests, and have the lifecycle rules of the code.

import { readRules } from '../../objects/lifecycle/apply-lifecycle.ts';
import { compareRules, lifecycleRules } from '../../objects/lifecycle/lifecycle.ts';
import { describeFailure } from '../../objects/stores/object-store.ts';
import type { Side } from '../../objects/stores/phase.ts';
import type { S3Store } from '../../objects/stores/s3.ts';
import { fitRules } from '../../objects/stores/s3-dialect.ts';
import { openR2, openS3 } from '../operator/operator-connections.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { checkClock, timeOf } from './clock-skew.ts';
import { type Finding, fault, ok, unchecked, warning } from './finding.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export async function checkStores(variables: Variables): Promise<Finding[]> {
  const checked = await Promise.all([checkSide('s3', openS3, variables), checkSide('r2', openR2, variables)]);
  return checked.flat();
}

async function checkSide(
  side: Side,
  open: (variables: Variables) => S3Store,
  variables: Variables,
): Promise<Finding[]> {
  const prefix = side.toUpperCase();
  const given = Object.keys(variables).some((name) => name.startsWith(`${prefix}_`) && variables[name]);
  if (!given)
    return [
      unchecked(
        side,
        'not asked',
        `set ${prefix}_ENDPOINT, ${prefix}_BUCKET, ${prefix}_ACCESS_KEY_ID and ${prefix}_SECRET_ACCESS_KEY`,
      ),
    ];
  try {
    const store = open(variables);
    const answer = await checkAnswer(side, store);
    return answer.level === 'ok'
      ? [answer, ...(await checkPublic(side, store)), await checkLifecycle(side, store)]
      : [answer];
  } catch (error) {
    if (!(error instanceof StartRefusal)) throw error;
    return [fault(side, { what: error.message, why: 'the store cannot be used', mend: 'correct the variables' })];
  }
}

/** Codes of S3 that say what to change. */
const advice: Readonly<Record<string, string>> = {
  AuthorizationHeaderMalformed: 'the bucket is in another region: set the region that the answer names',
  PermanentRedirect: 'the bucket is in another region: set its endpoint and region',
  InvalidAccessKeyId: 'the access key does not exist: set a key of this account',
  SignatureDoesNotMatch: 'the secret access key is wrong, or the region is',
  ExpiredToken: 'the session token has expired: get a new one',
  RequestTimeTooSkewed: 'the clock of this machine is wrong: synchronise it',
  NoSuchBucket: 'the bucket does not exist: create it',
  AccessDenied: 'the key may not read the bucket: give it s3:GetObject and s3:ListBucket',
};

async function checkAnswer(side: Side, store: S3Store): Promise<Finding> {
  try {
    await store.list('_probe/', { limit: 1 });
    return ok(side, 'answers');
  } catch (error) {
    const { code, detail } = describeFailure(error);
    return fault(side, {
      what: detail,
      why: 'certificates could be neither stored nor read there',
      mend: advice[String(code)] ?? 'check the endpoint, the bucket and the network',
    });
  }
}

async function checkPublic(side: Side, store: S3Store): Promise<Finding[]> {
  const signed = new URL(await store.presign({ method: 'GET', key: '_probe' }));
  const beganMs = Date.now();
  const response = await fetch(`${signed.origin}${signed.pathname}`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  if (response === null) return [unchecked(`${side} policy`, 'an unsigned request was not answered', 'try again')];
  await response.body?.cancel();
  const at = timeOf(response);
  const clock = at === null ? [] : [checkClock(side, at, (beganMs + Date.now()) / 2)];
  // A public bucket would say that there is no such key.
  if (response.status !== 404 && response.status >= 300)
    return [ok(`${side} policy`, 'unsigned requests are refused'), ...clock];
  return [
    fault(`${side} policy`, {
      what: `an unsigned request is answered ${response.status}`,
      why: 'anybody could read certificates and evidence without being judged',
      mend: 'block public access to the bucket',
    }),
    ...clock,
  ];
}

async function checkLifecycle(side: Side, store: S3Store): Promise<Finding> {
  const check = `${side} lifecycle`;
  if (store.dialect.lifecycle === 'none') return ok(check, 'this server has no lifecycle rules');
  const mend = `npm run lifecycle -- --store ${side} --apply`;
  try {
    const differences = compareRules(fitRules(lifecycleRules[side], store.dialect), await readRules(store));
    if (differences.length === 0) return ok(check, 'the rules of the code');
    return warning(check, {
      what: `${differences.length} differences from the rules of the code`,
      why: 'temporary objects stay and cost money, or others are removed',
      mend,
    });
  } catch (error) {
    return unchecked(check, describeFailure(error).detail, `let the key read the rules, or apply them: ${mend}`);
  }
}
