import { createRandom } from './noise.ts';
import type { Pixels } from './pixels.ts';

/** How the picture is developed, like the sliders of a photo editor. */
export interface Grade {
  readonly exposure?: number;
  /** Above 1 makes shadows darker and lights lighter. */
  readonly contrast?: number;
  readonly saturation?: number;
  readonly vignette?: number;
  readonly grain?: number;
  /** Lifts the blacks, as matte prints do. */
  readonly fade?: number;
  /** Above 0 for warmer lights and cooler shadows. */
  readonly warmth?: number;
}

const curveSteps = 4096;
const brightest = 8;

/** Light to screen: a straight line for most of it, and a soft shoulder so that highlights never clip harshly. */
function buildCurve(contrast: number, fade: number): Float32Array {
  const curve = new Float32Array(curveSteps + 1);
  for (let step = 0; step <= curveSteps; step += 1) {
    // Square spacing gives the shadows, where eyes are keen, more steps.
    const light = (step / curveSteps) ** 2 * brightest;
    const shoulder = light < 0.6 ? light : 0.6 + 0.4 * (1 - Math.exp(-(light - 0.6) / 0.5));
    const encoded = shoulder <= 0.0031308 ? shoulder * 12.92 : 1.055 * shoulder ** (1 / 2.4) - 0.055;
    const middle = 0.45;
    const toned =
      encoded < middle
        ? middle * (encoded / middle) ** contrast
        : 1 - (1 - middle) * ((1 - encoded) / (1 - middle)) ** contrast;
    curve[step] = fade + toned * (1 - fade);
  }
  return curve;
}

/** Turns linear light into the bytes of a photograph: curve, colour, vignette and film grain. */
export function develop(pixels: Pixels, grade: Grade): Uint8Array {
  const {
    exposure = 1,
    contrast = 1.1,
    saturation = 1,
    vignette = 0.25,
    grain = 0.02,
    fade = 0.015,
    warmth = 0,
  } = grade;
  const { width, height, data } = pixels;
  const curve = buildCurve(contrast, fade);
  const random = createRandom(width * 31 + height);
  // A table of grain is as good as a fresh random number for each pixel, and much faster.
  const speckles = Float32Array.from({ length: 8192 }, () => random() + random() + random() - 1.5);
  const bytes = new Uint8Array(width * height * 3);
  const toScreen = (light: number): number => {
    const step = Math.sqrt(Math.min(Math.max(light, 0), brightest) / brightest) * curveSteps;
    return curve[Math.round(step)] ?? 1;
  };
  for (let y = 0, index = 0; y < height; y += 1) {
    const dy = (y + 0.5) / height - 0.5;
    let speckle = Math.floor(random() * 8192);
    for (let x = 0; x < width; x += 1, index += 3) {
      const dx = ((x + 0.5) / width - 0.5) * 1.1;
      const edge = dx * dx + dy * dy;
      const light = exposure * (1 - vignette * edge * (1.2 + edge));
      let r = toScreen((data[index] ?? 0) * light);
      let g = toScreen((data[index + 1] ?? 0) * light);
      let b = toScreen((data[index + 2] ?? 0) * light);
      const luma = r * 0.3 + g * 0.59 + b * 0.11;
      const tint = warmth * (luma - 0.45);
      speckle = (speckle + 1) & 8191;
      // Grain is strongest in the middle tones.
      const noise = (speckles[speckle] ?? 0) * grain * (0.35 + 2.6 * luma * (1 - luma));
      r = luma + (r - luma) * saturation + tint + noise;
      g = luma + (g - luma) * saturation + tint * 0.35 + noise;
      b = luma + (b - luma) * saturation - tint + noise;
      bytes[index] = r <= 0 ? 0 : r >= 1 ? 255 : r * 255 + 0.5;
      bytes[index + 1] = g <= 0 ? 0 : g >= 1 ? 255 : g * 255 + 0.5;
      bytes[index + 2] = b <= 0 ? 0 : b >= 1 ? 255 : b * 255 + 0.5;
    }
  }
  return bytes;
}
