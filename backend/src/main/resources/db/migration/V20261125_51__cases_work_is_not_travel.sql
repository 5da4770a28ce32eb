-- Working on a case is not travelling with it. A coordinator holds CORE and ROUTE and may change what the road needs; the database
-- also let her change consent, contacts and the closure checklist, against the matrix (access/matrix.yaml), which gives her TRAVEL and
-- not WORK. Left with the road: notes, and the tasks that a move of hers makes.

SET ROLE durumi_owner;

-- the cases on which the actor may do casework
CREATE FUNCTION access.worked_cases() RETURNS uuid[]
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN access.owned_cases() || access.my_cases(ARRAY['ASSIGNED', 'DEPUTY']);
GRANT EXECUTE ON FUNCTION access.worked_cases() TO durumi_app;

DO $$
DECLARE
	t text;
	held text := 'case_id = ANY ((SELECT access.worked_cases())::uuid[]) AND EXISTS (
		SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
		WHERE k.case_id = %1$I.case_id AND k.compartment = %1$I.compartment)';
BEGIN
	FOREACH t IN ARRAY ARRAY['identity', 'safe_contact', 'consent', 'intake', 'cycle', 'detention', 'risk_assessment', 'safety_plan',
			'immediate_needs', 'discharge', 'closure_checklist', 'contact'] LOOP
		EXECUTE format('ALTER POLICY add ON casework.%1$I WITH CHECK (' || held || ')', t);
		EXECUTE format('ALTER POLICY change ON casework.%1$I USING (' || held || ')', t);
	END LOOP;
END $$;

RESET ROLE;
