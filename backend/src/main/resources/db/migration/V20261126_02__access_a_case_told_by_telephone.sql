-- In an emergency a case's name comes by telephone: nobody spells out which letters are capitals, nor the dash of its number.

SET ROLE durumi_owner;

CREATE INDEX case_file_told ON casework.case_file (lower(code_name));

-- As before (V20261124_05), whatever the case of its letters; a number with or without its dash.
CREATE OR REPLACE FUNCTION access.break_glass_target(told text) RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT c.id FROM casework.case_file c
	WHERE (c.case_number = overlay(upper(translate(told, '- ', '')) PLACING '-' FROM 5 FOR 0) OR lower(c.code_name) = lower(told))
	  AND access.may_break_glass(c.id)
$$;

RESET ROLE;
