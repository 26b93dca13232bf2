import { paginateDescribeImages } from '@aws-sdk/client-ecr';
import type { ImageDetail } from '@aws-sdk/client-ecr';
import { readFoundation } from '../bootstrap.ts';
import type { Context } from '../context.ts';
import { ago } from './ago.ts';

const shown = 3;

/** The newest images of one service; all services are pushed together. */
export async function imageRows(context: Context, running: string): Promise<string[][]> {
  const { image_registry: registry } = await readFoundation(context);
  const repositoryName = (Object.values(registry)[0] ?? '').split('/').slice(1).join('/');
  const images: ImageDetail[] = [];
  for await (const page of paginateDescribeImages(
    { client: context.clients.registry },
    { repositoryName, filter: { tagStatus: 'TAGGED' } },
  )) {
    images.push(...(page.imageDetails ?? []));
  }
  const rows = images
    .toSorted((a, b) => (b.imagePushedAt?.getTime() ?? 0) - (a.imagePushedAt?.getTime() ?? 0))
    .slice(0, shown)
    .map(({ imageTags = [], imagePushedAt: pushed, imageSizeInBytes: bytes = 0 }) => [
      imageTags.join(', '),
      ago(pushed),
      `${Math.round(bytes / 1e6)} MB`,
      imageTags.includes(running) ? 'runs' : '',
    ]);
  return rows.length === 0 ? [['none pushed yet']] : rows;
}
