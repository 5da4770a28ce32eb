-- A row edited behind the application's back is found. Each change of a row that holds something sealed is taken down by the database
-- as a hash of the whole row, the event about it that comes next in the same transaction covers that hash in its leaf, and a commit
-- whose last word about such a row is not its state is refused. The verifier holds each live row against the newest state.
--
-- What this does not do: it does not say what is in a row, it tells nothing of drafts (which are no records and leave no events when
-- they grow), and it believes the server that its functions are these. Whoever runs any SQL as the application can have an event
-- cover a state that no row has: that makes an alarm, and hides none.

SET ROLE durumi_audit_owner;

-- Which event covers which rows, in the order of the changes: n, not a clock, says which state of a row is its newest. Two
-- transactions that change one row wait for each other, and each takes its number after its change. What an event covers of a row
-- has the number of the state before in it too: whoever sets the sequence cannot give an old state a newer number unseen.
CREATE TABLE audit.row_state (
	event_id      uuid    NOT NULL,                  -- no foreign key: it is written just before the event is
	n             bigint  GENERATED ALWAYS AS IDENTITY,
	row_table     text    NOT NULL,
	row_key       text    NOT NULL,
	state_sha256  bytea   CHECK (octet_length(state_sha256) = 32), -- absent: the row is gone
	PRIMARY KEY (event_id, n)
);
CREATE INDEX row_state_row ON audit.row_state (row_table, row_key, n);
ALTER TABLE audit.row_state ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY verifier ON audit.row_state FOR SELECT TO durumi_verifier USING (true);
GRANT SELECT ON audit.row_state TO durumi_verifier;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.row_state FOR EACH STATEMENT EXECUTE FUNCTION audit.forbid();
ALTER TABLE audit.row_state ENABLE ALWAYS TRIGGER no_change;

-- the event's word about its rows; nobody else's
REVOKE INSERT (row_state_sha256) ON audit.event FROM durumi_app, durumi_owner;

-- SHA-256 over what the event covers, a row after the other: tags 1 table, 2 key, 3 state, if the row is there, 4 number, 5 number of
-- the row's state before, if there is one.
CREATE FUNCTION audit.row_state_data(row_table text, row_key text, state bytea, n bigint, before bigint) RETURNS bytea
	LANGUAGE sql STABLE
	RETURN audit.tlv(1, convert_to(row_table, 'UTF8')) || audit.tlv(2, convert_to(row_key, 'UTF8')) || audit.tlv(3, state)
		|| audit.tlv(4, int8send(n)) || audit.tlv(5, int8send(before));

-- Before the event is stamped (triggers fire by name), so that its leaf has it. An event covers what was changed about its own case
-- or subject; the rest waits for another event.
CREATE FUNCTION audit.cover_rows() RETURNS trigger
	-- by index, however small the tables were when a connection first planned it
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
	line     text;
	parts    text[];
	state    bytea;
	before   bigint;
	number   bigint;
	covered  bytea := '';
	rest     text := '';
BEGIN
	IF NEW.outcome <> 0 THEN
		RETURN NEW;
	END IF;
	FOREACH line IN ARRAY string_to_array(rtrim(current_setting('durumi.row_states'), E'\n'), E'\n') LOOP
		parts := string_to_array(line, ' ');
		IF parts[1]::uuid = NEW.subject_id OR parts[1]::uuid = NEW.case_id THEN
			state := decode(parts[4], 'hex');
			SELECT max(s.n) INTO before FROM audit.row_state s WHERE s.row_table = parts[2] AND s.row_key = parts[3];
			INSERT INTO audit.row_state AS s (event_id, row_table, row_key, state_sha256)
				VALUES (NEW.event_id, parts[2], parts[3], state) RETURNING s.n INTO number;
			covered := covered || audit.row_state_data(parts[2], parts[3], state, number, before);
		ELSE
			rest := rest || line || E'\n';
		END IF;
	END LOOP;
	IF covered <> '' THEN
		NEW.row_state_sha256 := sha256(covered);
		PERFORM set_config('durumi.row_states', rest, true);
	END IF;
	RETURN NEW;
END $$;
CREATE TRIGGER covers_rows BEFORE INSERT ON audit.event FOR EACH ROW
	WHEN (current_setting('durumi.row_states', true) <> '') EXECUTE FUNCTION audit.cover_rows();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER covers_rows;

-- At commit: is there an event of this transaction, about this subject, that covers the row as this change left it. What still waits
-- for an event was changed after the last one about it.
CREATE FUNCTION audit.require_row_state(about uuid, row_table text, row_key text, state bytea) RETURNS void
	-- as in audit.cover_rows()
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
	tx xid8 := pg_current_xact_id();
