package org.durumi.proof;

import java.util.List;
import java.util.Map;

/** What else the columns of an event may say that its leaf covers. */
final class EditedColumn {

	/** Something else that the column allows, in terms of the row. */
	private static final Map<String, String> OTHER = Map.ofEntries(
			Map.entry("occurred_at", "occurred_at + interval '1 microsecond'"),
			Map.entry("txid", "(txid::text::bigint + 1)::text::xid8"), Map.entry("node_id", "node_id + 1"),
			Map.entry("actor_id", "gen_random_uuid()"), Map.entry("actor_org", "gen_random_uuid()"),
			Map.entry("session_ref", "substr(sha256(session_ref), 1, 16)"),
			Map.entry("session_seq", "session_seq + 100000"), Map.entry("acr", "acr + 1"),
			Map.entry("action", "'NOT_THIS'"), Map.entry("outcome", "(outcome + 1) % 3"),
			Map.entry("subject_type", "'NOT_THIS'"), Map.entry("subject_id", "gen_random_uuid()"),
			Map.entry("case_id",
					"case when random() < 0.5 and case_id is not null then null else gen_random_uuid() end"),
			Map.entry("compartment", "case when compartment is null then 'CORE' end"),
			Map.entry("subject_org",
					"case when random() < 0.5 and subject_org is not null then null else gen_random_uuid() end"),
			Map.entry("subject_team",
					"case when random() < 0.5 and subject_team is not null then null else gen_random_uuid() end"),
			Map.entry("row_state_sha256", "case when row_state_sha256 is null then sha256(uuid_send(event_id)) end"),
			Map.entry("leaf_format", "leaf_format + 1"));

	/** All columns that the leaf covers, two of which take more than one edit. */
	static final List<String> COVERED = List.of("event_id", "occurred_at", "txid", "node_id", "actor_id", "actor_org",
			"session_ref", "session_seq", "acr", "action", "outcome", "subject_type", "subject_id", "case_id",
			"compartment", "subject_org", "subject_team", "detail_sha256", "row_state_sha256", "leaf_format");

	private EditedColumn() {
	}

	static String other(String column) {
		String other = OTHER.get(column);
		if (other == null) {
			throw new IllegalArgumentException("nothing is known of the column " + column);
		}
		return other;
	}

}
