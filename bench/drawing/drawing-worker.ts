// The Worker that only draws certificates, for the bench and for tests that read the files in Node.

import { type BuiltWorker, startBuiltWorker } from '../bed/built-worker.ts';

export type DrawingWorker = BuiltWorker;

export const startDrawingWorker = (options: { readonly inspectorPort?: number } = {}): Promise<DrawingWorker> =>
  startBuiltWorker('drawing/render', options);