BEGIN
	IF current_setting('durumi.row_states', true) <> '' OR NOT EXISTS (
		SELECT FROM audit.row_state s
		-- the events first, and found by their transaction: joined, a plan made while the tables were small would read all states
		WHERE s.event_id = ANY (ARRAY(
			SELECT e.event_id FROM audit.event e
			-- the time: as in audit.require_event()
			WHERE e.txid = tx AND e.occurred_at >= transaction_timestamp() AND e.outcome = 0 AND about IN (e.case_id, e.subject_id)))
		  AND s.row_table = require_row_state.row_table AND s.row_key = require_row_state.row_key
		  AND s.state_sha256 IS NOT DISTINCT FROM state) THEN
		RAISE EXCEPTION 'change to % that no later event about its subject covers', row_table USING ERRCODE = 'integrity_constraint_violation';
	END IF;
END $$;

GRANT EXECUTE ON FUNCTION audit.tlv(integer, bytea), audit.require_row_state(uuid, text, text, bytea) TO durumi_owner;

RESET ROLE;
SET ROLE durumi_owner;

-- What waits for its event stands in a setting of the transaction: a savepoint that is rolled back takes its part of it along.
CREATE FUNCTION casework.tell_row() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	told text := coalesce(current_setting('durumi.row_states', true), '');
BEGIN
	IF TG_OP = 'DELETE' THEN
		told := told || concat_ws(' ', casework.row_subject(OLD), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, casework.row_key(OLD)) || E'\n';
	ELSE
		told := told || concat_ws(' ', casework.row_subject(NEW), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, casework.row_key(NEW),
			encode(casework.row_state(NEW), 'hex')) || E'\n';
	END IF;
	PERFORM set_config('durumi.row_states', told, true);
	RETURN NULL;
END $$;

CREATE FUNCTION casework.require_row_told() RETURNS trigger
	LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		PERFORM audit.require_row_state(casework.row_subject(OLD), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, casework.row_key(OLD), NULL);
	ELSE
		PERFORM audit.require_row_state(casework.row_subject(NEW), TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, casework.row_key(NEW),
			casework.row_state(NEW));
	END IF;
	RETURN NULL;
END $$;

-- Takes down how the rows of a table stand now, under events of the migration's own. What was done to them before is not found.
CREATE PROCEDURE casework.take_row_states(t regclass)
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	migration  uuid := access.system_actor('MIGRATION');
	ref        bytea := substr(sha256(uuid_send(gen_random_uuid())), 1, 16);
	opened     boolean := false;
	batch      text;
BEGIN
	FOR batch IN EXECUTE format($q$
			SELECT string_agg(concat_ws(' ', $1, $2, x.key, encode(x.state, 'hex')) || E'\n', '')
			FROM (SELECT casework.row_key(r) AS key, casework.row_state(r) AS state, row_number() OVER () / 500 AS part FROM %s r) x
			GROUP BY x.part$q$, t) USING migration, t::text LOOP
		IF NOT opened THEN
			PERFORM set_config('durumi.actor', migration::text, true);
			PERFORM audit.open_session(ref);
			opened := true;
		END IF;
		PERFORM set_config('durumi.row_states', batch, true);
		INSERT INTO audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome, subject_type, subject_id, detail_sha256)
			VALUES (uuidv7(), 1, migration, migration, ref, 0, 'MIGRATED', 0, 'LOG', migration, sha256(''));
	END LOOP;
	IF opened THEN
		PERFORM set_config('durumi.actor', '', true);
	END IF;
END $$;

-- Holds the rows of a table to their events. A row's state is SHA-256 over TLV: tag 1 the table, 2 the key, from 3 on the columns in the
-- order given here, each in PostgreSQL's binary form and absent if it is NULL; text, and what is written as text, in UTF-8.
-- To hold a further column, or one fewer, call it again: it takes the states anew.
CREATE PROCEDURE casework.hold_rows(t regclass, subject_column text, key_columns text[], columns text[])
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
DECLARE
	row_key    text := (SELECT string_agg(format('r.%I::text', k.name), ' || ''/'' || ' ORDER BY k.nth) FROM unnest(key_columns) WITH ORDINALITY AS k (name, nth));
	row_state  text;
	of_update  text := (SELECT string_agg(format('%I', c.name), ', ') FROM unnest(key_columns || columns) AS c (name));
	all_rows   text;
