import { runMigrations } from '@tintype/database';
import { connectDatabase } from './orm.config.ts';

// An entry of its own: deployments bring the database up to date before the new version starts.
const orm = await connectDatabase(process.env['DATABASE_URL'] ?? '', { maxConnections: 2 });
await runMigrations(orm);
await orm.close();
