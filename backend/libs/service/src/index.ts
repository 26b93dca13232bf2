export { defineService } from './define-service.ts';
export type { ServiceParts, ServicePlan, SharedParts, Sockets } from './define-service.ts';
export type { ServiceConfig } from './service-config.ts';
export { startRepeating } from './start-repeating.ts';
export type { Repeating, RepeatingOptions } from './start-repeating.ts';
