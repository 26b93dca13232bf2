export { createEdge } from './edge/edge.ts';
export { readRoutingTable, routeOf } from './edge/routing-table.ts';
export { startPostgres } from './postgres/index.ts';
export type { EmbeddedPostgres } from './postgres/index.ts';
export { startTintype } from './start-tintype.ts';
export type { RunningTintype, TintypeOptions } from './start-tintype.ts';
