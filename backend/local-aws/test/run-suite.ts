import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { localContexts } from './contexts.ts';
import { startForTest, type TestAws } from './start-for-test.ts';
import type { Suite } from './suite.ts';

type Contexts = ReturnType<typeof localContexts>;

/** Runs a suite against a local-aws of its own. */
export function runSuite<Name extends keyof Contexts>(name: Name, suite: Suite<Contexts[Name]>): void {
  describe(`${name} in local-aws`, () => {
    let aws: TestAws;
    let contexts: Contexts;

    beforeAll(async () => {
      aws = await startForTest();
      contexts = localContexts(aws);
    });

    afterAll(() => aws.stop());

    it.each(suite)('$name', ({ run }) => run(contexts[name]));
  });
}
