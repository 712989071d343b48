export { brokerQueue as default } from './model.ts';
