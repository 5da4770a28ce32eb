package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event's columns as its leaf covers them. The database computes the leaf when the
 * event is written; this recomputes it without trusting the database. The detail is
 * covered by the hash of its ciphertext, so that erasing its key leaves the log
 * verifiable.
 *
 * @param occurredAt microseconds since 2000-01-01T00:00:00Z, PostgreSQL's own count
 * @param txid the writing transaction, an unsigned number
 */
public record EventLeaf(short format, UUID eventId, long occurredAt, long txid, short node, UUID actor, UUID actorOrg,
		byte[] sessionRef, int sessionSeq, short acr, String action, short outcome, String subjectType, UUID subject,
		@Nullable UUID caseId, @Nullable String compartment, @Nullable UUID subjectOrg, @Nullable UUID subjectTeam,
		byte[] detailSha256, byte @Nullable [] rowStateSha256) {

	/** A tag and a length. */
	private static final int HEAD = 1 + Integer.BYTES;

	private static final int UUID_BYTES = 2 * Long.BYTES;

	/** The columns that every event has and that are always as long. */
	private static final int ALWAYS = 4 * (HEAD + Short.BYTES) + HEAD + Integer.BYTES + 2 * (HEAD + Long.BYTES)
			+ 4 * (HEAD + UUID_BYTES);

	/** SHA-256 over a zero byte and {@link #data()}. */
	public byte[] hash() {
		return Hashes.sha256().digest(behind(1));
	}

	/**
	 * The columns as tag (1 byte), length (4, big-endian) and value; an absent value is
	 * an absent tag. {@link LeafData} reads it.
	 */
	byte[] data() {
		return behind(0);
	}

	/** The data with so many zero bytes before it. */
	private byte[] behind(int zeroes) {
		byte[] actionName = bytes(this.action);
		byte[] typeName = bytes(this.subjectType);
		byte @Nullable [] compartmentName = (this.compartment != null) ? bytes(this.compartment) : null;
		ByteBuffer tlv = ByteBuffer.allocate(zeroes + ALWAYS + length(this.sessionRef) + length(actionName)
				+ length(typeName) + length(this.caseId) + length(compartmentName) + length(this.subjectOrg)
				+ length(this.subjectTeam) + length(this.detailSha256) + length(this.rowStateSha256));
		tlv.position(zeroes);
		put(tlv, 1, this.format);
		put(tlv, 2, this.eventId);
		put(tlv, 3, this.occurredAt);
		put(tlv, 4, this.txid);
		put(tlv, 5, this.node);
		put(tlv, 6, this.actor);
		put(tlv, 7, this.actorOrg);
		put(tlv, 8, this.sessionRef);
		head(tlv, 9, Integer.BYTES).putInt(this.sessionSeq);
		put(tlv, 10, this.acr);
		put(tlv, 11, actionName);
		put(tlv, 12, this.outcome);
		put(tlv, 13, typeName);
		put(tlv, 14, this.subject);
		put(tlv, 15, this.caseId);
		put(tlv, 16, compartmentName);
		put(tlv, 17, this.subjectOrg);
		put(tlv, 18, this.subjectTeam);
		put(tlv, 19, this.detailSha256);
		put(tlv, 20, this.rowStateSha256);
		return tlv.array();
	}

	private static ByteBuffer head(ByteBuffer target, int tag, int length) {
		return target.put((byte) tag).putInt(length);
	}

	private static void put(ByteBuffer target, int tag, short value) {
		head(target, tag, Short.BYTES).putShort(value);
	}

	private static void put(ByteBuffer target, int tag, long value) {
		head(target, tag, Long.BYTES).putLong(value);
	}

	private static void put(ByteBuffer target, int tag, @Nullable UUID value) {
		if (value != null) {
			head(target, tag, UUID_BYTES).putLong(value.getMostSignificantBits())
				.putLong(value.getLeastSignificantBits());
		}
	}

	private static void put(ByteBuffer target, int tag, byte @Nullable [] value) {
		if (value != null) {
			head(target, tag, value.length).put(value);
		}
	}

	private static int length(byte @Nullable [] value) {
		return (value != null) ? HEAD + value.length : 0;
	}

	private static int length(@Nullable UUID value) {
		return (value != null) ? HEAD + UUID_BYTES : 0;
	}

	private static byte[] bytes(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

}
