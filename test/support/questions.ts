// Asks a backend object what the edge asks it.

import { env } from 'cloudflare:workers';
import type { BackendQuestions } from '../../src/app/questions.ts';

export function backend(): BackendQuestions {
  return env.BACKEND.getByName('0') as unknown as BackendQuestions;
}
