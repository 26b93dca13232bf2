// Runs the conformance suites against moto and local-aws, and prints where the two differ.
import { AssertionError } from 'node:assert';
import { localContexts } from './contexts.ts';
import { cognitoAccountSuite } from './cognito-account.suite.ts';
import { cognitoAdminSuite } from './cognito-admin.suite.ts';
import { cognitoSignInSuite } from './cognito-sign-in.suite.ts';
import { cognitoSignUpSuite } from './cognito-sign-up.suite.ts';
import { dynamodbSuite } from './dynamodb.suite.ts';
import { motoContexts, startMoto } from './moto.ts';
import { s3BucketsSuite } from './s3-buckets.suite.ts';
import { s3ObjectsSuite } from './s3-objects.suite.ts';
import { snsSuite } from './sns.suite.ts';
import { startForTest } from './start-for-test.ts';

type Contexts = ReturnType<typeof localContexts>;
type Run = (contexts: Contexts) => Promise<void>;

const print = (line: string) => process.stdout.write(`${line}\n`);

const cases: [service: string, name: string, run: Run][] = [
  ...[...cognitoSignUpSuite, ...cognitoSignInSuite, ...cognitoAccountSuite, ...cognitoAdminSuite].map(
    ({ name, run }): [string, string, Run] => ['Cognito', name, ({ cognito }) => run(cognito)],
  ),
  ...[...s3ObjectsSuite, ...s3BucketsSuite].map(({ name, run }): [string, string, Run] => [
    'S3',
    name,
    ({ s3 }) => run(s3),
  ]),
  ...snsSuite.map(({ name, run }): [string, string, Run] => ['SNS', name, ({ sns }) => run(sns)]),
  ...dynamodbSuite.map(({ name, run }): [string, string, Run] => ['DynamoDB', name, ({ dynamodb }) => run(dynamodb)]),
];

const short = (text: string) => text.replace(/\s+/g, ' ').replace(/\|/g, '/').slice(0, 110);

/** What happened, in one line. */
async function outcome(run: Run, contexts: Contexts): Promise<string> {
  try {
    await run(contexts);
    return 'as expected';
  } catch (error) {
    if (error instanceof AssertionError) {
      return error.generatedMessage && error.operator === 'strictEqual'
        ? short(`${String(error.actual)} instead of ${String(error.expected)}`)
        : short(error.message);
    }
    return error instanceof Error ? short(`${error.name}: ${error.message}`) : short(String(error));
  }
}

async function compare(moto: Contexts, local: Contexts): Promise<number> {
  let differences = 0;
  print('| service | case | local-aws | moto |\n|---|---|---|---|');
  for (const [service, name, run] of cases) {
    const [ours, theirs] = [await outcome(run, local), await outcome(run, moto)];
    if (ours !== theirs) {
      differences += 1;
      print(`| ${service} | ${name.replace(/\|/g, '/')} | ${ours} | ${theirs} |`);
    }
  }
  return differences;
}

const moto = await startMoto();
if (moto === undefined) {
  print('moto_server is not installed, so there is nothing to compare with.');
} else {
  const aws = await startForTest();
  try {
    const differences = await compare(await motoContexts(moto.url), localContexts(aws));
    print(`\n${differences} of ${cases.length} cases differ.`);
  } finally {
    moto.stop();
    await aws.stop();
  }
}