BEGIN
	SELECT format('audit.tlv(1, %L::bytea) || audit.tlv(2, convert_to(%s, ''UTF8''))', convert_to(t::text, 'UTF8'), row_key)
		|| string_agg(format(' || audit.tlv(%s, ', c.nth + 2) || CASE
			WHEN p.typname = 'bytea' THEN format('r.%I', c.name)
			WHEN p.typname = 'text' OR p.typelem <> 0 THEN format('convert_to(r.%I::text, ''UTF8'')', c.name)
			ELSE format('%s(r.%I)', p.typsend, c.name) END || ')', '' ORDER BY c.nth)
	  INTO STRICT row_state
	  FROM unnest(columns) WITH ORDINALITY AS c (name, nth)
	  JOIN pg_attribute a ON a.attrelid = t AND a.attname = c.name AND NOT a.attisdropped
	  JOIN pg_type p ON p.oid = a.atttypid;
	EXECUTE format('CREATE OR REPLACE FUNCTION casework.row_subject(r %s) RETURNS uuid LANGUAGE sql STABLE RETURN r.%I', t, subject_column);
	EXECUTE format('CREATE OR REPLACE FUNCTION casework.row_key(r %s) RETURNS text LANGUAGE sql STABLE RETURN %s', t, row_key);
	EXECUTE format('CREATE OR REPLACE FUNCTION casework.row_state(r %s) RETURNS bytea LANGUAGE sql STABLE RETURN sha256(%s)', t, row_state);
	EXECUTE format('GRANT EXECUTE ON FUNCTION casework.row_key(%1$s), casework.row_state(%1$s) TO durumi_verifier', t);

	EXECUTE format('CREATE OR REPLACE TRIGGER tell_row AFTER INSERT OR DELETE OR UPDATE OF %s ON %s
		FOR EACH ROW EXECUTE FUNCTION casework.tell_row()', of_update, t);
	EXECUTE format('DROP TRIGGER IF EXISTS row_told ON %s', t);
	EXECUTE format('CREATE CONSTRAINT TRIGGER row_told AFTER INSERT OR DELETE OR UPDATE OF %s ON %s
		DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION casework.require_row_told()', of_update, t);
	EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER tell_row, ENABLE ALWAYS TRIGGER row_told', t);

	SELECT string_agg(format('SELECT %L::text AS row_table, casework.row_key(r) AS row_key, casework.row_state(r) AS state_sha256 FROM %s r',
			p.proargtypes[0]::regtype, p.proargtypes[0]::regtype), ' UNION ALL ' ORDER BY p.proargtypes[0])
	  INTO all_rows
	  FROM pg_proc p WHERE p.proname = 'row_state' AND p.pronamespace = 'casework'::regnamespace;
	EXECUTE 'CREATE OR REPLACE VIEW casework.live_row AS ' || all_rows;
	CALL casework.take_row_states(t);
END $$;

-- every column: who wrote it and when belong to what is sealed
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['consent', 'intake', 'cycle', 'detention', 'risk_assessment', 'safety_plan', 'immediate_needs', 'shelter_place',
			'passage_plan', 'leg', 'exit_clearance', 'protection_decision', 'discharge', 'closure_checklist', 'contact', 'note'] LOOP
		CALL casework.hold_rows(('casework.' || t)::regclass, 'case_id', '{id}',
			'{case_id, compartment, content, recorded_at, recorded_by, version}');
	END LOOP;
END $$;
CALL casework.hold_rows('casework.plan_task', 'case_id', '{id}',
	'{case_id, compartment, content, recorded_at, recorded_by, version, due_on, done_on}');
CALL casework.hold_rows('casework.stage_move', 'case_id', '{id}',
	'{case_id, number, kind, from_stage, to_stage, cycle, recorded_at, recorded_by, approval_id, undoes, content}');
CALL casework.hold_rows('casework.identity', 'case_id', '{id}', '{case_id, compartment, hangul, dprk_romanised, revised_romanised,
	chinese_name, pinyin, aliases, birth, sex, province_of_origin, languages, version}');
CALL casework.hold_rows('casework.safe_contact', 'case_id', '{id}', '{case_id, compartment, phone, channel, safe_times, code_word, never_say, version}');
-- a key that is gone is a case that nobody opens again
CALL casework.hold_rows('casework.case_key', 'case_id', '{case_id, compartment}', '{wrapped, wrapping_key_id}');
-- not the team, which goes with the case
CALL casework.hold_rows('access.approval_request', 'id', '{id}', '{kind, case_id, org_id, subject_id, roles, requested_by, requested_at,
	expires_at, state, decided_by, decided_at, request, decision, version}');
CALL casework.hold_rows('review.sign_off', 'event_id', '{event_id, reviewer}', '{signed_at, comment, under_log_key, cosigned}');
CALL casework.hold_rows('review.question', 'event_id', '{id}', '{event_id, asked_of, asked_by, asked_at, question, answered_at, answer}');
CALL casework.hold_rows('review.escalation', 'event_id', '{event_id}', '{org_id, escalated_by, escalated_at, reason}');

-- ids and hashes, nothing of what is sealed
GRANT USAGE ON SCHEMA casework TO durumi_verifier;
GRANT SELECT ON casework.live_row TO durumi_verifier;

RESET ROLE;
