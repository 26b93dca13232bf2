import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeBackup } from './backup.suite.ts';
import { describeEdge } from './edge.suite.ts';
import { engine } from './engine.ts';
import { describeImages } from './images.suite.ts';
import { startInstallation } from './installation.ts';
import type { Installation } from './installation.ts';
import { describeLoad } from './load.suite.ts';
import { describeStory } from './story.suite.ts';

const [describeHere, title] =
  'missing' in engine ? [describe.skip, `containers (left out: ${engine.missing})`] : [describe, 'containers'];

// One installation for all: it takes a minute to start. The last suite destroys its data and brings them back.
describeHere(title, () => {
  let installation: Installation | undefined;
  const app = (): Installation => {
    if (!installation) {
      throw new Error('it did not start');
    }
    return installation;
  };
  beforeAll(async () => {
    installation = await startInstallation();
  }, 900_000);
  afterAll(() => installation?.close(), 120_000);

  describe('images', () => describeImages(app));
  describe('nginx', () => describeEdge(app));
  describe('the story', () => describeStory(app));
  describe('under load', () => describeLoad(app));
  describe('backup', () => describeBackup(app));
});
