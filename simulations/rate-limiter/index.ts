export { rateLimiter as default } from './model.ts';
