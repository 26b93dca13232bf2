import { type Actions, assertClient, assertPool } from '../action.ts';
import { describeClient, describePool } from '../pool-settings.ts';

/** The settings of the pool and of its app client. */
export const describeActions: Actions = {
  DescribeUserPool: {
    access: 'signed',
    fields: ['UserPoolId'],
    run: (context, input) => {
      assertPool(context, input);
      return { UserPool: describePool(context.installation) };
    },
  },
  DescribeUserPoolClient: {
    access: 'signed',
    fields: ['UserPoolId', 'ClientId'],
    run: (context, input) => {
      assertPool(context, input);
      assertClient(context, input);
      return { UserPoolClient: describeClient(context.installation) };
    },
  },
};
