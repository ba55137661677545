// Line charts as SVG: axes, legend, limits and marks. Colours for light and dark mode; lines also differ by dash pattern.

import { linearScale, logScale, type Scale } from './sections/scale.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly name: string;
  /** Ascending by x. */
  readonly points: readonly Point[];
}

export interface Axis {
  /** Includes the unit, for example "seconds since the start". */
  readonly label: string;
  readonly isLog?: boolean;
}

export interface LineChart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  /** Horizontal lines. */
  readonly limits?: readonly { readonly y: number; readonly label: string }[];
  /** Vertical lines. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[];
}

const width = 760;
const height = 340;
const frame = { left: 62, right: 18, top: 68, bottom: 46 };
const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };

/** Included in each chart file, and once in a page. */
const chartStyle = `
.chart{font:12px/1.3 ui-sans-serif,system-ui,sans-serif;--ink:#3d3a36;--faint:#e4e0d8;--soft:#8a857c;--limit:#a33b2a;
--line0:#27628f;--line1:#b5651d;--line2:#3f7d4e;--line3:#77519b;--line4:#8a857c;--line5:#a8326b}
@media (prefers-color-scheme:dark){.chart{--ink:#d9d4ca;--faint:#3a3733;--soft:#98928a;--limit:#e0816f;
--line0:#7db3dd;--line1:#e2a566;--line2:#86c295;--line3:#b99ad8;--line4:#98928a;--line5:#e08db4}}
.chart text{fill:var(--ink)}.chart .tick{fill:var(--soft)}.chart .title{font-weight:600;font-size:13px}
.chart .grid{stroke:var(--faint)}.chart .limit{stroke:var(--limit);stroke-dasharray:2 3}.chart .limit-label{fill:var(--limit)}
.chart .mark{stroke:var(--soft);stroke-dasharray:1 3}.chart .line{fill:none;stroke-width:1.75;stroke-linejoin:round}
`;

const dashes = ['', '7 3', '2 3', '9 3 2 3', '4 4', '1 2'];

/** The result needs `chartStyle` in the page; `standAlone` makes a complete file. */
export function drawLines(chart: LineChart): string {
  const points = chart.lines.flatMap((line) => line.points);
  const xs = points.map(({ x }) => x).concat(chart.marks?.map(({ x }) => x) ?? []);
  const ys = points.map(({ y }) => y).concat(chart.limits?.map(({ y }) => y) ?? []);
  const x = axisScale(chart.x, xs);
  const y = axisScale(chart.y, ys);
  const across = (value: number) => place(frame.left + x.place(value) * inner.width);
  const up = (value: number) => place(frame.top + (1 - y.place(value)) * inner.height);
  const bottom = frame.top + inner.height;
  const right = frame.left + inner.width;
  const parts = [
    label(chart.title, { x: 0, y: 16, class: 'title' }),
    legend(chart.lines),
    ...y.ticks.flatMap((tick) => [
      stroke('grid', `M${frame.left} ${up(tick)}H${right}`),
      label(short(tick), { x: frame.left - 8, y: up(tick) + 4, class: 'tick', anchor: 'end' }),
    ]),
    ...x.ticks.map((tick) => label(short(tick), { x: across(tick), y: bottom + 18, class: 'tick', anchor: 'middle' })),
    label(chart.x.label, { x: right, y: height - 8, class: 'tick', anchor: 'end' }),
    label(chart.y.label, { x: 0, y: frame.top - 14, class: 'tick' }),
    ...(chart.limits ?? []).flatMap((limit) => [
      stroke('limit', `M${frame.left} ${up(limit.y)}H${right}`),
      label(limit.label, { x: right, y: up(limit.y) - 5, class: 'limit-label', anchor: 'end' }),
    ]),
    ...(chart.marks ?? []).flatMap((mark, index) => [
      stroke('mark', `M${across(mark.x)} ${frame.top}V${bottom}`),
      label(mark.label, { x: across(mark.x) + 4, y: frame.top + 12 + 14 * (index % 3), class: 'tick' }),
    ]),
    ...chart.lines.map((line, index) => {
      const path = line.points.map((point, at) => `${at === 0 ? 'M' : 'L'}${across(point.x)} ${up(point.y)}`).join('');
      return `<path class="line" ${ofLine(index)} d="${path}"/>`;
    }),
  ];
  const opening = `<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"`;
  return `${opening} aria-label="${escapeXml(chart.title)}">\n${parts.join('\n')}\n</svg>`;
}

export function standAlone(svg: string): string {
  return `${svg.replace('>', `>\n<style>${chartStyle}</style>`)}\n`;
}

function axisScale(axis: Axis, values: readonly number[]): Scale {
  return axis.isLog === true ? logScale(values) : linearScale(values);
}

function legend(lines: readonly Line[]): string {
  let at = 0;
  return lines
    .map(({ name }, index) => {
      const x = at;
      at += 34 + name.length * 6.6;
      return `<path class="line" ${ofLine(index)} d="M${place(x)} 32h18"/>${label(name, { x: x + 23, y: 36 })}`;
    })
    .join('');
}

const ofLine = (index: number) =>
  `style="stroke:var(--line${index % 6})"${dashes[index % 6] === '' ? '' : ` stroke-dasharray="${dashes[index % 6]}"`}`;

const stroke = (kind: string, path: string) => `<path class="${kind}" d="${path}"/>`;

interface LabelOptions {
  readonly x: number;
  readonly y: number;
  readonly class?: string;
  readonly anchor?: 'middle' | 'end';
}

function label(content: string, { x, y, class: kind, anchor }: LabelOptions): string {
  const attributes = `${kind === undefined ? '' : ` class="${kind}"`}${anchor === undefined ? '' : ` text-anchor="${anchor}"`}`;
  return `<text x="${place(x)}" y="${place(y)}"${attributes}>${escapeXml(content)}</text>`;
}

const place = (value: number) => Math.round(value * 10) / 10;

function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 10_000 ? `${value / 1000}k` : String(value);
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
