import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** One planted file a rule: where it lies, what it imports, which rule must name it. */
const planted: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['service-to-service', 'backend/services/b/src/x/steal.query.ts', '../../../a/src/x/thing.entity.ts'],
  ['lib-to-service', 'backend/libs/one/src/up.ts', '../../../services/a/src/x/thing.entity.ts'],
  ['local-aws-is-a-tool', 'backend/services/a/src/x/local.ts', '../../../../local-aws/src/index.ts'],
  ['testing-only-in-tests', 'backend/services/a/src/x/stack.ts', '../../../../libs/testing/src/index.ts'],
  ['feature-internals', 'backend/services/a/src/y/peek.ts', '../x/do.command.ts'],
  ['entity-is-the-bottom', 'backend/services/a/src/x/high.entity.ts', './do.command.ts'],
  ['logic-does-not-know-http', 'backend/services/a/src/x/web.command.ts', 'koa'],
  ['routes-do-not-query', 'backend/services/a/src/x/x.routes.ts', './thing.entity.ts'],
  ['schema-is-data', 'backend/services/a/src/x/x.schema.ts', './do.command.ts'],
  ['policy-and-presenter-are-pure', 'backend/services/a/src/x/x.policy.ts', './thing.entity.ts'],
  ['logic-takes-gateways-as-arguments', 'backend/services/a/src/x/reach.command.ts', './s3.gateway.ts'],
  ['entry-files', 'backend/services/a/src/x/boss.ts', '../app.ts'],
  ['aws-only-in-gateways', 'backend/services/a/src/x/cloud.query.ts', '@aws-sdk/client-s3'],
  ['no-circular', 'backend/libs/one/src/round.ts', './trip.ts'],
  ['no-unresolvable', 'backend/libs/one/src/lost.ts', './nowhere.ts'],
];

/** What may be imported, and must not be reported. */
const innocent: readonly (readonly [file: string, imports: readonly string[]])[] = [
  ['backend/services/a/src/x/thing.entity.ts', []],
  ['backend/services/a/src/x/do.command.ts', ['./thing.entity.ts', '../y/other.entity.ts']],
  ['backend/services/a/src/y/other.entity.ts', []],
  ['backend/services/a/src/x/s3.gateway.ts', ['@aws-sdk/client-s3']],
  ['backend/services/a/src/app.ts', []],
  ['backend/services/a/src/service.ts', ['./app.ts']],
  ['backend/services/a/src/x/do.test.ts', ['../../../../libs/testing/src/index.ts']],
  ['backend/libs/testing/src/index.ts', ['../../../local-aws/src/index.ts']],
  ['backend/local-aws/src/index.ts', []],
  ['backend/libs/one/src/trip.ts', ['./round.ts']],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let tree: string;
let violations: readonly Violation[];
beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'tintype-rules-'));
  const files = [...innocent, ...planted.map(([, file, imports]) => [file, [imports]] as const)];
  for (const [file, imports] of files) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(
      join(tree, file),
      `${imports.map((name) => `import '${name}';`).join('\n')}\nexport const here = 1;\n`,
    );
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    await cp(join(root, file), join(tree, file));
  }
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  const output = await new Promise<string>((done, fail) => {
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'backend'];
    const options = { cwd: tree, maxBuffer: 64 * 1024 * 1024 };
    execFile(join(root, 'node_modules/.bin/depcruise'), args, options, (error, stdout, stderr) => {
      // It exits with the number of violations; only an answer that is no JSON is a fault.
      if (stdout.startsWith('{')) {
        done(stdout);
      } else {
        fail(error ?? new Error(stderr));
      }
    });
  });
  violations = (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
});
afterAll(() => rm(tree, { recursive: true, force: true }));

describe('the import rules', () => {
  it.each(planted)('report %s', (rule, file) => {
    expect(violations.filter((v) => v.from === file).map((v) => v.rule.name)).toContain(rule);
  });

  it('report nothing that is allowed', () => {
    const suspects = innocent.map(([file]) => file).filter((file) => !file.endsWith('trip.ts'));
    expect(violations.filter((v) => suspects.includes(v.from)).map((v) => `${v.rule.name} ${v.from}`)).toEqual([]);
  });

  it('each have a violation planted here', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    expect(planted.map(([rule]) => rule).sort()).toEqual(forbidden.map((rule) => rule.name).sort());
  });
});
