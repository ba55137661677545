// Limits the cost of drawing an SVG logo. Nested masks and patterns grow exponentially, a dashed line may consist of millions of
// shapes, and each clip path and translucent group needs a separate layer.

const refused = /<(?:mask|pattern)[\s/>]|stroke-dasharray/;
/** A rule of a style sheet may apply to every element. */
const layersOfSheet = /<style[^<]*(?<![\w-])(?:clip-path|opacity)\s*:/;
const limits: readonly (readonly [RegExp, number])[] = [
  [/<[A-Za-z]/g, 1000],
  [/<use[\s/>]/g, 3],
  [/<clipPath[\s/>]/g, 4],
  [/(?<![\w-])(?:clip-path|opacity)\s*[=:]/g, 40],
];

/** `file` is an SVG that `problemOfSvg` has accepted; null: its cost is acceptable. */
export function problemOfCost(file: string): string | null {
  const isCheap =
    !refused.test(file) &&
    !layersOfSheet.test(file) &&
    limits.every(([pattern, countMax]) => (file.match(pattern)?.length ?? 0) <= countMax);
  return isCheap ? null : 'an SVG file of masks, patterns, dashes, or of too many parts, clips or translucent groups';
}
