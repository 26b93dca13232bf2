import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeSmallCheckout } from './testing/small-checkout.ts';
import type { SmallCheckout } from './testing/small-checkout.ts';

const verbs = ['images', 'plan', 'deploy', 'status', 'logs', 'scale', 'backup', 'restore', 'destroy'];
const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** An AWS that knows who calls, or answers everything with one error. */
async function startAws(error?: string): Promise<{ url: string; server: Server; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      asked.push(request.method ?? '');
      if (error !== undefined) {
        const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${error}</Code><Message>no</Message></Error></ErrorResponse>`;
        response.writeHead(403, { 'Content-Type': 'text/xml' }).end(body);
        return;
      }
      const result = '<Arn>arn:aws:iam::123456789012:user/somebody</Arn><Account>123456789012</Account>';
      response
        .writeHead(200, { 'Content-Type': 'text/xml' })
        .end(
          `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked };
}

describe('operations on AWS', () => {
  let checkout: SmallCheckout;
  const servers: Server[] = [];
  const aws = async (error?: string) => {
    const { url, server } = await startAws(error);
    servers.push(server);
    return { AWS_ENDPOINT_URL: url, ...credentials };
  };
  beforeAll(async () => {
    checkout = await makeSmallCheckout({});
  });
  afterAll(async () => {
    servers.forEach((server) => server.close());
    await checkout.removeAll();
  });

  it.each(verbs)('%s asks for the environment', async (verb) => {
    const { code, text } = await checkout.run(verb);
    expect(code).toBe(1);
    expect(text).toContain('Which environment? ENV is not set.\nSay ENV=dev or ENV=prod.');
  });

  it('names the environments that there are', async () => {
    const { code, text } = await checkout.run('status', { ENV: 'stage' });
    expect(code).toBe(1);
    expect(text).toContain('There is no environment "stage".\nSay ENV=dev or ENV=prod.');
  });

  it('says what to do without credentials', async () => {
    const { code, text } = await checkout.run('status', { ENV: 'dev' });
    expect(code).toBe(1);
    expect(text).toMatch(/There are no AWS credentials here\.\nRun `aws sso login`/);
  });

  it.each([
    ['ExpiredToken', 'The AWS credentials have expired.'],
    ['InvalidClientTokenId', 'AWS does not know these credentials'],
    ['AccessDenied', 'These credentials may not do that.'],
  ])('says what %s means', async (error, meaning) => {
    const { code, text } = await checkout.run('status', { ENV: 'dev', ...(await aws(error)) });
    expect(code).toBe(1);
    expect(text).toContain(meaning);
  });

  it('says that nothing answers', async () => {
    const { server, url } = await startAws();
    server.close();
    await once(server, 'close');
    const { code, text } = await checkout.run('status', { ENV: 'dev', AWS_ENDPOINT_URL: url, ...credentials });
    expect(code).toBe(1);
    expect(text).toContain(`The emulated AWS at ${url} does not answer (ECONNREFUSED).`);
  });

  it('does not let a region of the shell make a second Tintype', async () => {
    await checkout.write('iac/environments/dev/terraform.tfvars', 'region = "eu-west-1"\n');
    const { code, text } = await checkout.run('deploy', { ENV: 'dev', AWS_REGION: 'us-east-1', ...(await aws()) });
    await checkout.write('iac/environments/dev/terraform.tfvars', '');
    expect(code).toBe(1);
    expect(text).toContain('AWS_REGION is us-east-1, but terraform.tfvars of this environment says eu-west-1.');
  });

  it('says whose account it is about before anything else', async () => {
    const { text } = await checkout.run('scale', { ENV: 'prod', ...(await aws()) });
    expect(text).toMatch(/^Tintype prod: .*\naccount 123456789012, region eu-central-1, as user\/somebody\n/);
  });

  it('needs Terraform, and one that is new enough', async () => {
    const words = { ENV: 'dev', ...(await aws()) };
    const without = await checkout.run('plan', { ...words, PATH: join(checkout.folder, 'empty') });
    expect(without.code).toBe(1);
    expect(without.text).toContain('Terraform is not installed.\nInstall 1.11 or newer: https://');
    await checkout.write('old/terraform', '#!/bin/sh\necho \'{"terraform_version": "1.9.8"}\'\n');
    await chmod(join(checkout.folder, 'old/terraform'), 0o755);
    const old = await checkout.run('plan', { ...words, PATH: `${checkout.folder}/old:/usr/bin:/bin` });
    expect(old.code).toBe(1);
    expect(old.text).toContain('Terraform 1.9 is too old: state locking in S3 needs 1.11.');
  });

  it('builds no images out of changes that nobody committed', async () => {
    await checkout.write('new/terraform', '#!/bin/sh\necho \'{"terraform_version": "1.12.0"}\'\n');
    await chmod(join(checkout.folder, 'new/terraform'), 0o755);
    const words = { ENV: 'dev', ...(await aws()), PATH: `${checkout.folder}/new:/usr/bin:/bin` };
    const { code, text } = await checkout.run('images', words);
    expect(code).toBe(1);
    expect(text).toContain('There are changes that are not committed:');
    expect(text).toContain('DIRTY=1');
  });

  it('knows its verbs', async () => {
    const { code, text } = await checkout.run('explode', { ENV: 'dev' });
    expect(code).toBe(1);
    expect(text).toContain('There is no "explode".');
  });
});
