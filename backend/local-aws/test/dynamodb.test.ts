import { dynamodbSuite } from './dynamodb.suite.ts';
import { runSuite } from './run-suite.ts';

runSuite('dynamodb', dynamodbSuite);
