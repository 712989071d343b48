-- The statements of the page. Each is run on the schema as the actor that it names; recorded.json holds what PostgreSQL answered.
-- A statement ends at the next "-- id:".

-- id: own-invoices
-- title: All invoices, as birch
-- group: What a policy does
-- as: birch
-- says: The statement names no tenant. The policy does: look at the filter of its plan. The plan also says how many rows were thrown away: EXPLAIN ANALYZE tells birch how many invoices the others have.
-- plan: yes
SELECT tenant_id, invoice_id, number, amount_cents, paid_on FROM invoices;

-- id: guessed
-- title: Invoice 101, guessed by birch
-- as: birch
-- says: It exists, in acme. For birch it is no row; an error would have said that it is there.
-- plan: yes
SELECT * FROM invoices WHERE invoice_id = 101;

-- id: policy-index
-- title: A policy is a condition, and uses the index
-- as: birch
-- says: Five rows are read at once, so sequential scans are switched off to see it: the policy and the question stand in one condition of the index on (tenant_id, invoice_id). The function is SQL, so its body stands in the place of a call; in PL/pgSQL, which is VOLATILE unless said otherwise, it would be called for every row and no index would serve.
BEGIN;
SET LOCAL enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM invoices WHERE invoice_id = 104;
ROLLBACK;

-- id: foreign-row
-- title: An invoice for acme, written by birch
-- as: birch
-- says: WITH CHECK holds for what is written as USING does for what is read.
INSERT INTO invoices (tenant_id, number, amount_cents) VALUES (1, '2026-900', 100);

-- id: foreign-project
-- title: A task of birch on a project of acme
-- as: birch
-- says: The foreign key carries the tenant: there is no project (2, 1). Try project 99, which nobody has, and compare.
INSERT INTO tasks (tenant_id, project_id, title) VALUES (2, 1, 'Look around');

-- id: nobody
-- title: All invoices, before a tenant is set
-- group: The setting, and whose it is
-- as: nobody
-- says: It fails closed: no context, no rows, and no error either.
-- plan: yes
SELECT count(*) FROM invoices;

-- id: left-behind
-- title: SET, and the next one on the same connection
-- crosses: yes
-- as: nobody
-- says: A request sets the tenant with SET and gives the connection back. A job takes it and sets nothing.
SET app.tenant = '1';
-- The connection goes back to the pool and is lent to the job.
SELECT tenant_id, invoice_id FROM invoices WHERE paid_on IS NULL;

-- id: set-local
-- title: SET LOCAL, and the next one on the same connection
-- as: nobody
-- says: The setting has gone with the transaction.
BEGIN;
SET LOCAL app.tenant = '1';
COMMIT;
SELECT count(*) FROM invoices WHERE paid_on IS NULL;

-- id: set-config
-- title: SET LOCAL with a parameter
-- as: nobody
-- says: SET takes no parameter, so code that uses it pastes text. set_config with true at its end does the same, and takes one.
PREPARE work_for(bigint) AS SELECT set_config('app.tenant', $1::text, true);
BEGIN;
EXECUTE work_for(1);
SELECT count(*) FROM invoices;
COMMIT;
SELECT count(*) AS after_commit FROM invoices;
DEALLOCATE work_for;

-- id: empty-setting
-- title: What is left of a setting
-- as: nobody
-- says: After the transaction it is an empty text and not NULL, and an empty text is no number. That is why current_tenant() has a nullif.
BEGIN;
SET LOCAL app.tenant = '1';
COMMIT;
SELECT current_setting('app.tenant', true)::bigint;

-- id: any-tenant
-- title: Whoever speaks SQL sets the tenant
-- crosses: yes
-- as: birch
-- says: app.tenant is a setting like any other: nothing asks who sets it. Policies hold against a forgotten WHERE, and not against SQL that somebody else has written.
BEGIN;
SET LOCAL app.tenant = '1';
SELECT tenant_id, invoice_id FROM invoices;
ROLLBACK;

-- id: rather-fail
-- title: A job that would rather fail
-- as: nobody
-- says: For a backup or a count over all tenants no rows are worse than an error. row_security = off does not turn policies off; it refuses every statement that a policy would filter. pg_dump sets it.
SET row_security = off;
SELECT count(*) FROM invoices;

