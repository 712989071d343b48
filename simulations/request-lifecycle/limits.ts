/**
 * What is fixed in this model: sizes, and times that no knob turns. All of them are assumed; model.md says what would change
 * with them. Times are medians in milliseconds unless they say otherwise.
 */
export const DNS_WORKERS = 64;
export const DNS_QUEUE = 256;
export const DNS_MS = 20;

/** How many requests the edge holds open towards the origin, and how long. */
export const EDGE_OPEN = 512;
export const EDGE_MS = 0.4;
export const ORIGIN_TIMEOUT_MS = 10_000;

export const GATEWAY_OPEN = 128;
export const GATEWAY_MS = 0.3;
export const GATEWAY_TIMEOUT_MS = 5000;

export const LIMITER_WORKERS = 1;
export const LIMITER_QUEUE = 256;
export const LIMITER_MS = 0.1;
/** Requests that may come at once before the rate counts. */
export const LIMITER_BURST = 10;

export const AUTH_WORKERS = 16;
export const AUTH_QUEUE = 64;
export const AUTH_MS = 2;

export const VALIDATION_WORKERS = 8;
export const VALIDATION_QUEUE = 64;
export const VALIDATION_MS = 0.5;

export const CONTROLLER_WORKERS = 40;
export const CONTROLLER_QUEUE = 40;
export const CONTROLLER_MS = 3;

export const CACHE_WORKERS = 8;
export const CACHE_QUEUE = 256;
export const CACHE_MS = 0.5;
/** After this the controller goes to the database instead. */
export const CACHE_TIMEOUT_MS = 50;
/** Entries; the oldest goes first. */
export const CACHE_ENTRIES = 1000;

/** How many queries may wait for a connection. */
export const DATABASE_QUEUE = 30;

/** How many different pages and orders are asked for. */
export const OBJECTS = 500;

export const BROWSER_TO_DNS_MS = 4;
export const EDGE_TO_GATEWAY_MS = 12;
export const INSIDE_MS = 0.3;
/** What half of the requests should be answered within, and this page measures: a goal, not a limit. */
export const BUDGET_MS = 200;
