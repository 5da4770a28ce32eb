-- Whoever empties Keycloak's record of events before it was read leaves no event of that. It shows by the newest event that we have
-- and that Keycloak no longer has; once it is told, a row says so, with that event's time.

SET ROLE durumi_owner;
ALTER TABLE access.keycloak_event
	DROP CONSTRAINT keycloak_event_feed_check,
	ADD CONSTRAINT keycloak_event_feed_check CHECK (feed IN ('USER', 'ADMIN', 'USER_FORGOTTEN', 'ADMIN_FORGOTTEN'));
RESET ROLE;
