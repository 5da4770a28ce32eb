-- What the application's role may not say in the log, whoever it claims to be: what only the database says, by functions of its own,
-- and what no verifier or copy takes. One such event would stay for ever and look like an attack, or excuse one.

SET ROLE durumi_audit_owner;

-- NOT VALID: an event that is there already cannot be changed, and must not stand in the way of this
ALTER TABLE audit.event ADD CONSTRAINT event_compartment_check
	CHECK (compartment IN ('CORE', 'IDENTITY', 'HARM', 'HEALTH', 'ROUTE', 'HELPERS', 'RELATIVES_AT_HOME')) NOT VALID;

ALTER POLICY write_own ON audit.event WITH CHECK (actor_id = (SELECT access.actor())
	AND action NOT IN ('SESSION_ENDED', 'AUDIT_COSIGNED', 'HEARTBEAT', 'RESTORED', 'MIGRATED')
	AND (detail_enc IS NOT NULL OR detail_sha256 = sha256('')));

RESET ROLE;
