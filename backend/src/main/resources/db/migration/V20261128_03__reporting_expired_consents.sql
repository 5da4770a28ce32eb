-- A consent that is over counts as none, and as a cell of its own: it is not the same as one that was never given.

SET ROLE durumi_owner;

-- As before (V20261125_71), and by the day on which consent ends.
CREATE OR REPLACE FUNCTION reporting.figures() RETURNS TABLE (figure text, quarter date, cell text, cases integer, small boolean)
	LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH closed AS (
		SELECT date_trunc('quarter', statement_timestamp() AT TIME ZONE 'UTC')::date AS day
	), moves AS MATERIALIZED (
		SELECT m.*, c.team_id, c.risk_level,
			CASE WHEN c.consent_until < (statement_timestamp() AT TIME ZONE 'UTC')::date THEN 'EXPIRED' ELSE c.consent_state END AS consent_state,
			date_trunc('quarter', m.recorded_at AT TIME ZONE 'UTC')::date AS quarter
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
		FROM unnest(ARRAY['NONE', 'GIVEN', 'BASIS', 'WITHDRAWN', 'EXPIRED']) s(state)
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
		FROM quarters q JOIN stages s ON s.stage <> 'DECEASED' -- its moves of all quarters are its cell among the stages
		LEFT JOIN effective m ON m.quarter = q.quarter AND m.to_stage = s.stage AND m.from_stage IS NOT NULL
		GROUP BY q.quarter, s.stage
	), breakdown AS (
		SELECT c.figure, array_agg(c.quarter ORDER BY c.cell, c.quarter) AS quarters, array_agg(c.cell ORDER BY c.cell, c.quarter) AS cells,
			array_agg(c.n::integer ORDER BY c.cell, c.quarter) AS counts
		FROM counted c
		GROUP BY c.figure, CASE c.figure WHEN 'FLOW' THEN c.quarter END
	)
	SELECT b.figure, b.quarters[j.place], b.cells[j.place], CASE WHEN j.shown THEN b.counts[j.place] END, j.small
	FROM breakdown b CROSS JOIN LATERAL reporting.judged(b.counts) j
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

RESET ROLE;
