import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { costsOfPeople, fixedCosts, sizes, taskCost, total } from './costs.ts';
import { inSteps, prices } from './prices.ts';
import { withTables } from './write-docs.ts';

const readme = new URL('../README.md', import.meta.url);
const main = (environment: string) =>
  readFile(new URL(`../environments/${environment}/main.tf`, import.meta.url), 'utf8');

describe('costs', () => {
  it('are in the document as they are reckoned here', async () => {
    const text = await readFile(readme, 'utf8');
    expect(await withTables(text)).toBe(text);
  });

  it('take each step at its own price', () => {
    expect(
      inSteps(1_500, [
        [1_000, 0],
        [2_000, 0.1],
        [Infinity, 0.01],
      ]),
    ).toBeCloseTo(50);
    expect(inSteps(10_000, prices.accounts)).toBe(0);
    expect(inSteps(100_000, prices.accounts)).toBeCloseTo(495);
  });

  it('know what a task costs by its size', () => {
    // One vCPU and two GB for 730 hours.
    expect(taskCost('media')).toBeCloseTo((0.04656 + 2 * 0.00511) * 730);
  });

  it.each(['dev', 'prod'] as const)('of %s are those of its files', async (environment) => {
    const text = await main(environment);
    const size = sizes[environment];
    const minimum = Object.fromEntries(
      [...text.matchAll(/(\w+) += \{ minimum = (\d+)/g)].map(([, name, count]) => [name, Number(count)]),
    );
    expect(minimum).toEqual(size.tasks);
    expect(text).toContain(`instance_class      = "${size.database}"`);
    expect(text).toContain(`instance_type = "${size.broker}", cluster = ${String(size.brokers === 3)}`);
    expect(text).toContain(
      `nat_gateway_per_zone = ${String(size.natGateways === 3)}, interface_endpoints = ${String(size.endpointZones > 0)}`,
    );
  });

  it.each(['dev', 'prod'] as const)('of %s stay within its budget while nobody comes', async (environment) => {
    const budget = Number(/monthly_budget\s*=\s*(\d+)/.exec(await main(environment))?.[1]);
    expect(total(fixedCosts(sizes[environment]))).toBeLessThan(budget);
  });

  it('grow with people', () => {
    const [few, many] = [costsOfPeople(1_000), costsOfPeople(1_000_000)];
    expect(Object.keys(few).filter((part) => (many[part] ?? 0) <= (few[part] ?? 0))).toEqual([]);
  });
});
