import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { avatarRecipes } from './avatars.ts';
import { pictureRecipes } from './catalogue.ts';
import { renderPicture } from './render-picture.ts';

const Order = z.object({ kind: z.enum(['picture', 'avatar']), name: z.string(), longSide: z.number() });

parentPort?.on('message', (message: unknown) => {
  const { kind, name, longSide } = Order.parse(message);
  const recipe = (kind === 'picture' ? pictureRecipes : avatarRecipes).find((candidate) => candidate.name === name);
  if (!recipe) {
    throw new Error(`There is no demo ${kind} named ${name}.`);
  }
  void renderPicture(recipe.scene, longSide, recipe.exif).then((jpeg) => {
    // The copy has a memory of its own, which can be handed over without copying it again.
    const bytes = Uint8Array.from(jpeg);
    parentPort?.postMessage(bytes, [bytes.buffer]);
  });
});
