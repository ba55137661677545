// What a layout is made of: lines of text and paths, each at its place, in points, y downwards from the top left.

import type { ShapedLine } from './shaping.ts';

export interface TextItem {
  readonly kind: 'text';
  /** The structure element it becomes in a tagged PDF. */
  readonly role: 'H1' | 'P';
  readonly line: ShapedLine;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly color: string;
  readonly language: 'en' | 'bn';
}

export interface PathItem {
  readonly kind: 'path';
  readonly d: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidthPt?: number;
  /** What a picture says to those who cannot see it; decoration has none. */
  readonly alt?: string;
}

export type Item = TextItem | PathItem;

export interface Layout {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly paper: string;
  readonly items: readonly Item[];
  readonly link: {
    readonly x: number;
    readonly y: number;
    readonly widthPt: number;
    readonly heightPt: number;
    readonly url: string;
  };
}

export const heightPt = 595.28;
/** A4 landscape, ISO 216. */
export const a4WidthPt = 841.89;
/** 16:9, for 1920×1080. */
export const screenWidthPt = (heightPt * 16) / 9;

export function rule(x: number, y: number, widthPt: number, stroke: string, strokeWidthPt: number): PathItem {
  return { kind: 'path', d: `M${x} ${y}h${widthPt}`, x: 0, y: 0, scale: 1, stroke, strokeWidthPt };
}

export function languageOf(text: string): 'en' | 'bn' {
  return /\p{Script=Bengali}/u.test(text) ? 'bn' : 'en';
}
