-- The statements of the page. Each is run on the schema as the actor that it names; recorded.json holds what PostgreSQL answered.
-- A statement ends at the next "-- id:".

-- id: own-invoices
-- title: All invoices, as birch
-- as: birch
-- says: The statement names no tenant. The policy does: look at the filter of its plan.
-- plan: yes
SELECT tenant_id, invoice_id, number, amount_cents, paid_on FROM invoices;

-- id: guessed
-- title: Invoice 101, guessed by birch
-- as: birch
-- says: It exists, in acme. For birch it is no row; an error would have said that it is there.
-- plan: yes
SELECT * FROM invoices WHERE invoice_id = 101;

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
-- as: nobody
-- says: It fails closed: no context, no rows, and no error either.
SELECT count(*) FROM invoices;

-- id: left-behind
-- title: SET, and the next one on the same connection
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

-- id: empty-setting
-- title: What is left of a setting
-- as: nobody
-- says: After the transaction it is an empty text and not NULL, and an empty text is no number. That is why current_tenant() has a nullif.
BEGIN;
SET LOCAL app.tenant = '1';
COMMIT;
SELECT current_setting('app.tenant', true)::bigint;

-- id: owner-forced
-- title: All invoices, as the owner
-- as: owner
-- says: FORCE ROW LEVEL SECURITY binds the owner, too.
SELECT count(*) FROM invoices;

-- id: owner-free
-- title: The owner, when FORCE was forgotten
-- as: owner
-- says: The policies are still enabled. They do not bind the owner of the table.
BEGIN;
ALTER TABLE invoices NO FORCE ROW LEVEL SECURITY;
SELECT tenant_id, count(*) FROM invoices GROUP BY tenant_id ORDER BY tenant_id;
ROLLBACK;

-- id: bits
-- title: Who may see invoices: roles as bits
-- as: acme
-- says: One bit each: read 0001, write 0010, invoices 0100, support 1000. A role may when the AND is not zero.
-- plan: yes
SELECT u.name, r.name AS role, r.permissions::bit(4) AS has, 4::bit(4) AS needs,
       (r.permissions & 4)::bit(4) AS both, r.permissions & 4 <> 0 AS may
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
SELECT t.subdomain, count(i.invoice_id) AS invoices FROM tenants t LEFT JOIN invoices i USING (tenant_id) GROUP BY t.subdomain ORDER BY 1;
