-- The keys of a case. Row security on this table IS the key release: who sees no row can open nothing.

SET ROLE durumi_owner;

-- The wrapped case key of one compartment. Seeing the row is holding the key; no clearance, no row.
CREATE TABLE casework.case_key (
	case_id          uuid  NOT NULL REFERENCES casework.case_file,
	compartment      text  NOT NULL CHECK (compartment IN ('CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS', 'RELATIVES_AT_HOME')),
	wrapped          bytea NOT NULL,
	wrapping_key_id  text  NOT NULL,
	PRIMARY KEY (case_id, compartment)
);
CREATE INDEX ON casework.case_key (wrapping_key_id);
ALTER TABLE casework.case_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- case_key: the matrix, one line a relation
GRANT SELECT, INSERT ON casework.case_key TO durumi_app;
CREATE POLICY read ON casework.case_key FOR SELECT TO durumi_app USING (EXISTS (
	SELECT FROM casework.case_file c WHERE c.id = case_key.case_id AND (
		   c.owner_id = (SELECT access.caseworker())                                     AND compartment = ANY ((SELECT access.opens('OWNER'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['ASSIGNED']))::uuid[])      AND compartment = ANY ((SELECT access.opens('ASSIGNED'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['PASSAGE']))::uuid[])       AND compartment = ANY ((SELECT access.opens('PASSAGE'))::text[])
		OR c.id = ANY ((SELECT access.my_cases(ARRAY['BREAK_GLASS']))::uuid[])   AND compartment = ANY ((SELECT access.opens('BREAK_GLASS'))::text[])
		OR c.team_id = ANY ((SELECT access.supervised_teams())::uuid[])          AND compartment = ANY ((SELECT access.opens('SUPERVISOR'))::text[])
		OR c.team_id = ANY ((SELECT access.my_teams(ARRAY['CASEWORKER']))::uuid[]) AND compartment = ANY ((SELECT access.opens('TEAM'))::text[]))));
-- only the owner adds keys: whoever may add a missing one knows what will later be sealed with it
CREATE POLICY add ON casework.case_key FOR INSERT TO durumi_app WITH CHECK (
	case_id = ANY ((SELECT access.owned_cases())::uuid[]));

RESET ROLE;
