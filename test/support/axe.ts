// Accessibility rules of axe-core, run in a page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The page's own policy allows no foreign script: axe is run through the debugger instead. */
export async function complaintsOfAxe(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe);
  const options = rules.length === 0 ? '{}' : JSON.stringify({ runOnly: rules });
  return page.evaluate(
    `axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}
