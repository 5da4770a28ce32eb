package org.durumi.keys;

import java.util.LinkedHashMap;
import java.util.Map;

import org.durumi.security.seal.SealedType;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals a record as JSON, so that a later version may add fields: one that is not there
 * reads as absent, one that is no longer known is passed over.
 */
public final class SealedJson<T> implements SealedType<T> {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final JavaType type;

	private SealedJson(JavaType type) {
		this.type = type;
	}

	public static <T> SealedJson<T> of(Class<T> type) {
		return new SealedJson<>(JSON.constructType(type));
	}

	/** Names and texts, in their order. */
	public static SealedJson<Map<String, String>> ofMap() {
		return new SealedJson<>(
				JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, String.class));
	}

	/**
	 * The parts of a record by their names, as the log tells of them: a text as it is,
	 * anything else as JSON, what is absent or empty not at all.
	 */
	static <T> Map<String, String> parts(SealedType<T> type, T value) {
		Map<String, String> parts = new LinkedHashMap<>();
		JSON.readTree(type.encode(value)).properties().forEach((part) -> {
			JsonNode content = part.getValue();
			if (!content.isNull() && !(content.isContainer() && content.isEmpty())) {
				parts.put(part.getKey(), content.isString() ? content.stringValue() : content.toString());
			}
		});
		return parts;
	}

	@Override
	public byte[] encode(T value) {
		return JSON.writerFor(this.type).writeValueAsBytes(value);
	}

	@Override
	public T decode(byte[] bytes) {
		return JSON.readerFor(this.type).readValue(bytes);
	}

}
