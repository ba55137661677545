// The laurel: two branches of leaves around an empty centre, as SVG path data.

/** Leaves of one branch. */
const leafCount = 9;
const round = (value: number) => Math.round(value * 100) / 100;

/**
 * Path data around the origin, y downwards; `radius` in points is the distance from the centre to the stems. Leaves are in pairs inside
 * and outside of the stem and get smaller towards the tips.
 */
export function laurelPath(radius: number): string {
  return [1, -1].map((side) => branch(radius, side)).join('') + knot(radius);
}

/** The knot at the bottom. */
function knot(radius: number): string {
  const size = round(radius * 0.075);
  return `M0 ${round(radius) - size}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`;
}

function branch(radius: number, side: number): string {
  const parts: string[] = [];
  for (let index = 0; index < leafCount; index += 1) {
    // From the bottom (90°) along one side, almost to the top.
    const along = index / (leafCount - 1);
    const angle = Math.PI / 2 - side * (0.1 + along * 2.3);
    const at = { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
    const heading = angle - (side * Math.PI) / 2;
    const length = radius * (0.4 - along * 0.12);
    parts.push(leaf(at, heading - side * 0.42, length), leaf(at, heading + side * 0.5, length * 0.86));
  }
  const tip = Math.PI / 2 - side * 2.5;
  parts.push(leaf({ x: Math.cos(tip) * radius, y: Math.sin(tip) * radius }, tip - (side * Math.PI) / 2, radius * 0.26));
  return parts.join('');
}

/** A pointed oval from `base` in the direction `heading`. */
function leaf(base: { x: number; y: number }, heading: number, length: number): string {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const point = (forward: number, sideways: number) =>
    `${round(base.x + (forward * cos - sideways * sin) * length)} ${round(base.y + (forward * sin + sideways * cos) * length)}`;
  const start = point(0.06, 0);
  const end = point(1, 0);
  return `M${start}C${point(0.3, 0.24)} ${point(0.7, 0.2)} ${end}C${point(0.7, -0.2)} ${point(0.3, -0.24)} ${start}z`;
}
