/** Many runs of one simulation: what a page's workers and the command line share. */
export * from './columns.ts';
export * from './job.ts';
export * from './report.ts';
export * from './run-once.ts';
export * from './summary.ts';
