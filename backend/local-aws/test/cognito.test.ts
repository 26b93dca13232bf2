import { cognitoAccountSuite } from './cognito-account.suite.ts';
import { cognitoAdminSuite } from './cognito-admin.suite.ts';
import { cognitoSignInSuite } from './cognito-sign-in.suite.ts';
import { cognitoSignUpSuite } from './cognito-sign-up.suite.ts';
import { runSuite } from './run-suite.ts';

runSuite('cognito', [...cognitoSignUpSuite, ...cognitoSignInSuite, ...cognitoAccountSuite, ...cognitoAdminSuite]);