-- id: owner-forced
-- title: All invoices, as the owner
-- group: What walks past a policy
-- as: owner
-- says: FORCE ROW LEVEL SECURITY binds the owner, too.
-- plan: yes
SELECT count(*) FROM invoices;

-- id: owner-free
-- title: The owner, when FORCE was forgotten
-- crosses: yes
-- as: owner
-- says: The policies are still enabled. They do not bind the owner of the table.
BEGIN;
ALTER TABLE invoices NO FORCE ROW LEVEL SECURITY;
SELECT tenant_id, count(*) FROM invoices GROUP BY tenant_id ORDER BY tenant_id;
ROLLBACK;

-- id: owner-disables
-- title: An owner who is forced, and turns it off
-- crosses: yes
-- as: owner
-- says: FORCE guards against forgetting. The owner of a table can always take it away, so the application should not be the owner.
BEGIN;
ALTER TABLE invoices DISABLE ROW LEVEL SECURITY;
SELECT tenant_id, count(*) FROM invoices GROUP BY tenant_id ORDER BY tenant_id;
ROLLBACK;

-- id: superuser
-- title: All invoices, as a superuser
-- crosses: yes
-- as: superuser
-- says: Superusers are never bound, FORCE or not.
-- plan: yes
SELECT tenant_id, count(*) FROM invoices GROUP BY tenant_id ORDER BY tenant_id;

-- id: bypassrls
-- title: The admin, once it has BYPASSRLS
-- crosses: yes
-- as: superuser
-- says: An attribute of the role. No table and no policy says that it is set; pg_roles.rolbypassrls does.
BEGIN;
ALTER ROLE app_admin BYPASSRLS;
SET LOCAL ROLE app_admin;
SELECT tenant_id, count(*) FROM invoices GROUP BY tenant_id ORDER BY tenant_id;
ROLLBACK;

-- id: second-policy
-- title: A second policy
-- crosses: yes
-- as: superuser
-- says: Policies are PERMISSIVE unless said otherwise, and one that lets a row through is enough. A well-meant second one opens every tenant's paid invoices; a RESTRICTIVE one has to hold beside all others.
BEGIN;
CREATE POLICY paid_may_be_shown ON invoices FOR SELECT USING (paid_on IS NOT NULL);
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT tenant_id, invoice_id, paid_on FROM invoices ORDER BY invoice_id;
RESET ROLE;
CREATE POLICY always_of_tenant ON invoices AS RESTRICTIVE USING (tenant_id = current_tenant());
SET LOCAL ROLE app;
SELECT tenant_id, invoice_id, paid_on FROM invoices ORDER BY invoice_id;
ROLLBACK;

-- id: truncate
-- title: TRUNCATE, as birch
-- crosses: yes
-- as: superuser
-- says: What works on the whole table asks no policy. Here it was granted for a nightly script; GRANT ALL grants it, too.
BEGIN;
GRANT TRUNCATE ON invoices TO app;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
TRUNCATE invoices;
RESET ROLE;
SELECT count(*) AS left_of_both FROM invoices;
ROLLBACK;

-- id: partition
-- title: A partition, asked by its name
-- crosses: yes
-- as: superuser
-- says: The policy belongs to the table that was named. Through the parent birch sees its own; the partition of acme has no policy, and whoever may read it reads all of it.
BEGIN;
CREATE TABLE payments (tenant_id bigint, payment_id bigint, PRIMARY KEY (tenant_id, payment_id))
  PARTITION BY LIST (tenant_id);
CREATE TABLE payments_1 PARTITION OF payments FOR VALUES IN (1);
CREATE TABLE payments_2 PARTITION OF payments FOR VALUES IN (2);
INSERT INTO payments VALUES (1, 1), (1, 2), (2, 3);
ALTER TABLE payments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON payments USING (tenant_id = current_tenant());
GRANT SELECT ON payments, payments_1, payments_2 TO app;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT * FROM payments;
SELECT * FROM payments_1;
ROLLBACK;

