import blossom from 'edmonds-blossom-fixed';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlossomNodes } from '../../../src/tournaments/stages/formats/swiss/matching/blossom-nodes.ts';
import { PerfectMatching } from '../../../src/tournaments/stages/formats/swiss/matching/perfect-matching.ts';
import { Slacks, type WeighedGraph } from '../../../src/tournaments/stages/formats/swiss/matching/slacks.ts';
import { caseCount } from '../../support/rules/nightly.ts';

interface Options {
  readonly vertices: { min: number; max: number };
  readonly weight: { min: number; max: number };
  /** Numbers of a weight. */
  readonly width: number;
}

/** Graphs with few different weights, some edges missing. */
function graphs({ vertices, weight, width }: Options) {
  const sizes = fc.tuple(fc.integer(vertices), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 }));
  return sizes.chain(([vertexCount, freq, kinds]) =>
    fc
      .tuple(
        fc.array(fc.array(fc.integer(weight), { minLength: width, maxLength: width }), {
          minLength: kinds,
          maxLength: kinds,
        }),
        fc.array(fc.option(fc.nat(kinds - 1), { freq }), {
          minLength: (vertexCount * (vertexCount - 1)) / 2,
          maxLength: (vertexCount * (vertexCount - 1)) / 2,
        }),
      )
      .map(([weights, upper]): WeighedGraph => {
        const edges = new Int32Array(vertexCount * vertexCount).fill(-1);
        let next = 0;
        for (let left = 0; left < vertexCount; left += 1) {
          for (let right = left + 1; right < vertexCount; right += 1) {
            const edge = upper[next++] ?? -1;
            edges[left * vertexCount + right] = edge;
            edges[right * vertexCount + left] = edge;
          }
        }
        return { vertexCount, edges, weights };
      }),
  );
}

const weightOf = ({ vertexCount, edges, weights }: WeighedGraph, left: number, right: number) =>
  weights[edges[left * vertexCount + right] ?? -1];

const add = (left: readonly number[], right: readonly number[]) =>
  left.map((number, rank) => number + (right[rank] ?? 0));
const compare = (left: readonly number[], right: readonly number[]) =>
  left.map((number, rank) => number - (right[rank] ?? 0)).find((difference) => difference !== 0) ?? 0;

type Mates = readonly number[];

/** Every perfect matching. */
function* matchings({ vertexCount, edges }: WeighedGraph, mates: Mates = []): Generator<Mates> {
  let vertex = 0;
  while (mates[vertex] !== undefined) vertex += 1;
  if (vertex >= vertexCount) yield mates;
  for (let other = vertex + 1; other < vertexCount; other += 1) {
    if (mates[other] !== undefined || (edges[vertex * vertexCount + other] ?? -1) < 0) continue;
    const next = [...mates];
    next[vertex] = other;
    next[other] = vertex;
    yield* matchings({ vertexCount, edges, weights: [] }, next);
  }
}

function weigh(graph: WeighedGraph, mates: Mates): readonly number[] {
  return mates.reduce<readonly number[]>(
    (sum, mate, vertex) => (vertex < mate ? add(sum, weightOf(graph, vertex, mate) ?? []) : sum),
    (graph.weights[0] ?? []).map(() => 0),
  );
}

/** All heaviest perfect matchings. */
function heaviest(graph: WeighedGraph): Mates[] {
  let best: Mates[] = [];
  for (const mates of matchings(graph)) {
    const difference = best[0] ? compare(weigh(graph, mates), weigh(graph, best[0])) : 1;
    if (difference > 0) best = [mates];
    else if (difference === 0) best.push(mates);
  }
  return best;
}

function matesIn(graph: WeighedGraph, matching: PerfectMatching): Mates {
  const mates = Array.from({ length: graph.vertexCount }, (_, vertex) => matching.mateOf(vertex));
  mates.forEach((mate, vertex) => {
    expect(mates[mate]).toBe(vertex);
    expect(weightOf(graph, vertex, mate)).toBeDefined();
  });
  return mates;
}

