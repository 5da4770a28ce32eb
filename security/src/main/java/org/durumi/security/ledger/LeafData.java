package org.durumi.security.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Reads the data of a leaf, as {@link EventLeaf#data()} writes it and in no other
 * spelling.
 */
final class LeafData {

	private static final int TAGS = 20;

	private final Map<Integer, byte[]> values = new HashMap<>();

	private LeafData(byte[] data) {
		ByteBuffer buffer = ByteBuffer.wrap(data);
		while (buffer.remaining() >= 5) {
			int tag = buffer.get();
			int length = buffer.getInt();
			if (tag < 1 || tag > TAGS || length < 0 || length > buffer.remaining()) {
				throw none();
			}
			byte[] value = new byte[length];
			buffer.get(value);
			this.values.put(tag, value);
		}
	}

	/**
	 * Reads.
	 * @throws Malformed if this is no leaf's data
	 */
	static EventLeaf parse(byte[] data) {
		EventLeaf leaf = new LeafData(data).leaf();
		// each leaf has one spelling: nothing repeated, reordered or left over
		if (!Arrays.equals(leaf.data(), data)) {
			throw none();
		}
		return leaf;
	}

	private EventLeaf leaf() {
		return new EventLeaf(number(1, 2).getShort(), uuid(2), number(3, 8).getLong(), number(4, 8).getLong(),
				number(5, 2).getShort(), uuid(6), uuid(7), number(8, 16).array(), number(9, 4).getInt(),
				number(10, 2).getShort(), text(11), number(12, 2).getShort(), text(13), uuid(14), uuidOrNot(15),
				(this.values.containsKey(16)) ? text(16) : null, uuidOrNot(17), uuidOrNot(18),
				number(19, Hashes.LENGTH).array(),
				(this.values.containsKey(20)) ? number(20, Hashes.LENGTH).array() : null);
	}

	private ByteBuffer number(int tag, int length) {
		byte @Nullable [] value = this.values.get(tag);
		if (value == null || value.length != length) {
			throw none();
		}
		return ByteBuffer.wrap(value);
	}

	private UUID uuid(int tag) {
		return uuid(number(tag, 16).array());
	}

	/** Sixteen bytes as an id. */
	static UUID uuid(byte[] bytes) {
		ByteBuffer value = ByteBuffer.wrap(bytes);
		return new UUID(value.getLong(), value.getLong());
	}

	private @Nullable UUID uuidOrNot(int tag) {
		return (this.values.containsKey(tag)) ? uuid(tag) : null;
	}

	private String text(int tag) {
		byte @Nullable [] value = this.values.get(tag);
		if (value == null) {
			throw none();
		}
		try {
			return EntryLine.requireName(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
		}
		catch (CharacterCodingException ex) {
			throw new Malformed("There is a text in a leaf’s data that is none.", ex);
		}
	}

	private static Malformed none() {
		return new Malformed("There is a leaf’s data that is none.");
	}

}
