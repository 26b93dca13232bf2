import { GetKeyCommand } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClients } from '../clients.ts';

interface Sent {
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
}

// An emulated AWS asks for no signature, so this looks at what AWS itself would be sent.
describe('what is sent to the key value store of AWS', () => {
  const before = { ...process.env };
  beforeAll(() => {
    delete process.env['AWS_ENDPOINT_URL'];
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  afterAll(() => {
    process.env = before;
  });

  it('goes to the account’s own host, signed for all regions', async () => {
    const { keyValueStore } = createClients('eu-central-1');
    const sent: Sent[] = [];
    keyValueStore.middlewareStack.add(
      () => async (call) => {
        sent.push(call.request as Sent);
        return { response: {}, output: { $metadata: {} } as never };
      },
      { step: 'deserialize', priority: 'high' },
    );
    const KvsARN = 'arn:aws:cloudfront::123456789012:key-value-store/0199a000-0000-7000-8000-000000000001';
    await keyValueStore.send(new GetKeyCommand({ KvsARN, Key: 'current' }));
    expect(sent[0]?.hostname).toBe('123456789012.cloudfront-kvs.global.api.aws');
    expect(sent[0]?.headers['authorization']).toMatch(
      /^AWS4-ECDSA-P256-SHA256 Credential=test\/\d+\/cloudfront-keyvaluestore\//,
    );
    expect(sent[0]?.headers['x-amz-region-set']).toBe('*');
  });
});
