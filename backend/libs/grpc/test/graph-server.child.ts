import { silentLogger } from '@tintype/logger';
import { GraphServiceDefinition, implement, startGrpcServer } from '../src/index.ts';

// A replica that can be killed: `node graph-server.child.ts <port>`. It answers with its process id, after a moment, so
// that calls are always under way.
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const graph = implement(GraphServiceDefinition, {
  listFollowers: async () => {
    await pause();
    return { followerIds: [String(process.pid)], next: '' };
  },
  describePeople: async () => ({ people: [] }),
  describePosts: async () => ({ posts: [] }),
});
const server = await startGrpcServer({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  token: 'token of the services, for this test alone',
  logger: silentLogger,
  services: [graph],
});
process.send?.(server.address);
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
