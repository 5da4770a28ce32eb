package org.durumi.security.seal;

import java.nio.charset.StandardCharsets;

/** How a value becomes bytes before it is sealed, and a value again once opened. */
public interface SealedType<T> {

	/** Text as UTF-8. */
	SealedType<String> TEXT = new SealedType<>() {
		@Override
		public byte[] encode(String value) {
			return value.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public String decode(byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
	};

	byte[] encode(T value);

	T decode(byte[] bytes);

}
