// `npm run alerts`: prints Prometheus alerting rules generated from the thresholds in the code.

import { stringify } from 'yaml';
import { economyAlerts } from '../../economy/alert-rules.ts';
import type { AlertRule } from '../../metrics/alert-rule.ts';
import { objectAlerts } from '../../objects/alert-rules.ts';
import { webhookAlerts } from '../../webhooks/alert-rules.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';

const groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[] = [
  { name: 'laurel-certificates', rules: objectAlerts },
  { name: 'laurel-economy', rules: economyAlerts },
  { name: 'laurel-webhooks', rules: webhookAlerts },
];

/** What to do is one section for each rule. */
export const runbook = 'docs/operations/incidents.md';

export function renderAlertRules(): string {
  const withRunbook = (rule: AlertRule) => ({
    ...rule,
    annotations: { ...rule.annotations, runbook: `${runbook}#${rule.alert.toLowerCase()}` },
  });
  return stringify(
    { groups: groups.map(({ name, rules }) => ({ name, rules: rules.map(withRunbook) })) },
    { lineWidth: 0 },
  );
}

const help = `Usage: npm run alerts

Prints Prometheus alerting rules, generated from the thresholds in the code. Takes no options.
`;

if (import.meta.main) {
  await runCommand(async () => {
    parseCommandLine(process.argv.slice(2), { command: 'npm run alerts', help, options: {} });
    process.stdout.write(renderAlertRules());
  });
}
