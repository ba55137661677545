// What is built once for an environment, first its configuration: the bindings do not change while the isolate runs.

import { type Config, readConfig } from '../../app/configuration/config.ts';

let builtOf = new WeakMap<Env, Map<unknown, unknown>>();

/** The returned function gives the same value for the same `env`. If `build` throws, the next call builds again. */
export function oncePerEnv<Built>(build: (env: Env) => Built): (env: Env) => Built {
  return (env) => {
    const built = builtOf.get(env) ?? new Map<unknown, unknown>();
    builtOf.set(env, built);
    if (!built.has(build)) built.set(build, build(env));
    return built.get(build) as Built;
  };
}

/** Tests change bindings while the isolate runs. */
export function forgetBuilt(): void {
  builtOf = new WeakMap();
}

/** Validated once per isolate. */
export const configOf: (env: Env) => Config = oncePerEnv(readConfig);
