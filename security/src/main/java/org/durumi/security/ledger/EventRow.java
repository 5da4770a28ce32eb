package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
record EventRow(@Nullable UUID id, @Nullable Instant occurredAt, byte @Nullable [] computed, byte @Nullable [] recorded,
		boolean detailFits) {

	/** There is no such event. */
	static final EventRow ABSENT = new EventRow(null, null, null, null, false);

	/**
	 * What is read of {@code audit.event}, as {@code e}, before anything else: a million
	 * rows are read by the places of their columns, which takes a fraction of the time
	 * that their names take. No value that a row may hold makes it fail: the time comes
	 * in PostgreSQL's binary form, in which infinity is a number too.
	 */
	static final String COLUMNS = """
			num_nulls(e.occurred_at, e.txid, e.node_id, e.actor_id, e.actor_org, e.session_ref, e.session_seq, e.acr,
				e.action, e.outcome, e.subject_type, e.subject_id, e.detail_sha256, e.leaf_format),
			e.leaf_hash, e.detail_sha256 = case when e.detail_enc is null
				then '\\xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'::bytea else sha256(e.detail_enc) end,
			e.leaf_format, e.event_id, timestamptz_send(e.occurred_at), xid8send(e.txid), e.node_id,
			e.actor_id, e.actor_org, e.session_ref, e.session_seq, e.acr, e.action, e.outcome,
			e.subject_type, e.subject_id, e.case_id, e.compartment, e.subject_org,
			e.subject_team, e.detail_sha256, e.row_state_sha256""";

	private static final int MISSING = 1;

	private static final int RECORDED = 2;

	private static final int DETAIL_FITS = 3;

	/** The first of the columns that the leaf covers. */
	private static final int LEAF = 4;

	private static final int ID = 5;

	static EventRow read(ResultSet row) throws SQLException {
		byte[] recorded = row.getBytes(RECORDED);
		boolean detailFits = row.getBoolean(DETAIL_FITS);
		EventLeaf leaf = columns(row).orElse(null);
		if (leaf == null) {
			return new EventRow(uuid(row, ID), null, null, recorded, detailFits);
		}
		boolean finite = leaf.occurredAt() != Long.MIN_VALUE && leaf.occurredAt() != Long.MAX_VALUE;
		return new EventRow(leaf.eventId(), finite ? EntryLine.time(leaf.occurredAt()) : null, leaf.hash(), recorded,
				detailFits);
	}

	/** The columns, absent if one is missing that every event has. */
	static Optional<EventLeaf> columns(ResultSet row) throws SQLException {
		UUID id = uuid(row, ID);
		if (id == null || row.getInt(MISSING) > 0) {
			return Optional.empty();
		}
		return Optional.of(new EventLeaf(row.getShort(LEAF), id, number(row, LEAF + 2), number(row, LEAF + 3),
				row.getShort(LEAF + 4), some(row, LEAF + 5), some(row, LEAF + 6), row.getBytes(LEAF + 7),
				row.getInt(LEAF + 8), row.getShort(LEAF + 9), row.getString(LEAF + 10), row.getShort(LEAF + 11),
				row.getString(LEAF + 12), some(row, LEAF + 13), uuid(row, LEAF + 14), row.getString(LEAF + 15),
				uuid(row, LEAF + 16), uuid(row, LEAF + 17), row.getBytes(LEAF + 18), row.getBytes(LEAF + 19)));
	}

	/** The same id with nothing that fits it: two rows have it. */
	EventRow ambiguous() {
		return new EventRow(this.id, this.occurredAt, null, null, false);
	}

	/** Whether the row gives the leaf that is stored with it. */
	boolean leafFits() {
		return this.computed != null && Arrays.equals(this.computed, this.recorded);
	}

	private static long number(ResultSet row, int column) throws SQLException {
		return ByteBuffer.wrap(row.getBytes(column)).getLong();
	}

	/** An id, which comes as its bytes or as text. */
	static UUID uuid(byte[] bytes) {
		return (bytes.length == 2 * Long.BYTES) ? LeafData.uuid(bytes)
				: UUID.fromString(new String(bytes, StandardCharsets.US_ASCII));
	}

	private static UUID some(ResultSet row, int column) throws SQLException {
		return Objects.requireNonNull(uuid(row, column));
	}

	private static @Nullable UUID uuid(ResultSet row, int column) throws SQLException {
		byte[] bytes = row.getBytes(column);
		return (bytes != null) ? uuid(bytes) : null;
	}

}
