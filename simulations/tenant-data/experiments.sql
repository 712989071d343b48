-- The missing index: the same question before and after a change. `:n` is the number of tasks, `:i` the number of a repetition.
-- A block begins with a line `-- name` alone; blocks are rows, then for each experiment prepare, before, change, after, and beneath:
-- what PostgreSQL asks on its own because of the question.

-- rows
CREATE SCHEMA lab;
SET search_path = lab;
CREATE TABLE people (tenant_id bigint, person_id bigint, name text NOT NULL, PRIMARY KEY (tenant_id, person_id));
CREATE TABLE tasks (
  tenant_id bigint, task_id bigint, project_id bigint NOT NULL, assignee_id bigint, state text NOT NULL, title text NOT NULL,
  created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, task_id));
INSERT INTO people SELECT 1 + i % 20, i, 'Person ' || i FROM generate_series(1, 400) i;
INSERT INTO tasks SELECT 1 + i % 20, i, 1 + (i / 20) % 50, i % 200 + 20,
  CASE WHEN i % 50 = 0 THEN 'open' ELSE 'done' END, md5(i::text), timestamptz '2026-01-01' + i * interval '1 minute' FROM generate_series(1, :n) i;
ALTER TABLE tasks ADD FOREIGN KEY (tenant_id, assignee_id) REFERENCES people;

-- id: no-index
-- title: The newest tasks of a project
-- says: The primary key begins with the tenant, so it is found through the whole tenant. The index has the question's columns in its order: the twenty entries lie side by side, the rows they lead to do not.
-- before
SELECT task_id, title FROM tasks
WHERE tenant_id = 7 AND project_id = 4
ORDER BY created_at DESC LIMIT 20;
-- change
CREATE INDEX of_project
  ON tasks (tenant_id, project_id, created_at DESC);

-- id: order
-- title: The order of the columns
-- says: The same two columns. With the time first, the entries of one tenant lie scattered among all others of that time. What is compared with = comes first, the range last: then what is wanted is one stretch of the index.
-- prepare
CREATE INDEX range_first ON tasks (created_at, tenant_id);
VACUUM tasks;
-- before
SELECT count(*) FROM tasks WHERE tenant_id = 7
  AND created_at >= timestamptz '2026-01-01' + :n / 2 * interval '1 minute';
-- change
DROP INDEX range_first;
CREATE INDEX equal_first ON tasks (tenant_id, created_at);

-- id: prefix
-- title: A gap in the middle of an index
-- says: The index is (tenant, project, time), and the question says nothing of the project. An index serves from its left, up to the first gap. Since version 18 PostgreSQL can skip over the gap, from one project to the next; each skip is a search of its own (Index Searches), where the fitting index needs one.
-- prepare
CREATE INDEX of_project ON tasks (tenant_id, project_id, created_at);
VACUUM tasks;
-- before
SELECT task_id, title FROM tasks WHERE tenant_id = 7
  AND created_at >= timestamptz '2026-01-01' + (:n - :n / 20) * interval '1 minute';
-- change
CREATE INDEX of_tenant ON tasks (tenant_id, created_at);
VACUUM tasks;

-- id: covering
-- title: An index that covers the question
-- says: Every column of the question is in the index, so the table itself is not visited, as long as VACUUM has marked its pages as visible to all.
-- prepare
CREATE INDEX of_project ON tasks (tenant_id, project_id);
VACUUM tasks;
-- before
SELECT task_id, state FROM tasks
WHERE tenant_id = 7 AND project_id = 4;
-- change
CREATE INDEX covering ON tasks (tenant_id, project_id)
  INCLUDE (task_id, state);
VACUUM tasks;

-- id: offset
-- title: A page far back: OFFSET against keyset
-- says: OFFSET reads what it skips, so every page costs more than the one before. Here, four fifths of the way back, the planner rather reads the whole tenant and sorts. A keyset begins behind the last row that was seen.
-- prepare
CREATE INDEX newest
  ON tasks (tenant_id, created_at DESC, task_id DESC);
-- before
SELECT task_id, title FROM tasks WHERE tenant_id = 7
ORDER BY created_at DESC, task_id DESC
LIMIT 20 OFFSET :n / 25;
-- after
SELECT task_id, title FROM tasks WHERE tenant_id = 7
  AND (created_at, task_id) < (
    SELECT created_at, task_id FROM tasks
    WHERE tenant_id = 7 AND task_id = :n - 14 - 20 * (:n / 25 - 1))
ORDER BY created_at DESC, task_id DESC LIMIT 20;

-- id: n-plus-one
-- title: N + 1 questions against one join
-- says: One question has given the newest fifty tasks, and a loop asks for the name of each assignee: fifty more, each of them quick. Fifty times something is planned, sent and waited for. The join gives tasks and names at once; the loop is counted without its first question. The time here is the server's alone: a network of 1 ms adds 50 ms to the loop, and 1 ms to the join.
-- times: 50
-- prepare
CREATE INDEX newest ON tasks (tenant_id, created_at DESC);
-- before
SELECT name FROM people
WHERE tenant_id = 7 AND person_id = 26 + 20 * (:i % 10);
-- after
SELECT t.task_id, t.title, p.name
FROM tasks t JOIN people p
  ON (p.tenant_id, p.person_id) = (t.tenant_id, t.assignee_id)
WHERE t.tenant_id = 7
ORDER BY t.created_at DESC LIMIT 50;

-- id: foreign-key
-- title: A foreign key without an index
-- says: Somebody leaves, and the database has to know that no task is theirs. Nobody wrote that question, so nobody gave it an index. The key carries the tenant, so the primary key leads to the tenant's tasks; all of these are read. EXPLAIN of the DELETE shows the check as the time of a trigger, without its rows and pages; they are counted here from the same question, asked by hand.
-- before
DELETE FROM people WHERE tenant_id = 7 AND person_id = 386;
-- change
CREATE INDEX of_assignee ON tasks (tenant_id, assignee_id);
-- beneath
SELECT 1 FROM ONLY tasks x
WHERE 7 = tenant_id AND 386 = assignee_id FOR KEY SHARE OF x

-- id: estimate
-- title: An estimate that takes columns for independent
-- says: Whoever knows the assignee knows the tenant, and the planner does not: it multiplies the two shares, and expects a twentieth of the rows that come. Every join above would multiply the mistake. Each id in a database of tenants hangs on its tenant in this way. CREATE STATISTICS tells the planner about the two columns; nothing else is changed, so the rows are the same and the estimate is not. Compare what was expected with what came: the plan may change with it, the times say little.
-- prepare
CREATE INDEX of_assignee ON tasks (tenant_id, assignee_id);
-- before
SELECT state, count(*) FROM tasks
WHERE tenant_id = 7 AND assignee_id = 26
GROUP BY state;
-- change
CREATE STATISTICS of_tenant (dependencies)
  ON tenant_id, assignee_id FROM tasks;
