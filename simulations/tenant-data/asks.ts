/** The requests of each situation: who asks, at which address, for what. */
import type { TenantParams } from './knobs.ts';
import { permissions, type Tenant, type Who } from './people.ts';

export type Verb = 'list' | 'read' | 'remind' | 'add-task' | 'add-invoice';

export interface Ask {
  readonly who: Who;
  /** The tenant whose rows the asker has a right to. */
  readonly rightTo: Tenant;
  /** Whose address was called; none for a job. */
  readonly host: Tenant | null;
  readonly verb: Verb;
  /** The invoice that is read, the project that a task is added to. */
  readonly id?: number;
  /** The tenant that the body of the request claims: it should not be believed. */
  readonly claims?: Tenant;
  /** The bits that are needed, all of them; 0 for a job, which nobody asks. */
  readonly needs: number;
  /** Earliest arrival. */
  readonly afterMs: number;
}

const { write, invoices, support } = permissions;
const ada: Ask = { who: 'ada', rightTo: 1, host: 1, verb: 'list', needs: invoices, afterMs: 0 };
const bruno: Ask = { ...ada, who: 'bruno', rightTo: 2, host: 2 };
/** Long enough that the first is done. */
const LATER_MS = 250;

const situations: Readonly<Record<TenantParams['asks'], readonly Ask[]>> = {
  both: [ada, bruno],
  'in-turn': [ada, { ...bruno, afterMs: LATER_MS }],
  guess: [{ ...bruno, verb: 'read', id: 101 }],
  link: [{ ...bruno, verb: 'add-task', id: 1, needs: write }],
  forge: [{ ...bruno, verb: 'add-invoice', claims: 1, needs: write | invoices }],
  job: [ada, { who: 'job', rightTo: 2, host: null, verb: 'remind', needs: 0, afterMs: LATER_MS }],
  support: [{ ...bruno, who: 'sam', needs: support }],
  'wrong-host': [{ ...bruno, host: 1 }],
};
export const asksOf = ({ asks }: Pick<TenantParams, 'asks'>): readonly Ask[] => situations[asks];

/** What a role may be asked for, and the bits that it takes. */
export const actions = [
  { says: 'list invoices', needs: bruno.needs },
  { says: 'add a task', needs: write },
  { says: 'write an invoice', needs: write | invoices },
  { says: 'help as support', needs: support },
] as const;

/** What the asker would call it. */
export function wish({ verb, id, claims }: Ask): string {
  switch (verb) {
    case 'list':
      return 'the invoices';
    case 'read':
      return `invoice ${id}`;
    case 'remind':
      return 'the unpaid invoices';
    case 'add-task':
      return `a new task in project ${id}`;
    case 'add-invoice':
      return `a new invoice of tenant ${claims}`;
  }
}

export const isWriting = ({ verb }: Ask): boolean => verb === 'add-task' || verb === 'add-invoice';

/** Reads may be kept in the cache; a job wants the rows as they are. */
export const isKept = ({ verb }: Ask): boolean => verb === 'list' || verb === 'read';
export const pathOf = ({ verb, id }: Ask): string => (verb === 'read' ? `/invoices/${id}` : '/invoices');
