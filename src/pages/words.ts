// The page texts in both languages.

import type { Language } from '../certificates/certificate.ts';
import type { Words } from './word-list.ts';
import { bn } from './words-bn.ts';
import { en } from './words-en.ts';

export const words: Readonly<Record<Language, Words>> = { en, bn };
