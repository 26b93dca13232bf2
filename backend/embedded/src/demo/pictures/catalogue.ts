import { landRecipes } from './catalogue-land.ts';
import { thingRecipes } from './catalogue-things.ts';
import { waterRecipes } from './catalogue-water.ts';
import type { Recipe } from './recipe.ts';

/** Every picture, dealt in turn from land, things and water, so that a feed changes its mood from post to post. */
export const pictureRecipes: readonly Recipe[] = deal([landRecipes, thingRecipes, waterRecipes]);

function deal(piles: readonly (readonly Recipe[])[]): Recipe[] {
  const longest = Math.max(...piles.map((pile) => pile.length));
  return Array.from({ length: longest }, (_, turn) => piles.flatMap((pile) => pile.slice(turn, turn + 1))).flat();
}
