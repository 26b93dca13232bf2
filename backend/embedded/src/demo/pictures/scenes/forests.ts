import type { Rgb } from '../canvas/color.ts';
import { add, blend, ramp, rgb } from '../canvas/color.ts';
import { bell, clamp, long, mix, smoothstep } from '../canvas/math.ts';
import { createNoise, createRandom } from '../canvas/noise.ts';
import { bloom, blur } from '../canvas/blur.ts';
import { layer, paint } from '../canvas/pixels.ts';
import type { Scene } from '../scene.ts';

/** Autumn sun through mist and trunks. */
export const lightShafts: Scene = {
  aspect: '2:3',
  grade: { contrast: 1.15, saturation: 1.1, warmth: 0.05 },
  paint: (pixels) => {
    const noise = createNoise(63);
    const random = createRandom(63);
    const [sunU, sunV] = [0.43, 0.14];
    const [glowColor, far, near] = [rgb('#ffd98f'), rgb('#d9a866'), rgb('#1c1009')];
    const air = ramp([0, '#ffe7b0'], [0.25, '#eec07a'], [0.6, '#a9793f'], [1, '#4a3119']);
    paint(pixels, (u, v, out) => {
      air(long(u - sunU, (v - sunV) * 0.85) * 1.05, out);
      add(out, out, 0.3 * noise.fbm(u * 5, v * 5, 4));
    });
    const layers = 6;
    for (let index = 0; index < layers; index += 1) {
      const t = index / (layers - 1);
      const color: Rgb = [0, 0, 0];
      blend(far, near, t ** 0.6, color);
      const ground = (u: number): number => mix(0.7, 0.93, t) + 0.04 * noise.fbm(u * 2.5 + index * 5, index, 4);
      const trunks = Array.from({ length: Math.round(mix(17, 4, t)) }, () => ({
        u: random() * 0.74 - 0.03,
        wide: mix(0.006, 0.042, t ** 1.3) * (0.6 + 0.8 * random()),
        lean: (random() - 0.5) * 0.07,
        id: random() * 99,
      })).filter(({ u }) => t < 0.75 || Math.abs(u - sunU) > 0.16);
      for (const { u, wide, lean, id } of trunks) {
        const base = ground(u);
        layer(pixels, { left: u - wide * 2 - 0.05, right: u + wide * 2 + 0.05, bottom: base + 0.02 }, (x, v, out) => {
          const flare = 1 + 0.8 * smoothstep(base - 0.07, base + 0.01, v);
          const middle = u + lean * (base - v) + 0.004 * noise.at(v * 6, id);
          const off = (x - middle) / (wide * flare * mix(0.7, 1, v));
          const cover = clamp((0.5 - Math.abs(off)) * wide * pixels.height + 0.5);
          if (cover <= 0) {
            return 0;
          }
          const bark = noise.fbm(off * 5 + id, v * mix(30, 12, t), 4);
          add(color, color, 0);
          blend(color, out, 0, out);
          add(out, out, bark * 0.7);
          // The side that faces the sun has a bright edge.
          const rim = smoothstep(0.12, 0.5, off * (sunU > middle ? 1 : -1)) * bell(v - sunV, 0.6);
          add(out, glowColor, rim * 0.3 * (1 - 0.3 * t));
          blend(out, far, (1 - t) * 0.5 * bell(long(x - sunU, v - sunV), 0.5), out);
          return cover;
        });
      }
      const [leafDark, leafLight] = [rgb('#3b1f0a'), rgb('#c9762a')];
      layer(pixels, { top: mix(0.6, 0.85, t) }, (u, v, out) => {
        const depth = v - ground(u);
        const litter = noise.fbm(u * mix(40, 24, t), v * mix(110, 44, t), 4);
        const sunlit = bell(u - sunU, 0.3) * mix(0.9, 0.5, t);
        blend(leafDark, leafLight, clamp(0.32 + litter * 0.9 + 0.3 * sunlit), out);
        blend(out, far, (1 - t) * 0.75, out);
        add(out, out, -0.45 * t * (1 - sunlit));
        return clamp(depth * pixels.height + 0.5 + 3 * litter);
      });
      if (index % 2 === 0) {
        continue;
      }
      // Crowns: leaves that the sun shines through, more of them towards the top.
      const [goldDark, goldLight] = [rgb('#6b3410'), rgb('#ffab38')];
      layer(pixels, { bottom: 0.62 }, (u, v, out) => {
        const mass = noise.fbm(u * 3 + index * 11, v * 3, 4) + mix(0.15, 0.05, t) - v * 1.15 + 0.3 * Math.abs(u - sunU);
        const detail = noise.fbm(u * mix(60, 38, t) + index * 3, v * mix(60, 38, t), 3);
        const cover = smoothstep(0.04, 0.14, mass + detail * 0.8);
        const through = bell(long(u - sunU, v - sunV), 0.34);
        blend(goldDark, goldLight, clamp(0.25 + through * 0.9 + detail * 0.6 - 0.3 * t), out);
        blend(out, far, (1 - t) * 0.6, out);
        return cover * mix(0.5, 0.92, t);
      });
      if (index === 1 || index === 3) {
        layer(pixels, {}, (u, v, out) => {
          const [dx, dy] = [u - sunU, v - sunV + 0.12];
          const angle = Math.atan2(dx, dy);
          const ray = smoothstep(0, 0.5, noise.fbm(angle * 9 + 3, index, 3) + 0.1) * smoothstep(0, 0.3, dy);
          add(out, glowColor, 1.15 * ray * Math.exp(-long(dx, dy) * 2.2));
          return 1;
        });
      }
    }
    bloom(pixels, 0.7, 0.05, 0.35);
  },
};

