// `npm run bench:cost`: writes docs/operations/cost.md from the capacity model and the price table. Measures nothing; deterministic.

import { writeFileSync } from 'node:fs';
import { readOptions } from '../harness/options.ts';
import { costPage, renderCostPage } from './cost-page.ts';

readOptions({});

writeFileSync(costPage, renderCostPage());
console.log(costPage);
