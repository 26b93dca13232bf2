import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../test/world.ts';
import type { World } from '../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.close());

describe('the migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await world.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
  });

  it('give every foreign key an index to delete by', async () => {
    const unindexed = await world.sql(`
      select c.conrelid::regclass::text as "table", c.conname as name from pg_constraint c
      where c.contype = 'f' and not exists (
        select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indpred is null)`);
    expect(unindexed).toEqual([]);
  });
});
