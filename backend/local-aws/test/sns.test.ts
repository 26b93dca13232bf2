import { runSuite } from './run-suite.ts';
import { snsSuite } from './sns.suite.ts';

runSuite('sns', snsSuite);
