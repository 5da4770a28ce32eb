-- A consent may be over on a day of its own, and acting without one is a right of its own.

SET ROLE durumi_owner;

-- The last day on which the state of consent stands so. The ledger is sealed, so without it a list would go on saying that she
-- consents; the day on which she is to be asked again is in clear among the tasks anyway. On the day after it the state counts as EXPIRED.
ALTER TABLE casework.case_file ADD consent_until date,
	DROP CONSTRAINT case_file_consent_state_check,
	ADD CONSTRAINT case_file_consent_state_check CHECK (consent_state IN ('NONE', 'GIVEN', 'BASIS', 'WITHDRAWN', 'EXPIRED'));
GRANT UPDATE (consent_until) ON casework.case_file TO durumi_app;

-- As before (V20261125_72), and the day with the state.
DROP TRIGGER work_is_not_travel ON casework.case_file;
CREATE TRIGGER work_is_not_travel BEFORE UPDATE ON casework.case_file FOR EACH ROW
	WHEN ((OLD.risk_level, OLD.consent_state, OLD.consent_until, OLD.last_contact)
		IS DISTINCT FROM (NEW.risk_level, NEW.consent_state, NEW.consent_until, NEW.last_contact))
	EXECUTE FUNCTION casework.work_is_not_travel();
ALTER TABLE casework.case_file ENABLE ALWAYS TRIGGER work_is_not_travel;

-- On what we act without her consent. Of the shape of a consent, which it stands beside, and a table of its own so that the database
-- too knows who may claim one: the case's owner and whoever stands in for her. Those from before are among the consents.
CREATE TABLE casework.legitimate_basis (
	id           uuid        PRIMARY KEY,
	case_id      uuid        NOT NULL REFERENCES casework.case_file,
	compartment  text        NOT NULL CHECK (compartment = 'CORE'),
	content      bytea       NOT NULL,
	recorded_at  timestamptz NOT NULL,
	recorded_by  uuid        NOT NULL REFERENCES access.staff,
	version      integer     NOT NULL DEFAULT 0
);
CREATE INDEX ON casework.legitimate_basis (case_id);
GRANT SELECT, INSERT, UPDATE (content, recorded_at, recorded_by, version) ON casework.legitimate_basis TO durumi_app;
ALTER TABLE casework.legitimate_basis ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON casework.legitimate_basis FOR SELECT TO durumi_app USING (EXISTS (
	SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
	WHERE k.case_id = legitimate_basis.case_id AND k.compartment = legitimate_basis.compartment));
CREATE POLICY add ON casework.legitimate_basis FOR INSERT TO durumi_app WITH CHECK (
	case_id = ANY ((SELECT access.owned_cases() || access.my_cases(ARRAY['DEPUTY']))::uuid[]) AND EXISTS (
		SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
		WHERE k.case_id = legitimate_basis.case_id AND k.compartment = legitimate_basis.compartment));
-- that one falls away is said by whoever works on the case
CREATE POLICY change ON casework.legitimate_basis FOR UPDATE TO durumi_app USING (
	case_id = ANY ((SELECT access.worked_cases())::uuid[]) AND EXISTS (
		SELECT FROM casework.case_key k JOIN casework.case_file c ON c.id = k.case_id
		WHERE k.case_id = legitimate_basis.case_id AND k.compartment = legitimate_basis.compartment));
CALL casework.put_under_audit('casework.legitimate_basis', 'case_id');
CALL casework.hold_rows('casework.legitimate_basis', 'case_id', '{id}',
	'{case_id, compartment, content, recorded_at, recorded_by, version}');

RESET ROLE;
