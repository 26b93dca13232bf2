/** What the layout needs of a photo. */
export interface Shape {
  readonly width: number;
  readonly height: number;
}

export interface Tile {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

export interface Row {
  readonly top: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

export interface JustifiedLayout {
  readonly rows: readonly Row[];
  readonly height: number;
}

const LOWEST = 235;
const HIGHEST = 320;

/** The row height to aim for: 235 px on a phone, growing to 320 px. */
export function idealRowHeight(width: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, width * 0.27));
}

/**
 * Sets photos in rows of equal height that fill the width, in the given order. A row is broken before or after the
 * photo that crosses the ideal height, whichever comes closer; the last row keeps the ideal height instead of being
 * stretched.
 */
export function justify(shapes: readonly Shape[], width: number, gap = 4): JustifiedLayout {
  const ideal = idealRowHeight(width);
  const rows: Row[] = [];
  let top = 0;
  let start = 0;
  let sum = 0;

  const close = (end: number, ratioSum: number, isLast: boolean): void => {
    const room = width - gap * (end - start - 1);
    const filling = room / ratioSum;
    const height = isLast ? Math.min(ideal, filling) : filling;
    rows.push({ top, height, tiles: placeTiles(shapes, start, end, height, gap) });
    top += height + gap;
    start = end;
  };

  if (width <= 0) {
    return { rows, height: 0 };
  }
  for (const [index, shape] of shapes.entries()) {
    const ratio = ratioOf(shape);
    const withIt = (width - gap * (index - start)) / (sum + ratio);
    if (withIt > ideal) {
      sum += ratio;
      continue;
    }
    const without = index > start ? (width - gap * (index - start - 1)) / sum : Number.POSITIVE_INFINITY;
    if (without / ideal < ideal / withIt) {
      close(index, sum, false);
      sum = ratio;
      if (width / ratio <= ideal) {
        close(index + 1, ratio, false);
        sum = 0;
      }
    } else {
      close(index + 1, sum + ratio, false);
      sum = 0;
    }
  }
  if (start < shapes.length) {
    close(shapes.length, sum, true);
  }
  return { rows, height: Math.max(0, top - gap) };
}

/** The rows that touch the stretch between two heights, found by halving. */
export function rowsBetween(rows: readonly Row[], from: number, to: number): { first: number; last: number } {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && row.top + row.height < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let last = low;
  while (last < rows.length && (rows[last]?.top ?? 0) <= to) {
    last += 1;
  }
  return { first: low, last };
}

function placeTiles(shapes: readonly Shape[], start: number, end: number, height: number, gap: number): Tile[] {
  const tiles: Tile[] = [];
  let left = 0;
  for (let index = start; index < end; index += 1) {
    const shape = shapes[index];
    const width = shape ? ratioOf(shape) * height : 0;
    tiles.push({ index, left, width });
    left += width + gap;
  }
  return tiles;
}

function ratioOf({ width, height }: Shape): number {
  const ratio = width / height;
  return Number.isFinite(ratio) && ratio > 0 ? Math.min(Math.max(ratio, 0.3), 4) : 1;
}
