/** Reads a token and says as whom, with which permissions. Whether it asks for the tenant of the address is a knob. */
import { setup } from 'xstate';
import { reply } from '../../src/kernel/index.ts';
import type { TenantParams } from './knobs.ts';
import { type Membership, maskOf, memberships, type Tenant, type Who } from './people.ts';

export interface IdentityContext {
  readonly params: TenantParams;
}
export interface IdentityEvent {
  readonly type: 'WHO_IS';
  readonly request: number;
  readonly token: Who;
  readonly tenant: Tenant;
}

export function roleFor({ token, tenant }: IdentityEvent, { membership }: TenantParams): Membership | undefined {
  return memberships.find(({ who, tenant: home }) => who === token && (membership === 'token' || home === tenant));
}
const maskFor = ({ who, mask }: Membership, params: TenantParams): number =>
  who === 'bruno' ? maskOf(params.mask) : mask;

export const identityMachine = setup({
  types: {} as { context: IdentityContext; events: IdentityEvent; input: IdentityContext },
}).createMachine({
  id: 'identity',
  context: ({ input }) => input,
  on: {
    WHO_IS: {
      actions: reply(({ context: { params }, event }) => {
        const found = roleFor(event, params);
        return found === undefined
          ? { type: 'NO_MEMBER', request: event.request }
          : { type: 'MEMBER', request: event.request, role: found.role, mask: maskFor(found, params) };
      }),
    },
  },
});
