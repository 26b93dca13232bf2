#!/usr/bin/env node
// Stands in for podman where no registry is there to push to: builds nothing, writes down what it was asked, and names what
// was pushed to the emulated registry.
import { appendFileSync, readFileSync } from 'node:fs';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';

const [verb = '', ...given] = process.argv.slice(2);
const input = verb === 'login' ? readFileSync(0, 'utf8') : '';
appendFileSync(
  process.env['ENGINE_LOG'] ?? '/dev/null',
  `${[verb, ...given].join(' ')}${input && ` < ${input.length} characters`}\n`,
);
if (verb === 'image') {
  process.stdout.write('1000000\n');
}
if (verb === 'push') {
  const [address = ''] = given;
  const [repositoryName = '', imageTag = ''] = address.slice(address.indexOf('/') + 1).split(':');
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  const config = { digest: `sha256:${repositoryName}${imageTag}`, size: 1 };
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
  await new ECRClient().send(
    new PutImageCommand({ repositoryName, imageTag, imageManifest, imageManifestMediaType: mediaType }),
  );
}
