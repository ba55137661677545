// What the deployed Worker itself says, and whether it fits the limits of a plan.

import { checkClock, timeOf } from './clock-skew.ts';
import { type Finding, fault, ok, orOk, unchecked, warning } from './finding.ts';

interface Ready {
  readonly status: string;
  readonly faults: readonly { readonly variable: string; readonly reason: string }[];
  readonly checks: Readonly<Record<string, string>>;
}

export async function checkDeployment(publicUrl: string): Promise<Finding[]> {
  if (!URL.canParse(publicUrl)) return [unchecked('deployment', 'not asked', 'set PUBLIC_URL')];
  const beganMs = Date.now();
  const response = await fetch(new URL('/readyz', publicUrl), { signal: AbortSignal.timeout(15_000) }).catch(
    () => null,
  );
  const ready =
    response === null
      ? null
      : await response.json().then(
          (body) => body as Ready,
          () => null,
        );
  if (response === null || !Array.isArray(ready?.faults))
    return [
      unchecked(
        'deployment',
        `${publicUrl}/readyz does not answer as Laurel does`,
        'deploy, or correct PUBLIC_URL or its route',
      ),
    ];
  const at = timeOf(response);
  const clock = at === null ? [] : [checkClock('Cloudflare', at, (beganMs + Date.now()) / 2)];
  const named = ready.faults.map(({ variable, reason }) =>
    fault('deployment', {
      what: `${variable} ${reason}`,
      why: 'the deployed Worker says so',
      mend: 'change it and deploy again',
    }),
  );
  const down = Object.entries(ready.checks).filter(([, state]) => state !== 'ok');
  const silent = down.map(([name]) =>
    fault('deployment', {
      what: `${name} is down`,
      why: 'the deployed Worker cannot reach it',
      mend: `see the log of the Worker for the cause`,
    }),
  );
  return [...orOk('deployment', [...named, ...silent], `${publicUrl} is ready`), ...clock];
}

/** Compressed, in KiB. https://developers.cloudflare.com/workers/platform/limits/ */
const scriptKibMax = { free: 3 * 1024, paid: 10 * 1024 };

export function checkPlan(gzipKib: number): Finding[] {
  const paid = warning('plan', {
    what: 'the Workers Paid plan is needed',
    why: 'a certificate takes about 50 ms of CPU and the first one 225 ms; the free plan ends a request after 10 ms',
    mend: 'subscribe in the dashboard (Workers and Pages, Plans)',
  });
  if (gzipKib <= scriptKibMax.paid)
    return [ok('size', `${Math.round(gzipKib)} KiB compressed of ${scriptKibMax.paid}`), paid];
  return [
    fault('size', {
      what: `the Worker has ${Math.round(gzipKib)} KiB compressed`,
      why: `Cloudflare takes at most ${scriptKibMax.paid}`,
      mend: 'remove a dependency',
    }),
    paid,
  ];
}
