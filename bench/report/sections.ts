// The report's sections, in the order in which they are read.

import { capacity } from './capacity.ts';
import { costliest } from './costliest.ts';
import type { MakeSection } from './document.ts';
import { latency } from './latency.ts';
import { machine } from './machine.ts';
import { objectives } from './objectives.ts';
import { scenarioTable } from './scenario-table.ts';

export const sections: readonly MakeSection[] = [objectives, scenarioTable, latency, capacity, costliest, machine];
