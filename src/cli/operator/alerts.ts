// `npm run alerts`: prints Prometheus alerting rules generated from the thresholds in the code.

import { stringify } from 'yaml';
import { economyAlerts } from '../../economy/alert-rules.ts';
import type { AlertRule } from '../../metrics/alert-rule.ts';
import { objectAlerts } from '../../objects/alert-rules.ts';

const groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[] = [
  { name: 'laurel-certificates', rules: objectAlerts },
  { name: 'laurel-economy', rules: economyAlerts },
];

export function renderAlertRules(): string {
  return stringify({ groups }, { lineWidth: 0 });
}

if (import.meta.main) process.stdout.write(renderAlertRules());
