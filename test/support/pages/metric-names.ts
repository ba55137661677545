// The metric names in a PromQL expression, read with Prometheus' own grammar.

import { parser } from '@prometheus-io/lezer-promql';

/** @throws Error on invalid PromQL. */
export function metricNamesIn(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`at ${node.from} of ${expr}`);
      if (node.name === 'Identifier') names.push(expr.slice(node.from, node.to));
    },
  });
  return names;
}
