/** Who asks, what they may do, and the rows there are. The same as seed.sql; a test compares the two. */

/** 1 is acme, 2 is birch. */
export type Tenant = 1 | 2;
export type Who = 'ada' | 'bruno' | 'sam' | 'job';

export const subdomains: Readonly<Record<Tenant, string>> = { 1: 'acme', 2: 'birch' };
export const tenants: readonly Tenant[] = [1, 2];

export const names: Readonly<Record<Who, string>> = { ada: 'Ada', bruno: 'Bruno', sam: 'Sam', job: 'The job' };

/** One bit each; a role is the sum of its bits. */
export const permissions = { read: 0b0001, write: 0b0010, invoices: 0b0100, support: 0b1000 } as const;

export interface Membership {
  readonly tenant: Tenant;
  readonly who: Who;
  readonly role: string;
  readonly mask: number;
}
/** Bruno's mask is a knob; this is what seed.sql gives him. */
export const memberships: readonly Membership[] = [
  { tenant: 1, who: 'ada', role: 'manager', mask: 0b0111 },
  { tenant: 2, who: 'bruno', role: 'accountant', mask: 0b0110 },
  { tenant: 2, who: 'sam', role: 'support', mask: 0b1000 },
];

export interface Invoice {
  readonly tenant: Tenant;
  readonly id: number;
  readonly paid: boolean;
}
export const invoices: readonly Invoice[] = [
  { tenant: 1, id: 101, paid: true },
  { tenant: 1, id: 102, paid: false },
  { tenant: 1, id: 103, paid: false },
  { tenant: 2, id: 104, paid: true },
  { tenant: 2, id: 105, paid: false },
];

export interface Project {
  readonly tenant: Tenant;
  readonly id: number;
}
export const projects: readonly Project[] = [
  { tenant: 1, id: 1 },
  { tenant: 1, id: 2 },
  { tenant: 2, id: 3 },
];

/** All bits that are needed, not one of them: 0b0010 & 0b0110 is not zero either. */
export const mayDo = (mask: number, needs: number): boolean => (mask & needs) === needs;

/** 6 → 0b0110 */
export const bits = (mask: number): string => `0b${mask.toString(2).padStart(4, '0')}`;
export const maskOf = (text: string): number => Number(text);
