-- What is recorded about a survivor. Every table but stage_move has one shape: which case, which compartment, the sealed content.

SET ROLE durumi_owner;

-- One row a move, never changed: an undo is a move of its own that names the one it undoes.
CREATE TABLE casework.stage_move (
	id           uuid        PRIMARY KEY,
	case_id      uuid        NOT NULL REFERENCES casework.case_file,
	number       integer     NOT NULL CHECK (number >= 1),
	kind         text        NOT NULL CHECK (kind IN ('INTAKE', 'MOVE', 'EMERGENCY', 'REOPENING', 'UNDO')),
	from_stage   text,
	to_stage     text        NOT NULL,
	cycle        integer     NOT NULL,
	recorded_at  timestamptz NOT NULL,
	recorded_by  uuid        NOT NULL REFERENCES access.staff,
	approval_id  uuid,
	undoes       uuid        REFERENCES casework.stage_move,
	content      bytea       NOT NULL,               -- CORE: when it happened, why, what was met before us
	UNIQUE (case_id, number)
);
GRANT SELECT, INSERT ON casework.stage_move TO durumi_app;
ALTER TABLE casework.stage_move ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON casework.stage_move FOR SELECT TO durumi_app USING (
	EXISTS (SELECT FROM casework.case_file c WHERE c.id = stage_move.case_id));
CREATE POLICY add ON casework.stage_move FOR INSERT TO durumi_app WITH CHECK (
	recorded_by = (SELECT access.actor()) AND case_id = ANY ((SELECT access.workable_cases())::uuid[]));
CALL casework.put_under_audit('casework.stage_move', 'case_id');

-- Who she is, field by field, so that one field can be revealed without the others. A field left empty is sealed all the same:
-- NULL would show its absence.
CREATE TABLE casework.identity (
	id                  uuid    PRIMARY KEY,
	case_id             uuid    NOT NULL UNIQUE REFERENCES casework.case_file,
	compartment         text    NOT NULL CHECK (compartment = 'IDENTITY'),
	hangul              bytea   NOT NULL,
	dprk_romanised      bytea   NOT NULL,
	revised_romanised   bytea   NOT NULL,
	chinese_name        bytea   NOT NULL,
	pinyin              bytea   NOT NULL,
	aliases             bytea   NOT NULL,
	birth               bytea   NOT NULL,
	sex                 bytea   NOT NULL,
	province_of_origin  bytea   NOT NULL,
	languages           bytea   NOT NULL,
	version             integer NOT NULL DEFAULT 0
);

-- How she may be reached without being endangered.
CREATE TABLE casework.safe_contact (
	id            uuid    PRIMARY KEY,
	case_id       uuid    NOT NULL UNIQUE REFERENCES casework.case_file,
	compartment   text    NOT NULL CHECK (compartment = 'IDENTITY'),
	phone         bytea   NOT NULL,
	channel       bytea   NOT NULL,
	safe_times    bytea   NOT NULL,
	code_word     bytea   NOT NULL,
	never_say     bytea   NOT NULL,
	version       integer NOT NULL DEFAULT 0
);

-- One table a kind of record, all of one shape. The compartments named are the ones a row may be in.
DO $$
DECLARE
	kinds text[] := ARRAY[
		['consent',             'CORE'],
		['intake',              'HARM'],
		['cycle',               'HARM'],
		['detention',           'HARM'],
		['risk_assessment',     'HARM'],
		['safety_plan',         'HARM'],
		['immediate_needs',     'HEALTH'],
		['shelter_place',       'ROUTE'],
		['passage_plan',        'ROUTE'],
		['leg',                 'ROUTE'],
		['exit_clearance',      'ROUTE'],
		['protection_decision', 'CORE'],
		['discharge',           'IDENTITY'],
		['plan_task',           'CORE'],
		['closure_checklist',   'CORE'],
		['contact',             'CORE,IDENTITY,HARM,HEALTH,ROUTE'],
		['note',                'CORE,IDENTITY,HARM,HEALTH,ROUTE,HELPERS']];
	k text[];
BEGIN
	FOREACH k SLICE 1 IN ARRAY kinds LOOP
		EXECUTE format('CREATE TABLE casework.%I (
			id           uuid        PRIMARY KEY,
			case_id      uuid        NOT NULL REFERENCES casework.case_file,
			compartment  text        NOT NULL CHECK (compartment = ANY (%L::text[])),
			content      bytea       NOT NULL,
			recorded_at  timestamptz NOT NULL,
			recorded_by  uuid        NOT NULL REFERENCES access.staff,
			version      integer     NOT NULL DEFAULT 0)', k[1], string_to_array(k[2], ','));
		EXECUTE format('CREATE INDEX ON casework.%I (case_id)', k[1]);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE (content, recorded_at, recorded_by, version) ON casework.%I TO durumi_app', k[1]);
	END LOOP;
END $$;

-- My day sorts tasks by their date, so the date is in clear; what the task is stays sealed.
ALTER TABLE casework.plan_task ADD due_on date NOT NULL, ADD done_on date;
CREATE INDEX ON casework.plan_task (due_on) WHERE done_on IS NULL;
GRANT UPDATE (due_on, done_on) ON casework.plan_task TO durumi_app;

GRANT SELECT, INSERT, UPDATE (hangul, dprk_romanised, revised_romanised, chinese_name, pinyin, aliases, birth, sex, province_of_origin,
                              languages, version) ON casework.identity TO durumi_app;
GRANT SELECT, INSERT, UPDATE (phone, channel, safe_times, code_word, never_say, version) ON casework.safe_contact TO durumi_app;

-- Whoever sees the case and holds the compartment's key reads; whoever also works on the case writes.
DO $$
DECLARE
	t text;
	held text := 'EXISTS (SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
		WHERE k.case_id = %1$I.case_id AND k.compartment = %1$I.compartment)';
BEGIN
	FOREACH t IN ARRAY ARRAY['identity', 'safe_contact', 'consent', 'intake', 'cycle', 'detention', 'risk_assessment', 'safety_plan', 'immediate_needs',
			'shelter_place', 'passage_plan', 'leg', 'exit_clearance', 'protection_decision', 'discharge', 'plan_task', 'closure_checklist',
			'contact', 'note'] LOOP
		EXECUTE format('ALTER TABLE casework.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY read ON casework.%1$I FOR SELECT TO durumi_app USING (' || held || ')', t);
		EXECUTE format('CREATE POLICY add ON casework.%1$I FOR INSERT TO durumi_app WITH CHECK (
			case_id = ANY ((SELECT access.workable_cases())::uuid[]) AND ' || held || ')', t);
		EXECUTE format('CREATE POLICY change ON casework.%1$I FOR UPDATE TO durumi_app USING (
			case_id = ANY ((SELECT access.workable_cases())::uuid[]) AND ' || held || ')', t);
		EXECUTE format('CALL casework.put_under_audit(%L, %L)', 'casework.' || t, 'case_id');
	END LOOP;
END $$;

RESET ROLE;
