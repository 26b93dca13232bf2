import {
  DescribeKeyValueStoreCommand,
  GetKeyCommand,
  UpdateKeysCommand,
} from '@aws-sdk/client-cloudfront-keyvaluestore';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Clients } from '../clients.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';

/**
 * Puts the key that signs addresses of photos where the edge reads it. The key before stays beside it, so that addresses
 * which browsers hold already go on working at the edge.
 */
export async function putSigningKey(
  clients: Clients,
  keys: Environment['signing_keys'],
): Promise<'unchanged' | 'first' | 'rotated'> {
  const { SecretString: wanted } = await clients.secrets.send(new GetSecretValueCommand({ SecretId: keys.secret_arn }));
  if (!wanted) {
    throw new Problem(
      'The secret with the signing key of photos is empty.',
      'Give it a value, at least 32 random characters, then deploy again.',
    );
  }
  const store = { KvsARN: keys.key_value_store_arn };
  const read = async (key: string): Promise<string | undefined> =>
    clients.keyValueStore.send(new GetKeyCommand({ ...store, Key: key })).then(
      ({ Value: value }) => value,
      (error: Error) => {
        if (error.name === 'ResourceNotFoundException') {
          return undefined;
        }
        throw error;
      },
    );
  const current = await read('current');
  if (current === wanted) {
    return 'unchanged';
  }
  const { ETag: version } = await clients.keyValueStore.send(new DescribeKeyValueStoreCommand(store));
  await clients.keyValueStore.send(
    new UpdateKeysCommand({
      ...store,
      IfMatch: version,
      // Both in one step: between two of them the edge would know one key too few.
      Puts: [
        { Key: 'current', Value: wanted },
        ...(current === undefined ? [] : [{ Key: 'previous', Value: current }]),
      ],
    }),
  );
  return current === undefined ? 'first' : 'rotated';
}
