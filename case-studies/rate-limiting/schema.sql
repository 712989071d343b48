-- What a tenant is held to. Gateways cache it; a change is a new row and never an update, so that a decision can be explained.

create table policy (
  name          text    not null check (name ~ '^[a-z-]+$'),
  version       integer not null check (version > 0),
  limit_count   bigint  not null check (limit_count > 0),   -- requests in a window, as the contract says it
  window_ms     bigint  not null check (window_ms between 1000 and 86400000),
  burst         bigint  not null check (burst > 0),
  -- A burst beyond the limit would promise more for a moment than for a window.
  check (burst <= limit_count),
  primary key (name, version)
);

create table tier (
  name           text primary key,
  policy         text not null,
  policy_version integer not null,
  foreign key (policy, policy_version) references policy (name, version)
);

create table tenant (
  id   text primary key,
  tier text not null references tier (name)
);

-- An override belongs to one tenant, has an author, a reason and an end: what has no end is a tier.
create table override (
  tenant         text        not null references tenant (id),
  policy         text        not null,
  policy_version integer     not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  author         text        not null check (author <> ''),
  reason         text        not null check (reason <> ''),
  foreign key (policy, policy_version) references policy (name, version),
  check (starts_at < ends_at and ends_at <= starts_at + interval '90 days'),
  primary key (tenant, starts_at)
);

-- Two overrides of one tenant never hold at the same time. PostgreSQL can say so with an exclusion constraint; it needs the
-- extension btree_gist, and this runs without.
create function no_second_override() returns trigger language plpgsql as $$
begin
  -- The tenant's row is the lock: two overrides that are written at once would not see each other.
  perform 1 from tenant where id = new.tenant for update;
  if exists (
    select 1 from override
    where tenant = new.tenant and starts_at < new.ends_at and new.starts_at < ends_at
  ) then
    raise exception 'override: tenant % has one in that time already', new.tenant;
  end if;
  return new;
end $$;
create trigger no_second_override before insert on override for each row execute function no_second_override();

create function never_changes() returns trigger language plpgsql as $$
begin
  raise exception '%: rows are never changed; insert a new version', tg_table_name;
end $$;
create trigger never_changes before update on policy for each row execute function never_changes();
create trigger never_changes before update on override for each row execute function never_changes();

-- What a gateway asks for: what holds for each tenant at one moment.
create function policy_at(moment timestamptz)
returns table (tenant text, policy text, version integer, limit_count bigint, window_ms bigint, burst bigint)
language sql stable as $$
  select tenant.id, policy.name, policy.version, policy.limit_count, policy.window_ms, policy.burst
  from tenant
  join tier on tier.name = tenant.tier
  left join override
    on override.tenant = tenant.id and override.starts_at <= moment and moment < override.ends_at
  join policy
    on policy.name = coalesce(override.policy, tier.policy)
   and policy.version = coalesce(override.policy_version, tier.policy_version)
$$;
