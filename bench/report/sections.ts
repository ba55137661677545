// The report's sections, in order.

import type { MakeSection } from './document.ts';
import { machine } from './machine.ts';
import { beforeAfter } from './sections/before-after.ts';
import { capacity } from './sections/capacity.ts';
import { capacityModel } from './sections/capacity-model.ts';
import { costliest } from './sections/costliest.ts';
import { farAway } from './sections/far-away.ts';
import { hotRows } from './sections/hot-rows.ts';
import { indexes } from './sections/indexes.ts';
import { latency } from './sections/latency.ts';
import { migration } from './sections/migration.ts';
import { objectives } from './sections/objectives.ts';
import { profile } from './sections/profile.ts';
import { scenarioTable } from './sections/scenario-table.ts';
import { watchedQueries } from './sections/watched-queries.ts';

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
