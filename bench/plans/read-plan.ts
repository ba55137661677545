// Formats a JSON plan as text: one line per node, then its conditions and buffers. Postgres returns either JSON or text for one
// execution, and a cold execution cannot be repeated.

import type { PlanNode } from './explain.ts';

type Fields = PlanNode & Readonly<Record<string, unknown>>;

const conditions = ['Index Cond', 'Recheck Cond', 'Filter', 'Sort Key', 'Sort Method', 'Rows Removed by Filter'];

export function readPlan(node: PlanNode, depth = 0): string {
  const fields = node as Fields;
  const indent = '  '.repeat(depth);
  const head = [
    node['Node Type'],
    node['Index Name'] === undefined ? '' : `using ${node['Index Name']}`,
    node['Relation Name'] === undefined ? '' : `on ${node['Relation Name']}`,
  ];
  const rows = `(rows=${node['Actual Rows'] ?? 0} time=${fields['Actual Total Time'] ?? 0} ms loops=${fields['Actual Loops'] ?? 1})`;
  const details = conditions.flatMap((name) =>
    fields[name] === undefined ? [] : [`${name}: ${String(fields[name])}`],
  );
  const lines = [...details, buffersLine(fields)].map((line) => `${indent}    ${line}`);
  const children = (node.Plans ?? []).map((child) => readPlan(child, depth + 1));
  return [`${indent}${depth === 0 ? '' : '-> '}${head.filter(Boolean).join(' ')} ${rows}`, ...lines, ...children].join(
    '\n',
  );
}

function buffersLine(fields: Fields): string {
  const readMs = fields['Shared I/O Read Time'];
  const waited = typeof readMs === 'number' && readMs > 0 ? `; disk read time ${readMs} ms` : '';
  return `Buffers: hit=${fields['Shared Hit Blocks'] ?? 0} read=${fields['Shared Read Blocks'] ?? 0}${waited}`;
}
