-- Breaking the glass is for looking. It was among what lets a person change the case, too, against the matrix
-- (access/matrix.yaml), which gives her VIEW and REVEAL_IDENTITY and no more.

SET ROLE durumi_owner;

CREATE OR REPLACE FUNCTION access.workable_cases() RETURNS uuid[]
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN access.owned_cases() || access.my_cases(ARRAY['ASSIGNED', 'PASSAGE']);

ALTER POLICY change ON casework.case_file USING (
	   owner_id = (SELECT access.caseworker())
	OR id       = ANY ((SELECT access.my_cases(ARRAY['ASSIGNED', 'PASSAGE']))::uuid[]));

RESET ROLE;
