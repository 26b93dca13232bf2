export { defineService } from './define-service.ts';
export type { ServiceParts, ServicePlan, SharedParts, Sockets } from './define-service.ts';
export type { ServiceConfig } from './service-config.ts';