-- id: view
-- title: A view that a superuser made, and security_invoker
-- crosses: yes
-- as: superuser
-- says: A view asks with the rights of its owner, and under the owner's policies: the first gives birch the sums of both. WITH (security_invoker) it asks as whoever uses it.
BEGIN;
CREATE VIEW totals AS SELECT tenant_id, sum(amount_cents) FROM invoices GROUP BY tenant_id;
CREATE VIEW own_totals WITH (security_invoker) AS SELECT tenant_id, sum(amount_cents) FROM invoices GROUP BY tenant_id;
GRANT SELECT ON totals, own_totals TO app;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT * FROM totals ORDER BY tenant_id;
SELECT * FROM own_totals ORDER BY tenant_id;
ROLLBACK;

-- id: materialized-view
-- title: A materialized view, refreshed and granted
-- crosses: yes
-- as: superuser
-- says: It holds what its owner saw at the last REFRESH, and can have no policy. Here it belongs to the owner of forced tables, and acme was set when a superuser refreshed it: REFRESH asks as the view's owner, so it holds acme's sum, and birch reads it. What helps is no grant on it, and a security_barrier view over it that asks for the tenant.
BEGIN;
CREATE MATERIALIZED VIEW kept_totals AS
  SELECT tenant_id, sum(amount_cents) FROM invoices GROUP BY tenant_id WITH NO DATA;
ALTER MATERIALIZED VIEW kept_totals OWNER TO app_owner;
SET LOCAL app.tenant = '1';
REFRESH MATERIALIZED VIEW kept_totals;
CREATE VIEW own_kept_totals WITH (security_barrier) AS SELECT * FROM kept_totals WHERE tenant_id = current_tenant();
GRANT SELECT ON kept_totals, own_kept_totals TO app;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT * FROM kept_totals;
SELECT * FROM own_kept_totals;
ROLLBACK;

-- id: copied
-- title: A copy of the table
-- crosses: yes
-- as: superuser
-- says: CREATE TABLE AS copies rows, and LIKE … INCLUDING ALL copies keys, defaults and indexes. Neither copies a policy. What is exported, replicated or indexed elsewhere is such a copy.
BEGIN;
CREATE TABLE invoices_before_migration (LIKE invoices INCLUDING ALL);
INSERT INTO invoices_before_migration SELECT * FROM invoices;
GRANT SELECT ON invoices_before_migration TO app;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT tenant_id, invoice_id FROM invoices_before_migration ORDER BY invoice_id;
ROLLBACK;

-- id: definer
-- title: A SECURITY DEFINER function
-- crosses: yes
-- as: superuser
-- says: It works with the rights of who made it. Made by a superuser it adds up everybody's invoices; made by the owner of forced tables it sees those of birch.
BEGIN;
CREATE FUNCTION total() RETURNS bigint SECURITY DEFINER SET search_path = saas LANGUAGE sql
  AS 'SELECT sum(amount_cents) FROM invoices';
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT total() AS made_by_superuser;
RESET ROLE;
ALTER FUNCTION total() OWNER TO app_owner;
SET LOCAL ROLE app;
SELECT total() AS made_by_owner;
ROLLBACK;

-- id: unique
-- title: A unique number tells that somebody has it
-- crosses: yes
-- as: superuser
-- says: Unique constraints look beneath all policies, as foreign keys do. With a key of (tenant_id, invoice_id) birch may have an invoice 101 of its own; with a number that is unique over all tenants the refusal says that another has it.
BEGIN;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
INSERT INTO invoices (tenant_id, invoice_id, number, amount_cents) VALUES (2, 101, '2026-901', 1);
ROLLBACK;
BEGIN;
ALTER TABLE invoices ADD UNIQUE (invoice_id);
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
INSERT INTO invoices (tenant_id, invoice_id, number, amount_cents) VALUES (2, 101, '2026-901', 1);
ROLLBACK;

-- id: not-leakproof
-- title: A condition that would betray a row
-- as: birch
-- says: On invoice 101 it would divide by zero, and the error would tell that it exists. Division is not LEAKPROOF, so PostgreSQL asks the policy first.
-- plan: yes
SELECT invoice_id FROM invoices WHERE 1 / (invoice_id - 101) >= 0;