/** White birches before a wall of yellow leaves. */
export const birches: Scene = {
  aspect: '4:5',
  grade: { contrast: 1.1, saturation: 1.08 },
  paint: (pixels) => {
    const noise = createNoise(21);
    const random = createRandom(21);
    const leaves = ramp([0, '#33401a'], [0.3, '#8a7a1e'], [0.55, '#d9a520'], [0.8, '#f0c445'], [1, '#f7e08e']);
    paint(pixels, (u, v, out) => {
      const blot = noise.fbm(u * 5, v * 5, 3) + 0.6 * noise.fbm(u * 17, v * 17, 3);
      leaves(clamp(0.52 + 0.55 * blot - 0.25 * smoothstep(0.6, 1, v)), out);
    });
    blur(pixels, 0.014);
    const bark = (count: number, wide: number, focus: number): void => {
      for (let index = 0; index < count; index += 1) {
        const u = ((index + 0.2 + 0.6 * random()) / count) * 0.8;
        const own = wide * (0.7 + 0.6 * random());
        const lean = (random() - 0.5) * 0.09;
        const id = random() * 90;
        layer(pixels, { left: u - own - 0.06, right: u + own + 0.06 }, (x, v, out) => {
          const off = (x - u - lean * (v - 0.5) - 0.006 * noise.at(v * 3, id)) / (own * (0.85 + 0.25 * v));
          const cover = smoothstep(0.5, 0.5 - (1.4 / pixels.height + (1 - focus) * 0.012) / own, Math.abs(off));
          if (cover === 0) {
            return 0;
          }
          const round = Math.sqrt(Math.max(0, 1 - (off * 1.9) ** 2));
          const peel = noise.fbm(off * 2 + id, v * 26, 4);
          const dash = smoothstep(
            0.36,
            0.5,
            noise.at(off * 1.6 + id, v * 95) * 0.8 + noise.at(off * 0.8, v * 31 + id) * 0.5,
          );
          const knot = smoothstep(0.42, 0.6, noise.fbm(off * 0.7 + id * 2, v * 7.5 + id, 3));
          const light = 0.26 + 0.6 * round * (0.75 - 0.5 * off) + 0.13 * peel;
          out[0] = light * 0.97;
          out[1] = light * 0.93;
          out[2] = light * 0.85;
          add(out, rgb('#f0b030'), 0.1 * (1 - round));
          blend(out, [0.025, 0.022, 0.02], clamp(dash * 0.75 + knot * 0.95) * focus, out);
          add(out, out, -0.5 * knot * (1 - focus));
          return cover;
        });
      }
    };
    bark(8, 0.024, 0.2);
    bark(4, 0.062, 1);
    // A few leaves fall in front, out of focus.
    for (let leaf = 0; leaf < 60; leaf += 1) {
      const [u, v, size, turn] = [random() * 0.8, random(), 0.005 + 0.009 * random(), random() * 3];
      const color = rgb(random() > 0.4 ? '#f2b92c' : '#d98a1e');
      const soft = random() * 0.6;
      layer(
        pixels,
        { left: u - size * 2, right: u + size * 2, top: v - size * 2, bottom: v + size * 2 },
        (x, y, out) => {
          const [a, b] = [
            (x - u) * Math.cos(turn) + (y - v) * Math.sin(turn),
            (y - v) * Math.cos(turn) - (x - u) * Math.sin(turn),
          ];
          const distance = long(a / size, b / (size * 0.62));
          blend(color, [0.2, 0.09, 0.01], 0.4 * clamp(0.5 - b / size), out);
          return smoothstep(1 + soft, 0.85 - soft, distance) * 0.9;
        },
      );
    }
  },
};