const small = { vertices: { min: 0, max: 10 } };
const kinds: [string, Options][] = [
  ['few different weights, many ties', { ...small, weight: { min: -1, max: 2 }, width: 1 }],
  ['many different weights', { ...small, weight: { min: -5, max: 1000 }, width: 1 }],
  ['weights of three numbers', { ...small, weight: { min: 0, max: 2 }, width: 3 }],
];

describe('perfect matching', () => {
  it.each(kinds)('weighs as much as the heaviest of all perfect matchings, if there is one: %s', (_, options) => {
    fc.assert(
      fc.property(graphs(options), (graph) => {
        const found = PerfectMatching.find(graph);
        const [best] = heaviest(graph);
        expect(found === null).toBe(best === undefined);
        if (found === null || best === undefined) return;
        expect(weigh(graph, matesIn(graph, found))).toEqual(weigh(graph, best));
        expect(found.total()).toEqual(weigh(graph, best));
      }),
      { numRuns: caseCount({ usual: 200, nightly: 10_000 }) },
    );
  });

  it.each(kinds)('lets one vertex after the other choose among the heaviest matchings: %s', (_, options) => {
    const choices = fc.array(
      fc.tuple(fc.nat(options.vertices.max), fc.array(fc.nat(3), { minLength: 11, maxLength: 11 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(graphs(options), choices, (graph, chosen) => {
        const found = PerfectMatching.find(graph);
        let best = heaviest(graph);
        for (const [at, worth] of found === null || graph.vertexCount === 0 ? [] : chosen) {
          const vertex = at % graph.vertexCount;
          const worthOf = (mate: number) => worth[mate] ?? 0;
          found?.prefer(vertex, worthOf);
          const most = Math.max(...best.map((mates) => worthOf(mates[vertex] ?? -1)));
          best = best.filter((mates) => worthOf(mates[vertex] ?? -1) === most);
          expect(best).toContainEqual(found && matesIn(graph, found));
        }
      }),
      { numRuns: caseCount({ usual: 300, nightly: 10_000 }) },
    );
  });

  it('agrees with edmonds-blossom-fixed on larger graphs', () => {
    fc.assert(
      fc.property(graphs({ vertices: { min: 2, max: 40 }, weight: { min: 1, max: 60 }, width: 1 }), (graph) => {
        const edges: [number, number, number][] = [];
        for (let left = 0; left < graph.vertexCount; left += 1) {
          for (let right = left + 1; right < graph.vertexCount; right += 1) {
            const weight = weightOf(graph, left, right)?.[0];
            if (weight !== undefined) edges.push([left, right, weight]);
          }
        }
        const theirs = edges.length === 0 ? [] : blossom(edges, true);
        const isPerfect = theirs.filter((mate) => mate >= 0).length === graph.vertexCount;
        expect(PerfectMatching.find(graph)?.total()).toEqual(isPerfect ? weigh(graph, theirs) : undefined);
      }),
      { numRuns: caseCount({ usual: 60, nightly: 1000 }) },
    );
  });
});

describe('the nodes of a matching', () => {
  it('find the closest vertex of a blossom again after an edge to it is gone', () => {
    const edges = new Int32Array(16).fill(-1);
    const weights = [[6], [5], [3]];
    for (const [left, right, edge] of [
      [0, 1, 0],
      [1, 2, 0],
      [0, 2, 0],
      [0, 3, 1],
      [1, 3, 2],
    ] as const) {
      edges[left * 4 + right] = edge;
      edges[right * 4 + left] = edge;
    }
    const slacks = new Slacks({ vertexCount: 4, edges, weights });
    const nodes = new BlossomNodes(4);
    const blossom = nodes.join(
      [0, 1, 2],
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
    );
    expect(nodes.closestTo(blossom, 3, slacks)).toBe(0);
    slacks.removeEdge(0, 3);
    nodes.refreshClosest(3, slacks);
    expect(nodes.closestTo(blossom, 3, slacks)).toBe(1);
    slacks.removeEdge(1, 3);
    nodes.refreshClosest(3, slacks);
    expect(nodes.closestTo(blossom, 3, slacks)).toBe(-1);
  });
});
