package org.durumi.security.ledger;

import java.io.ByteArrayOutputStream;
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

	/** SHA-256 over a zero byte and {@link #data()}. */
	public byte[] hash() {
		return Hashes.leaf(data());
	}

	/**
	 * The columns as tag (1 byte), length (4, big-endian) and value; an absent value is
	 * an absent tag. {@link LeafData} reads it.
	 */
	byte[] data() {
		ByteArrayOutputStream tlv = new ByteArrayOutputStream(400);
		put(tlv, 1, bytes(this.format));
		put(tlv, 2, bytes(this.eventId));
		put(tlv, 3, bytes(this.occurredAt));
		put(tlv, 4, bytes(this.txid));
		put(tlv, 5, bytes(this.node));
		put(tlv, 6, bytes(this.actor));
		put(tlv, 7, bytes(this.actorOrg));
		put(tlv, 8, this.sessionRef);
		put(tlv, 9, ByteBuffer.allocate(4).putInt(this.sessionSeq).array());
		put(tlv, 10, bytes(this.acr));
		put(tlv, 11, bytes(this.action));
		put(tlv, 12, bytes(this.outcome));
		put(tlv, 13, bytes(this.subjectType));
		put(tlv, 14, bytes(this.subject));
		put(tlv, 15, (this.caseId != null) ? bytes(this.caseId) : null);
		put(tlv, 16, (this.compartment != null) ? bytes(this.compartment) : null);
		put(tlv, 17, (this.subjectOrg != null) ? bytes(this.subjectOrg) : null);
		put(tlv, 18, (this.subjectTeam != null) ? bytes(this.subjectTeam) : null);
		put(tlv, 19, this.detailSha256);
		put(tlv, 20, this.rowStateSha256);
		return tlv.toByteArray();
	}

	private static void put(ByteArrayOutputStream target, int tag, byte @Nullable [] value) {
		if (value != null) {
			target.write(tag);
			target.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
			target.writeBytes(value);
		}
	}

	private static byte[] bytes(short value) {
		return ByteBuffer.allocate(2).putShort(value).array();
	}

	private static byte[] bytes(long value) {
		return ByteBuffer.allocate(8).putLong(value).array();
	}

	private static byte[] bytes(UUID value) {
		return ByteBuffer.allocate(16)
			.putLong(value.getMostSignificantBits())
			.putLong(value.getLeastSignificantBits())
			.array();
	}

	private static byte[] bytes(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

}
