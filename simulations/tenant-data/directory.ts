/** Turns a subdomain into a tenant. It is read before anybody is known, so no policy can guard it. */
import { setup } from 'xstate';
import { reply } from '../../src/kernel/index.ts';
import { subdomains, tenants } from './people.ts';

export interface DirectoryEvent {
  readonly type: 'WHICH_TENANT';
  readonly request: number;
  readonly subdomain: string;
}

export const directoryMachine = setup({ types: {} as { events: DirectoryEvent } }).createMachine({
  id: 'directory',
  on: {
    WHICH_TENANT: {
      actions: reply(({ event }) => ({
        type: 'TENANT',
        request: event.request,
        tenant: tenants.find((tenant) => subdomains[tenant] === event.subdomain) ?? null,
      })),
    },
  },
});
