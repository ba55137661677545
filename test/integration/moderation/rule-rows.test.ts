// The row types of rules and their trials, on real rows.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import * as rules from '../../../src/moderation/rules/rule-store.ts';
import * as trials from '../../../src/moderation/trials/trial-store.ts';
import { sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import { recordedActs, ruleKinds, ruleStates } from '../../../src/sanctions/rules/rule.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';

const database = useDatabase();
const check = new RowCheck();
const now = '2026-01-02T03:04:05.006Z' as Instant;

let db: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const ruleShape = z.strictObject({
  id: id('rule'),
  title: z.string(),
  acts: z.array(z.enum(recordedActs)),
  kinds: z.array(z.enum(ruleKinds)).nullable(),
  pointsMin: z.int().nullable(),
  reasonCodes: z.array(z.enum(sanctionReasonCodes)).nullable(),
  tournamentId: id('tournament').nullable(),
  state: z.enum(ruleStates),
  version: z.int(),
  declaredBy: id('player'),
  createdAt: instant,
  switchedBy: id('player'),
  switchedAt: instant,
});
const trialShape = z.strictObject({
  ...{ id: id('trial'), ruleId: id('rule'), fromAt: instant, toAt: instant.nullable(), judgedActs: z.int() },
  ...{ refusedActs: z.int(), startedBy: id('player'), createdAt: instant, finishedAt: instant.nullable() },
});
const refusalShape = z.strictObject({
  ...{
    refId: z.string(),
    act: z.enum(recordedActs),
    playerId: id('player'),
    tournamentId: id('tournament').nullable(),
  },
  ...{ actedAt: instant, sanctionId: id('sanction'), endsAt: instant.nullable() },
});

it('rules, trials and what they found', async () => {
  const [actorId, page] = [newId('player'), { after: null, limit: 5 }];
  const by = { declaredBy: actorId, createdAt: now, switchedBy: actorId, switchedAt: now };
  const terms = { acts: ['register', 'host'], reasonCodes: ['fraud'], tournamentId: newId('tournament') } as const;
  const rule = { id: newId('rule'), title: 'A rule', ...terms, state: 'off', version: 1, ...by } as const;
  const audit = () => ({ id: newId('audit'), actorId, refId: rule.id, createdAt: now }) as const;
  const declared = () => ({ ...audit(), event: 'rule.declared' }) as const;
  await check.of(rules.insertRule, z.void(), db.sql, { ...rule, kinds: ['warn', 'mute'], pointsMin: null }, declared());
  const counting = { ...rule, id: newId('rule'), kinds: null, pointsMin: 3, reasonCodes: null, tournamentId: null };
  await rules.insertRule(db.sql, counting, declared());
  expect(await check.of(rules.findRule, ruleShape.nullable(), db.sql, counting.id)).toEqual(counting);
  expect(await check.of(rules.listRules, z.array(ruleShape), db, page)).toHaveLength(2);
  const verdicts = z.enum(['done', 'stale', 'same', 'not_tried', 'too_many', 'not_found']);
  const switched = z.strictObject({ verdict: verdicts, facts: z.record(z.string(), z.any()) });
  const toShadow = { ruleId: rule.id, state: 'shadow', version: 1, trialId: newId('trial'), actorId, now } as const;
  const trail = { ...audit(), event: 'rule.switched', meta: { to: 'shadow' } } as const;
  expect(await check.of(rules.switchState, switched, db.sql, toShadow, trail)).toMatchObject({ verdict: 'done' });

  const counts = { judgedActs: 0, refusedActs: 0, startedBy: actorId, createdAt: now, finishedAt: null };
  const trial = { id: newId('trial'), ruleId: rule.id, fromAt: addSeconds(now, -60), toAt: now, ...counts };
  const started = { ...audit(), event: 'rule.trial_started', meta: { trialId: trial.id } } as const;
  const starting = z.enum(['done', 'not_found', 'too_many']);
  expect(await check.of(trials.insertTrial, starting, db.sql, trial, started)).toBe('done');
  expect(await check.of(trials.listTrialsOf, z.array(trialShape), db, rule.id, page)).toContainEqual(trial);
  await check.of(trials.listUnfinishedTrials, z.array(trialShape), db, 5);
  await database.sql`
    INSERT INTO moderation_trial_refusal (trial_id, ref_id, act, player_id, tournament_id, acted_at, sanction_id, ends_at)
    VALUES (${trial.id}, 'reg_1', 'register', ${newId('player')}, ${newId('tournament')}, ${now}, ${newId('sanction')}, ${now})`;
  await check.of(trials.listTrialRefusals, z.array(refusalShape), db, trial.id, page);
  const step = { trialId: trial.id, source: 'event', before: 'evt_', rowsMax: 5 } as const;
  expect(await check.of(trials.judgeNext, z.int(), db, step)).toBe(0);
  await check.of(trials.finishTrial, z.void(), db, { trialId: trial.id, until: now, now });
  expect(await check.of(trials.deleteRefusalsBefore, z.int(), db, addSeconds(now, 60), 5)).toBe(1);
  const stores = import.meta.glob('../../../src/moderation/{rules,trials}/*store.ts', { eager: true });
  expect(check.missing(stores as never)).toEqual([]);
});
