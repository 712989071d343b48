/** Where a sweep's workers find the bench's model: by its folder, like any simulation. */
export { gateway as default } from '../../gateway-model.ts';
