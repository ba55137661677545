// The report's sections, in order.

import { beforeAfter } from './before-after.ts';
import { capacity } from './capacity.ts';
import { capacityModel } from './capacity-model.ts';
import { costliest } from './costliest.ts';
import type { MakeSection } from './document.ts';
import { farAway } from './far-away.ts';
import { hotRows } from './hot-rows.ts';
import { indexes } from './indexes.ts';
import { latency } from './latency.ts';
import { machine } from './machine.ts';
import { migration } from './migration.ts';
import { objectives } from './objectives.ts';
import { profile } from './profile.ts';
import { scenarioTable } from './scenario-table.ts';
import { watchedQueries } from './watched-queries.ts';

export const sections: readonly MakeSection[] = [
  objectives,
  scenarioTable,
  latency,
  capacity,
  costliest,
  profile,
  beforeAfter,
  farAway,
  indexes,
  migration,
  watchedQueries,
  hotRows,
  capacityModel,
  machine,
];
