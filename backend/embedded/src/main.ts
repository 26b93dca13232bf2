import { enableCompileCache } from 'node:module';

// Compiled code is kept between starts; it must be switched on before anything else is imported.
enableCompileCache();
const { run } = await import('./run.ts');
await run();
