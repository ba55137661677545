// The configuration of this environment.

import { type Config, readConfig } from '../../app/configuration/config.ts';

const configs = new WeakMap<Env, Config>();

/** Validated once per isolate, because bindings do not change. */
export function configOf(env: Env): Config {
  const cached = configs.get(env);
  if (cached !== undefined) return cached;
  const config = readConfig(env);
  configs.set(env, config);
  return config;
}
