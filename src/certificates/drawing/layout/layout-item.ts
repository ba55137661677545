// The items of a layout: paragraphs, paths and images with positions in points, y downwards from the top left.

import type { LogoImage } from '../files/logo-image.ts';
import type { ShapedLine } from '../text/shaping.ts';

export interface PlacedLine {
  readonly line: ShapedLine;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  /** The paragraph is wrapped after this line at a space, which is not drawn. */
  readonly endsAtSpace: boolean;
}

/** One paragraph. */
export interface TextItem {
  readonly kind: 'text';
  /** The structure element it becomes in a tagged PDF. */
  readonly role: 'H1' | 'P';
  readonly lines: readonly PlacedLine[];
  readonly color: string;
  readonly language: 'en' | 'bn';
  /** The target of the link. */
  readonly url?: string;
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
  /** Alternative text; absent for decoration. */
  readonly alt?: string;
}

export interface ImageItem {
  readonly kind: 'image';
  readonly image: LogoImage;
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly alt: string;
}

export type Item = TextItem | PathItem | ImageItem;

export interface Layout {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly paper: string;
  readonly items: readonly Item[];
  readonly verificationUrl: string;
}

export const heightPt = 595.28;
/** A4 landscape, ISO 216. */
export const a4WidthPt = 841.89;
/** 16:9, for 1920×1080. */
export const screenWidthPt = (heightPt * 16) / 9;

export function languageOf(text: string): 'en' | 'bn' {
  return /\p{Script=Bengali}/u.test(text) ? 'bn' : 'en';
}
