// `npm run alerts`: prints Prometheus alerting rules generated from the thresholds in the code.

import { stringify } from 'yaml';
import { economyAlerts } from '../../economy/alert-rules.ts';
import type { AlertRule } from '../../metrics/alert-rule.ts';
import { objectAlerts } from '../../objects/alert-rules.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';

const groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[] = [
  { name: 'laurel-certificates', rules: objectAlerts },
  { name: 'laurel-economy', rules: economyAlerts },
];

export function renderAlertRules(): string {
  return stringify({ groups }, { lineWidth: 0 });
}

const help = `Usage: npm run alerts

Prints Prometheus alerting rules, generated from the thresholds in the code. Takes no options.
`;

if (import.meta.main) {
  await runCommand(async () => {
    const [first] = process.argv.slice(2);
    if (first !== undefined && first !== '--help')
      throw new StartRefusal(`Unknown option ${first}; \`npm run alerts -- --help\` says more.`, 2);
    process.stdout.write(first === '--help' ? help : renderAlertRules());
  });
}
