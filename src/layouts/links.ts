/** Every link that the machinery writes starts here, so that the site works under a path. */

const base = import.meta.env.BASE_URL.replace(/\/+$/, '');

/** '/simulations/' → '/base/simulations/' */
export const link = (path: `/${string}`): string => base + path;
