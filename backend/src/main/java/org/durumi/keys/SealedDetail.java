package org.durumi.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * The detail of an event as it lies in the log: the part that every reviewer of the case
 * may open and, where the event tells of a change, what stood before and after it, each
 * sealed by itself under the key of the fields' compartment.
 * <p>
 * One part alone lies there as it is. Several lie behind a mark that no ciphertext of
 * ours begins with: Tink's begin with 1. What is in which place is bound into each
 * ciphertext, so that none can stand in another's.
 */
record SealedDetail(byte[] told, @Nullable Compartment compartment, byte[] before, byte[] after) {

	private static final byte SEVERAL = 2;

	private static final byte[] NOTHING = new byte[0];

	static SealedDetail of(byte[] told) {
		return new SealedDetail(told, null, NOTHING, NOTHING);
	}

	byte[] encode() {
		Compartment of = this.compartment;
		if (of == null) {
			return this.told;
		}
		byte[] name = of.name().getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer
			.allocate(2 + name.length + 2 * Integer.BYTES + this.told.length + this.before.length + this.after.length)
			.put(SEVERAL)
			.put((byte) name.length)
			.put(name)
			.putInt(this.told.length)
			.put(this.told)
			.putInt(this.before.length)
			.put(this.before)
			.put(this.after)
			.array();
	}

	/**
	 * Reads what {@link #encode} wrote.
	 * @throws IllegalArgumentException if it was not written so
	 */
	static SealedDetail decode(byte[] bytes) {
		ByteBuffer from = ByteBuffer.wrap(bytes);
		if (!from.hasRemaining() || from.get() != SEVERAL) {
			return of(bytes);
		}
		int name = take(from, 1)[0];
		Compartment compartment = Compartment.valueOf(new String(take(from, name), StandardCharsets.US_ASCII));
		byte[] told = take(from, length(from));
		byte[] before = take(from, length(from));
		return new SealedDetail(told, compartment, before, take(from, from.remaining()));
	}

	private static int length(ByteBuffer from) {
		return ByteBuffer.wrap(take(from, Integer.BYTES)).getInt();
	}

	private static byte[] take(ByteBuffer from, int length) {
		if (length < 0 || length > from.remaining()) {
			throw new IllegalArgumentException("not the detail of an event");
		}
		byte[] taken = new byte[length];
		from.get(taken);
		return taken;
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
