import { describe, expect, it } from '@jest/globals';

import { idealRowHeight, justify, rowsBetween, type Shape } from './justify';

const shapes = (count: number): Shape[] =>
  Array.from({ length: count }, (_, index) => ({ width: [1500, 800, 1200, 2400, 1000][index % 5] ?? 1, height: 1000 }));

describe('justify', () => {
  it('keeps every photo once and in order', () => {
    const { rows } = justify(shapes(53), 968);
    expect(rows.flatMap((row) => row.tiles.map((tile) => tile.index))).toEqual(Array.from({ length: 53 }, (_, i) => i));
  });

  it('fills the width of every row but the last', () => {
    const { rows } = justify(shapes(53), 968);
    for (const row of rows.slice(0, -1)) {
      const last = row.tiles.at(-1);
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBeCloseTo(968, 5);
    }
  });

  it('keeps the shape of each photo', () => {
    const photos = shapes(20);
    for (const row of justify(photos, 968).rows) {
      for (const tile of row.tiles) {
        const photo = photos[tile.index];
        expect(tile.width / row.height).toBeCloseTo((photo?.width ?? 0) / (photo?.height ?? 1), 5);
      }
    }
  });

  it('does not stretch the last row', () => {
    const { rows } = justify([{ width: 600, height: 1000 }], 968);
    expect(rows[0]?.height).toBe(idealRowHeight(968));
  });

  it('gives a panorama a row of its own, as low as it must be', () => {
    const { rows } = justify([{ width: 4000, height: 1000 }, ...shapes(4)], 360);
    expect(rows[0]?.tiles).toHaveLength(1);
    expect(rows[0]?.height).toBeCloseTo(90, 5);
  });

  it('separates rows by the gap and adds up to the height', () => {
    const { rows, height } = justify(shapes(30), 700, 4);
    for (const [index, row] of rows.entries()) {
      const above = rows[index - 1];
      expect(row.top).toBeCloseTo(above ? above.top + above.height + 4 : 0, 5);
    }
    const last = rows.at(-1);
    expect(height).toBeCloseTo((last?.top ?? 0) + (last?.height ?? 0), 5);
  });

  it('survives sizes that make no sense', () => {
    const { rows } = justify(
      [
        { width: 0, height: 0 },
        { width: 1, height: 0 },
        { width: 5, height: 900_000 },
      ],
      500,
    );
    expect(rows.flatMap((row) => row.tiles)).toHaveLength(3);
    expect(rows.every((row) => Number.isFinite(row.height) && row.height > 0)).toBe(true);
  });

  it('aims for 235 px on a phone and 320 px at most', () => {
    expect(idealRowHeight(390)).toBe(235);
    expect(idealRowHeight(2400)).toBe(320);
  });
});

describe('rowsBetween', () => {
  const { rows } = justify(shapes(10_000), 968);

  it('finds the few rows on a screen among thousands', () => {
    const { first, last } = rowsBetween(rows, 50_000, 52_000);
    expect(last - first).toBeLessThan(12);
    expect(rows[first]?.top).toBeLessThanOrEqual(50_000);
    expect(rows[last]?.top).toBeGreaterThan(52_000);
  });

  it('is empty above the first row', () => {
    expect(rowsBetween(rows, -900, -100)).toEqual({ first: 0, last: 0 });
  });
});
