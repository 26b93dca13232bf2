// Writes the tables of costs into iac/README.md, between its markers. usage: node iac/costs/write-docs.ts
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { costsOfPeople, fixedCosts, sizes, total } from './costs.ts';

const file = new URL('../README.md', import.meta.url);
const [begin, end] = ['<!-- costs -->', '<!-- /costs -->'];
const dollars = (amount: number): string =>
  amount > 0 && amount < 1 ? 'under 1' : Math.round(amount).toLocaleString('en-US');

/** The table of what does not depend on people, and that of what does. */
export function costTables(): string {
  const [dev, prod, grown] = [fixedCosts(sizes.dev), fixedCosts(sizes.prod), fixedCosts(sizes.grown)];
  const people = [1_000, 100_000, 10_000_000].map((count) => [count, costsOfPeople(count)] as const);
  const fixed = Object.keys(dev).map(
    (part) => `| ${part} | ${[dev, prod, grown].map((costs) => dollars(costs[part] ?? 0)).join(' | ')} |`,
  );
  const used = Object.keys(people[0]?.[1] ?? {}).map(
    (part) => `| ${part} | ${people.map(([, costs]) => dollars(costs[part] ?? 0)).join(' | ')} |`,
  );
  const sums = people.map(([count, costs]) => dollars(total(costs) + total(count > 1e6 ? grown : prod)));
  return [
    '| before anybody comes, US$ a month | dev | prod | prod, grown for 10,000,000 |',
    '| --- | ---: | ---: | ---: |',
    ...fixed,
    `| **sum** | **${[dev, prod, grown].map((costs) => dollars(total(costs))).join('** | **')}** |`,
    '',
    '| what people add, US$ a month | 1,000 | 100,000 | 10,000,000 |',
    '| --- | ---: | ---: | ---: |',
    ...used,
    `| **sum of this table** | **${people.map(([, costs]) => dollars(total(costs))).join('** | **')}** |`,
    `| **with prod before anybody comes** | **${sums.join('** | **')}** |`,
  ].join('\n');
}

/** The document with the tables as they are now. */
export async function withTables(text: string): Promise<string> {
  const [before = '', rest = ''] = text.split(begin);
  const after = rest.split(end)[1] ?? '';
  const options = (await resolveConfig(file)) ?? {};
  return format(`${before}${begin}\n\n${costTables()}\n\n${end}${after}`, { ...options, parser: 'markdown' });
}

if (import.meta.main) {
  await writeFile(file, await withTables(await readFile(file, 'utf8')));
}
