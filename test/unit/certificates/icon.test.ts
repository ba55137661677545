// The icon beside a verdict.

import { expect, it } from 'vitest';
import { Icon, type IconKind } from '../../../src/pages/icon.tsx';
import { words } from '../../../src/pages/words.ts';

it('no two verdicts share an icon: colour is never the only difference', () => {
  const kinds = Object.keys(words.en.verdict) as IconKind[];
  const shapes = kinds.map((kind) => /<path d="([^"]+)"/.exec(String(Icon({ kind })))?.[1]);
  expect(shapes).not.toContain(undefined);
  expect(new Set(shapes).size).toBe(kinds.length);
});