-- id: leakproof
-- title: A function that says it is LEAKPROOF, and is not
-- crosses: yes
-- as: superuser
-- says: It may be asked before the policy, because somebody vouched for it. Only superusers may.
BEGIN;
CREATE FUNCTION peek(bigint) RETURNS boolean LEAKPROOF COST 0.0001 LANGUAGE plpgsql AS $$
BEGIN
  IF $1 = 990000 THEN RAISE EXCEPTION 'somebody has an invoice of %', $1; END IF;
  RETURN true;
END $$;
SET LOCAL ROLE app;
SET LOCAL app.tenant = '2';
SELECT invoice_id FROM invoices WHERE peek(amount_cents);

-- id: bits
-- title: Who may see invoices: roles as bits
-- group: What the application asks all day
-- as: acme
-- says: One bit each: read 0001, write 0010, invoices 0100, support 1000. A role may when the AND is what is needed.
-- plan: yes
SELECT u.name, r.name AS role, r.permissions::bit(4) AS has, 4::bit(4) AS needs,
       (r.permissions & 4)::bit(4) AS both, r.permissions & 4 = 4 AS may
FROM memberships m
JOIN users u USING (user_id)
JOIN roles r USING (tenant_id, role_id)
ORDER BY u.name;

-- id: fellow-members
-- title: All users, as birch
-- as: birch
-- says: Users carry no tenant: the policy looks for a membership, and the plan shows what that costs.
-- plan: yes
SELECT name, email FROM users ORDER BY name;

-- id: board
-- title: The board of acme
-- as: acme
-- says: Each join carries the tenant, as its key does.
-- plan: yes
SELECT p.name AS project, t.title, t.state, u.name AS assignee
FROM tasks t
JOIN projects p USING (tenant_id, project_id)
LEFT JOIN memberships m ON (m.tenant_id, m.user_id) = (t.tenant_id, t.assignee_id)
LEFT JOIN users u USING (user_id)
ORDER BY t.task_id;

-- id: settle
-- title: Settle an invoice, and tell about it
-- as: acme
-- says: The change, its event and its entry in the log are one transaction: all of them or none.
UPDATE invoices SET paid_on = '2026-02-03' WHERE invoice_id = 102 RETURNING number, paid_on;
INSERT INTO outbox (tenant_id, topic, payload) VALUES (current_tenant(), 'invoice.paid', '{"invoice": 102}');
INSERT INTO audit_log (tenant_id, actor_id, action, subject) VALUES (current_tenant(), 1, 'invoice paid', 'invoice 102');

-- id: own-log
-- title: Tidy up in the log
-- as: acme
-- says: The application may add to the log and read it. Nobody granted it more.
DELETE FROM audit_log;

-- id: columns
-- title: Where the tenants' bills go
-- as: acme
-- says: A privilege guards the column; the table has no policy, because it is read before anybody is known.
SELECT subdomain, billing_email FROM tenants;

-- id: admin
-- title: All invoices, as the admin
-- as: admin
-- says: Support is bound as everybody is. It sees which tenants there are, and rows only of the one that it has set.
-- plan: yes
SELECT t.subdomain, count(i.invoice_id) AS invoices FROM tenants t LEFT JOIN invoices i USING (tenant_id) GROUP BY t.subdomain ORDER BY 1;

-- id: partitioned-key
-- title: Partitions by month, and a key that has no month
-- as: superuser
-- says: Each partition has an index of its own, so what is unique has to hold the column of the partitions. By tenant the first table is made, for the tenant is in every key. By month the second is refused; with the month in the key the same idempotency key would be taken again next month.
CREATE TABLE by_tenant (tenant_id bigint, payment_id bigint, idempotency_key text,
  PRIMARY KEY (tenant_id, payment_id), UNIQUE (tenant_id, idempotency_key)
) PARTITION BY HASH (tenant_id);
CREATE TABLE by_month (tenant_id bigint, payment_id bigint, idempotency_key text, paid_on date,
  PRIMARY KEY (tenant_id, payment_id, paid_on), UNIQUE (tenant_id, idempotency_key)
) PARTITION BY RANGE (paid_on);
