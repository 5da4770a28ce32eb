package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored, and the leaf it gives, whatever is stored beside it.
 *
 * @param id the event's id, absent if there is no such event
 * @param occurredAt its time, absent if it is none that can be
 * @param computed the hash of the leaf its columns give, absent if one of them is missing
 * @param recorded the hash of the leaf that is stored with it
 * @param detailFits whether its detail is the one whose hash the leaf covers; no detail
 * has the hash of nothing
 */
record EventRow(@Nullable String id, @Nullable Instant occurredAt, byte @Nullable [] computed,
		byte @Nullable [] recorded, boolean detailFits) {

	/**
	 * What is read of {@code audit.event}, as {@code e}. No value that a row may hold
	 * makes it fail: the time comes in PostgreSQL's binary form, in which infinity is a
	 * number too.
	 */
	static final String COLUMNS = """
			e.event_id, timestamptz_send(e.occurred_at) as occurred, e.txid::text as txid, e.node_id, e.actor_id,
			e.actor_org, e.session_ref, e.session_seq, e.acr, e.action, e.outcome, e.subject_type, e.subject_id, e.case_id,
			e.compartment, e.subject_org, e.subject_team, e.detail_sha256, e.row_state_sha256, e.leaf_format,
			e.leaf_hash as event_leaf, e.detail_sha256 = case when e.detail_enc is null
				then '\\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'::bytea else sha256(e.detail_enc) end as detail_fits,
			num_nulls(e.occurred_at, e.txid, e.node_id, e.actor_id, e.actor_org, e.session_ref, e.session_seq, e.acr,
				e.action, e.outcome, e.subject_type, e.subject_id, e.detail_sha256, e.leaf_format) as missing""";

	static EventRow read(ResultSet row) throws SQLException {
		String id = row.getString("event_id");
		byte[] recorded = row.getBytes("event_leaf");
		boolean detailFits = row.getBoolean("detail_fits");
		if (id == null || row.getInt("missing") > 0) {
			return new EventRow(id, null, null, recorded, detailFits);
		}
		long occurred = ByteBuffer.wrap(row.getBytes("occurred")).getLong();
		boolean finite = occurred != Long.MIN_VALUE && occurred != Long.MAX_VALUE;
		return new EventRow(id, finite ? EntryLine.time(occurred) : null, leaf(row, occurred).hash(), recorded,
				detailFits);
	}

	/** The columns, absent if one is missing that every event has. */
	static Optional<EventLeaf> columns(ResultSet row) throws SQLException {
		if (row.getString("event_id") == null || row.getInt("missing") > 0) {
			return Optional.empty();
		}
		return Optional.of(leaf(row, ByteBuffer.wrap(row.getBytes("occurred")).getLong()));
	}

	/** Whether the row gives the leaf that is stored with it. */
	boolean leafFits() {
		return this.computed != null && Arrays.equals(this.computed, this.recorded);
	}

	private static EventLeaf leaf(ResultSet row, long occurred) throws SQLException {
		return new EventLeaf(row.getShort("leaf_format"), uuid(row, "event_id"), occurred,
				Long.parseUnsignedLong(row.getString("txid")), row.getShort("node_id"), uuid(row, "actor_id"),
				uuid(row, "actor_org"), row.getBytes("session_ref"), row.getInt("session_seq"), row.getShort("acr"),
				row.getString("action"), row.getShort("outcome"), row.getString("subject_type"),
				uuid(row, "subject_id"), row.getObject("case_id", UUID.class), row.getString("compartment"),
				row.getObject("subject_org", UUID.class), row.getObject("subject_team", UUID.class),
				row.getBytes("detail_sha256"), row.getBytes("row_state_sha256"));
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

}
