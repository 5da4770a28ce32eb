-- Figures for the analyst: counted over clear columns, and withheld where they are small before they leave the database.

CREATE SCHEMA reporting AUTHORIZATION durumi_owner;
SET ROLE durumi_owner;
GRANT USAGE ON SCHEMA reporting TO durumi_app;

-- the organisation whose figures the actor may read
CREATE FUNCTION reporting.analysed_org() RETURNS uuid
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.org_id FROM access.staff s
	WHERE s.subject = access.actor() AND s.active AND 'ANALYST' = ANY (s.roles)
$$;

-- The one set of figures, as of the end of the last quarter (UTC). It takes no parameter on purpose: what two filters would tell by
-- their difference cannot be asked. cases is NULL where withheld; small says that the cell itself lies under 5.
--
-- Cells of one breakdown add up to a total that a reader may know from another one. So with every cell under 5 the smallest others
-- are withheld too, until what is withheld leaves each small cell free to be anything from 0 to 4: with C others, each known to be
-- 5 or more, the sum of all that is withheld must be 4 + 5 C at least. Where that cannot be had, the whole breakdown is withheld
-- and does not say which cells are small.
CREATE FUNCTION reporting.figures() RETURNS TABLE (figure text, quarter date, cell text, cases integer, small boolean)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH closed AS (
		SELECT date_trunc('quarter', statement_timestamp() AT TIME ZONE 'UTC')::date AS day
	), moves AS MATERIALIZED (
		SELECT m.*, c.team_id, c.risk_level, c.consent_state, date_trunc('quarter', m.recorded_at AT TIME ZONE 'UTC')::date AS quarter
		FROM casework.stage_move m
		JOIN casework.case_file c ON c.id = m.case_id
		WHERE c.org_id = reporting.analysed_org()
		  AND m.recorded_at < (SELECT day FROM closed)::timestamp AT TIME ZONE 'UTC'
	), file AS MATERIALIZED (
		SELECT DISTINCT ON (m.case_id) m.*, min(m.quarter) OVER (PARTITION BY m.case_id) AS since
		FROM moves m
		ORDER BY m.case_id, m.number DESC
	), effective AS MATERIALIZED ( -- an undone move and its undoing are no flow
		SELECT m.*, lead(m.recorded_at) OVER (PARTITION BY m.case_id ORDER BY m.number) AS left_at
		FROM moves m
		WHERE m.kind <> 'UNDO' AND NOT EXISTS (SELECT FROM moves u WHERE u.undoes = m.id)
	), quarters AS (
		SELECT q::date AS quarter
		FROM closed, generate_series(day - interval '3 years', day - interval '3 months', interval '3 months') q
	), stages AS (
		SELECT unnest(ARRAY['IDENTIFIED', 'ASSESSED', 'SHELTERED', 'IN_PASSAGE', 'THIRD_COUNTRY', 'ARRIVED', 'HANAWON', 'RESETTLED',
		                    'CLOSED', 'DETAINED', 'REPATRIATED', 'LOST_CONTACT', 'DECEASED']) AS stage
	), counted(figure, quarter, cell, n) AS (
		SELECT 'STAGE', NULL::date, s.stage, count(f.id) FROM stages s LEFT JOIN file f ON f.to_stage = s.stage GROUP BY s.stage
		UNION ALL
		SELECT 'RISK', NULL, l.level, count(f.id)
		FROM unnest(ARRAY['NONE', 'LOW', 'MEDIUM', 'HIGH', 'EXTREME']) l(level)
		LEFT JOIN file f ON coalesce(f.risk_level, 'NONE') = l.level GROUP BY l.level
		UNION ALL
		SELECT 'CONSENT', NULL, s.state, count(f.id)
		FROM unnest(ARRAY['NONE', 'GIVEN', 'BASIS', 'WITHDRAWN']) s(state)
		LEFT JOIN file f ON f.consent_state = s.state GROUP BY s.state
		UNION ALL
		SELECT 'CYCLE', NULL, c.cycle::text, count(f.id)
		FROM generate_series(1, 3) c(cycle) LEFT JOIN file f ON least(f.cycle, 3) = c.cycle GROUP BY c.cycle
		UNION ALL
		SELECT 'TEAM', NULL, t.id::text, count(f.id)
		FROM access.team t LEFT JOIN file f ON f.team_id = t.id WHERE t.org_id = reporting.analysed_org() GROUP BY t.id
		UNION ALL -- what came before the three years is a cell too, or the total would tell the one that is withheld
		SELECT 'NEW', q.quarter, 'NEW', count(f.id) FROM quarters q LEFT JOIN file f ON f.since = q.quarter GROUP BY q.quarter
		UNION ALL
		SELECT 'NEW', NULL, 'EARLIER', count(*) FROM file f WHERE f.since < (SELECT min(quarter) FROM quarters)
		UNION ALL
		SELECT 'FLOW', q.quarter, s.stage, count(m.id)
		FROM quarters q CROSS JOIN stages s
		LEFT JOIN effective m ON m.quarter = q.quarter AND m.to_stage = s.stage AND m.from_stage IS NOT NULL
		GROUP BY q.quarter, s.stage
	), grouped AS (
		SELECT c.*, c.n < 5 AS small,
			dense_rank() OVER (ORDER BY c.figure, CASE c.figure WHEN 'FLOW' THEN c.quarter END) AS breakdown
		FROM counted c
	), weighed AS (
		SELECT g.*,
			coalesce(sum(g.n) FILTER (WHERE g.small) OVER b, 0) AS hidden,
			coalesce(sum(g.n - 5) FILTER (WHERE NOT g.small) OVER b, 0) AS spare,
			coalesce(sum(g.n - 5) FILTER (WHERE NOT g.small) OVER (PARTITION BY g.breakdown ORDER BY g.small, g.n, g.cell, g.quarter
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS spare_before,
			row_number() OVER (PARTITION BY g.breakdown ORDER BY g.small, g.n, g.cell, g.quarter) AS place,
			bool_or(g.small) OVER b AS any_small
		FROM grouped g
		WINDOW b AS (PARTITION BY g.breakdown)
	), judged AS (
		SELECT w.*,
			w.any_small AND w.hidden + w.spare < 4 AS whole,
			w.any_small AND NOT w.small AND (w.place = 1 OR w.hidden + w.spare_before < 4) AS complement
		FROM weighed w
	)
	SELECT j.figure, j.quarter, j.cell,
		CASE WHEN NOT (j.whole OR j.small OR j.complement) THEN j.n::integer END,
		j.small AND NOT j.whole
	FROM judged j
	WHERE reporting.analysed_org() IS NOT NULL
	UNION ALL -- in whole weeks, since a day would be one person's
	SELECT 'TIME', NULL, s.stage,
		CASE WHEN count(m.id) >= 5
			THEN round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY m.left_at - m.recorded_at)) / 604800)::integer END,
		count(m.id) < 5
	FROM stages s LEFT JOIN effective m ON m.to_stage = s.stage AND m.left_at IS NOT NULL
	WHERE reporting.analysed_org() IS NOT NULL
	GROUP BY s.stage
$$;

GRANT EXECUTE ON FUNCTION reporting.figures() TO durumi_app;
RESET ROLE;
