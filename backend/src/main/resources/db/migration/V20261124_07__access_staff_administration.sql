-- The administrator looks after the people of her organisation and after the members of partner organisations.

SET ROLE durumi_owner;

-- since when her second factor is another one: for a day it opens nothing more than her password does
ALTER TABLE access.staff ADD COLUMN factor_reset_at timestamptz;
GRANT UPDATE (factor_reset_at) ON access.staff TO durumi_app;
-- whoever writes it writes now: nobody shortens the day
CREATE FUNCTION access.factor_reset_is_now() RETURNS trigger
	LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	NEW.factor_reset_at := statement_timestamp();
	RETURN NEW;
END $$;
CREATE TRIGGER factor_reset_is_now BEFORE UPDATE OF factor_reset_at ON access.staff
	FOR EACH ROW EXECUTE FUNCTION access.factor_reset_is_now();

ALTER POLICY read ON access.staff USING (
	   subject = (SELECT access.actor())
	OR org_id  = (SELECT access.my_org())
	OR 'PARTNER' = ANY (roles) AND (SELECT access.administered_org()) IS NOT NULL);

-- a partner's member belongs to a partner, everybody else to the administrator's own organisation; never herself
CREATE FUNCTION access.may_administer(person uuid, org uuid, her_roles text[]) RETURNS boolean
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT person <> access.actor() AND CASE
		WHEN 'PARTNER' = ANY (her_roles) THEN access.administered_org() IS NOT NULL
			AND EXISTS (SELECT FROM access.organisation o WHERE o.id = org AND o.kind = 'PARTNER')
		ELSE org = access.administered_org() END
$$;
GRANT EXECUTE ON FUNCTION access.may_administer(uuid, uuid, text[]) TO durumi_app;
ALTER POLICY add ON access.staff WITH CHECK (access.may_administer(subject, org_id, roles));
ALTER POLICY change ON access.staff USING (access.may_administer(subject, org_id, roles))
	WITH CHECK (access.may_administer(subject, org_id, roles));

GRANT INSERT (id, name, kind) ON access.organisation TO durumi_app;
CREATE POLICY add ON access.organisation FOR INSERT TO durumi_app WITH CHECK (
	kind = 'PARTNER' AND (SELECT access.administered_org()) IS NOT NULL);
CREATE UNIQUE INDEX organisation_name ON access.organisation (lower(name));

GRANT EXECUTE ON FUNCTION access.administered_org() TO durumi_audit_owner;
RESET ROLE;
SET ROLE durumi_audit_owner;
-- when each person the actor administers last signed in
CREATE FUNCTION audit.last_sign_ins() RETURNS TABLE (subject uuid, at timestamptz)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.subject, e.occurred_at
	FROM access.staff s
	CROSS JOIN LATERAL (
		SELECT e.occurred_at FROM audit.event e
		WHERE e.actor_id = s.subject AND e.action = 'SIGNED_IN' ORDER BY e.event_id DESC LIMIT 1) e
	WHERE access.administered_org() IS NOT NULL
	  AND (s.org_id = access.administered_org() OR 'PARTNER' = ANY (s.roles))
$$;
GRANT EXECUTE ON FUNCTION audit.last_sign_ins() TO durumi_app;
RESET ROLE;
