// Runs before each test file of the project `workers`.

import { cleanIsolate } from './isolate.ts';

await cleanIsolate();
