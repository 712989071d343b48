-- Two tenants, small enough to know every row by heart. Loaded by a superuser, whom no policy binds.
SET search_path = saas;

INSERT INTO tenants VALUES
  (1, 'acme',  'Acme Tools',    'team',       'billing@acme.example'),
  (2, 'birch', 'Birch & Sons',  'enterprise', 'office@birch.example');

INSERT INTO users VALUES
  (1, 'ada@acme.example',    'Ada'),
  (2, 'bruno@birch.example', 'Bruno'),
  (3, 'sam@support.example', 'Sam'),
  (4, 'cleo@acme.example',   'Cleo');

INSERT INTO roles VALUES
  (1, 1, 'manager',    7),  -- 0b0111
  (1, 2, 'viewer',     1),  -- 0b0001
  (2, 3, 'accountant', 6),  -- 0b0110
  (2, 4, 'support',    8);  -- 0b1000

INSERT INTO memberships VALUES (1, 1, 1), (1, 4, 2), (2, 2, 3), (2, 3, 4);

INSERT INTO projects VALUES (1, 1, 'Web shop'), (1, 2, 'Warehouse'), (2, 3, 'Orchard');

INSERT INTO tasks (tenant_id, task_id, project_id, assignee_id, title, state) VALUES
  (1, 1, 1, 1,    'Search finds nothing',   'open'),
  (1, 2, 1, 4,    'Photographs of hammers', 'doing'),
  (1, 3, 2, NULL, 'Count the shelves',      'open'),
  (2, 4, 3, 2,    'Prune the old trees',    'open'),
  (2, 5, 3, 2,    'Order ladders',          'done');

INSERT INTO invoices (tenant_id, invoice_id, number, amount_cents, paid_on) VALUES
  (1, 101, '2026-001', 120000, '2026-01-20'),
  (1, 102, '2026-002',  45000, NULL),
  (1, 103, '2026-003', 990000, NULL),
  (2, 104, '2026-001',  30000, '2026-02-01'),
  (2, 105, '2026-002',  78000, NULL);

INSERT INTO audit_log (tenant_id, entry_id, actor_id, action, subject) VALUES
  (1, 1, 1, 'invoice issued', 'invoice 103'),
  (2, 2, 2, 'task closed',    'task 5');

INSERT INTO outbox (tenant_id, event_id, topic, payload) VALUES
  (1, 1, 'invoice.issued', '{"invoice": 103}'),
  (2, 2, 'task.closed',    '{"task": 5}');

-- The next number of each table, so that what readers add begins above the rows they know.
ALTER TABLE projects  ALTER project_id RESTART WITH 10;
ALTER TABLE tasks     ALTER task_id    RESTART WITH 10;
ALTER TABLE invoices  ALTER invoice_id RESTART WITH 110;
ALTER TABLE audit_log ALTER entry_id   RESTART WITH 10;
ALTER TABLE outbox    ALTER event_id   RESTART WITH 10;
ANALYZE;
