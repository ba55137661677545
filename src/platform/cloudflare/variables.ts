// The variables and bindings of this environment, read and judged once an isolate.

import { type Config, readConfig } from '../../app/config.ts';

const configs = new WeakMap<Env, Config>();

/** Bindings do not change while an isolate lives: read and judged once. */
export function configOf(env: Env): Config {
  const known = configs.get(env);
  if (known !== undefined) return known;
  const config = readConfig(env);
  configs.set(env, config);
  return config;
}
