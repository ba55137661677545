// `npm run alerts`: prints Prometheus alerting rules, made from the thresholds in the code.

import { stringify } from 'yaml';
import { alertRules } from '../objects/alert-rules.ts';

export function renderAlertRules(): string {
  return stringify({ groups: [{ name: 'laurel-certificates', rules: alertRules() }] }, { lineWidth: 0 });
}

if (import.meta.main) process.stdout.write(renderAlertRules());
