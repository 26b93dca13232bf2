export interface Zoom {
  readonly scale: number;
  /** How far the photo is moved from the middle, in pixels. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };

const CLOSE = 2.5;

/** Comes closer to a point, given from the middle of the box, so that it stays under the finger. */
export function zoomTo(x: number, y: number): Zoom {
  return { scale: CLOSE, x: x * (1 - CLOSE), y: y * (1 - CLOSE) };
}

/** Moves a photo that is larger than its box, as far as its edges allow. */
export function pan(zoom: Zoom, dx: number, dy: number, width: number, height: number): Zoom {
  const roomX = (width * (zoom.scale - 1)) / 2;
  const roomY = (height * (zoom.scale - 1)) / 2;
  return { scale: zoom.scale, x: between(zoom.x + dx, roomX), y: between(zoom.y + dy, roomY) };
}

function between(value: number, room: number): number {
  return Math.min(Math.max(value, -room), room);
}
