// How much CPU a photo costs, how many a second go through, and how much memory forty at once take. Prints; no test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { variantsOf } from '@tintype/media-urls';
import { createDarkroom } from '../src/imaging/develop.ts';
import { createWorkshop } from '../src/imaging/workshop.ts';
import { startMedia } from '../test/media-stack.ts';
import type { MediaStack } from '../test/media-stack.ts';
import { drawNoise } from '../test/pictures.ts';

const given = process.argv[2];
const rounds = 7;
/** A photo of 12 megapixels and some 3.5 MB: one from the command line, or a drawn one. */
const photo = given === undefined ? await drawNoise(4000, 3000, 85) : readFileSync(given);
const { width, height } = await sharp(photo).metadata();

/** The simplest honest code that makes the same variants: one pipeline for each, from the same file. */
async function plain(): Promise<void> {
  for (const variant of variantsOf(width, height)) {
    const isSquare = variant.name === '160';
    const resized = sharp(photo)
      .autoOrient()
      .resize({ width: variant.width, height: variant.height, fit: isSquare ? 'cover' : 'fill' })
      .keepIccProfile();
    await (variant.format === 'webp' ? resized.webp({ quality: 80 }) : resized.jpeg({ quality: 82 })).toBuffer();
  }
}

/** The same with the encoder's settings of the service, so that only the pipeline differs. */
async function plainAtOurEffort(): Promise<void> {
  for (const variant of variantsOf(width, height)) {
    const isSquare = variant.name === '160';
    const resized = sharp(photo)
      .autoOrient()
      .resize({ width: variant.width, height: variant.height, fit: isSquare ? 'cover' : 'fill' })
      .keepIccProfile();
    await (
      variant.format === 'webp' ? resized.webp({ quality: 80, effort: 2 }) : resized.jpeg({ quality: 82 })
    ).toBuffer();
  }
}

const darkroom = createDarkroom(createWorkshop({ benches: 1, places: 1 }), () => undefined);

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const print = (name: string, value: string): void => console.log(`${name.padEnd(58)} ${value}`);

async function compare(): Promise<number> {
  const times = { plain: [] as number[], effort: [] as number[], ours: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.plain.push(await cpuSeconds(plain));
    times.effort.push(await cpuSeconds(plainAtOurEffort));
    times.ours.push(await cpuSeconds(() => darkroom.develop(photo)));
  }
  const floor = median(times.plain);
  print(
    'photo',
    `${width} x ${height}, ${(photo.length / 1e6).toFixed(1)} MB, ${variantsOf(width, height).length} variants`,
  );
  print('CPU seconds a photo: plain sharp', floor.toFixed(3));
  print('CPU seconds a photo: plain sharp, our WebP effort', median(times.effort).toFixed(3));
  print('CPU seconds a photo: the darkroom', median(times.ours).toFixed(3));
  print('ratio: the darkroom to plain sharp', (median(times.ours) / floor).toFixed(2));
  print(
    'ratio: the darkroom to plain sharp at our WebP effort',
    (median(times.ours) / median(times.effort)).toFixed(2),
  );
  return floor;
}

interface ServiceProcess {
  readonly url: string;
  cpuSeconds(): number;
  /** Peak of resident memory in megabytes. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

async function startProcess(stack: MediaStack): Promise<ServiceProcess> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const env = { ...stack.environment, NODE_ENV: 'development', HOST: '127.0.0.1', PORT: String(port) };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  for (
    let tries = 0;
    tries < 200 &&
    !(await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ));
    tries += 1
  ) {
    await sleep(100);
  }
  const proc = (file: string): string => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');
  return {
    url,
    cpuSeconds: () => {
      const fields = proc('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    peakMegabytes: () => Number(/VmHWM:\s+(\d+)/.exec(proc('status'))?.[1]) / 1024,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function serve(floor: number): Promise<void> {
  const stack = await startMedia({ MEDIA_PHOTOS_PER_DAY: '10000' });
  const service = await startProcess(stack);
  const person = stack.createPerson();
  const upload = async (): Promise<number> => {
    const body = new FormData();
    body.append('image', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'a.jpg');
    const headers = { Authorization: `Bearer ${person.token}` };
    const answer = await fetch(`${service.url}/api/photos`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  };
  await upload();
  print('memory of the process after the first photo, MB', service.peakMegabytes().toFixed(0));

  const count = 20;
  const before = service.cpuSeconds();
  const started = performance.now();
  const lanes = Array.from({ length: availableParallelism() + 1 }, async (_value, lane) => {
    for (let done = lane; done < count; done += availableParallelism() + 1) {
      await upload();
    }
  });
  await Promise.all(lanes);
  const seconds = (performance.now() - started) / 1000;
  const each = (service.cpuSeconds() - before) / count;
  print('CPU seconds a photo: the whole service, stores included', each.toFixed(3));
  print('ratio: the whole service to plain sharp', (each / floor).toFixed(2));
  print(`photos a second (${availableParallelism()} cores, stores on the same)`, (count / seconds).toFixed(1));

  const statuses = await Promise.all(Array.from({ length: 40 }, upload));
  const tally = Object.entries(Object.groupBy(statuses, String)).map(([status, all]) => `${all?.length} x ${status}`);
  print('forty uploads at once', tally.join(', '));
  print('peak memory of the process, MB', service.peakMegabytes().toFixed(0));
  await service.stop();
  await stack.close();
}

await serve(await compare());
process.exit(0);
