// One request for each act that takes an Idempotency-Key, with everything it needs. The files of keyed-acts/ have those of each domain.

import { certificates } from './keyed-acts/certificate-acts.ts';
import { coins } from './keyed-acts/coin-acts.ts';
import type { KeyedAct } from './keyed-acts/keyed-act.ts';
import { operations } from './keyed-acts/operation-acts.ts';
import { registrations, teams } from './keyed-acts/registration-acts.ts';
import { sanctions } from './keyed-acts/sanction-acts.ts';
import { staff, tournaments } from './keyed-acts/tournament-acts.ts';
import { webhooks } from './keyed-acts/webhook-acts.ts';

export type { KeyedAct, Owner } from './keyed-acts/keyed-act.ts';

/** As a list of each group, so that two acts of one name are both there. */
export const keyedActs: readonly (readonly [name: string, act: KeyedAct])[] = [
  ...[coins, teams, registrations, staff],
  ...[tournaments, sanctions, operations, webhooks, certificates],
].flatMap((group) => Object.entries(group));
