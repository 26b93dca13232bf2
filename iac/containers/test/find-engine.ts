// Says in one line why the tests over containers are left out here, or nothing.
import { engine } from './engine.ts';

if ('missing' in engine) {
  process.stdout.write(`Left out: Tintype in containers (${engine.missing}).\n`);
  process.exitCode = 1;
}
