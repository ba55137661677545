// Whether an environment of wrangler.toml is complete, and shares nothing with another one. Needs no network.

import type { Environment } from './environment.ts';
import { type Finding, fault, orOk } from './finding.ts';

export function checkEnvironment(checked: Environment, top: Environment, others: readonly Environment[]): Finding[] {
  return [
    ...orOk('bindings', missingBindings(checked, top), `all ${checked.bindings.length} are declared`),
    ...orOk('hyperdrive', checkHyperdrive(checked), `bound to ${checked.hyperdriveId}`),
    ...orOk(
      'separation',
      others.flatMap((other) => sharedResources(checked, other)),
      'no resource is shared with another environment',
    ),
  ];
}

function missingBindings({ name, bindings, vars }: Environment, top: Environment): Finding[] {
  const missing = [
    ...top.bindings.filter((binding) => !bindings.includes(binding)),
    ...Object.keys(top.vars).filter((variable) => !Object.hasOwn(vars, variable)),
  ];
  return missing.map((binding) =>
    fault('bindings', {
      what: `${binding} is not declared in [env.${name}]`,
      why: 'wrangler inherits no binding and no variable from the top level, so the deployed Worker would not have it',
      mend: `repeat it in [env.${name}] of wrangler.toml`,
    }),
  );
}

function checkHyperdrive({ name, hyperdriveId, workerName }: Environment): Finding[] {
  if (hyperdriveId !== null && /[1-9a-f]/.test(hyperdriveId)) return [];
  return [
    fault('hyperdrive', {
      what:
        hyperdriveId === null
          ? `HYPERDRIVE is not declared in [env.${name}]`
          : 'the id in wrangler.toml is a placeholder',
      why: 'without it the Worker has no database',
      mend: `npx wrangler hyperdrive create ${workerName} --caching-disabled --connection-string=…, and put its id into wrangler.toml`,
    }),
  ];
}

function sharedResources(checked: Environment, other: Environment): Finding[] {
  return Object.entries(checked.resources)
    .filter(([kind, id]) => other.resources[kind] === id && /[1-9a-z]/.test(id))
    .map(([kind, id]) =>
      fault('separation', {
        what: `the ${kind} ${id} is also that of ${other.name}`,
        why: 'one environment would read, change and delete what the other one has',
        mend: `give [env.${checked.name}] a ${kind} of its own`,
      }),
    );
}
