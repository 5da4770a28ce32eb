-- Who looks into cases when and how much, at a glance: the application finds the days it asks for by the ids, which begin with the time.

SET ROLE durumi_audit_owner;
GRANT EXECUTE ON FUNCTION audit.id_at(timestamptz) TO durumi_app;
RESET ROLE;
