package org.durumi.api;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what machines send, and nothing that anybody else does. What would be lost unsaid
 * makes the whole unreadable: a name that comes twice in one object, and a field that is
 * not known.
 */
final class StrictBodies extends JacksonJsonHttpMessageConverter {

	StrictBodies(JsonMapper json) {
		super(json.rebuild()
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.build());
	}

	/** Bodies are of types of this package, or trees, which only it takes. */
	@Override
	public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
		Class<?> body = type.resolve(Object.class);
		boolean ours = body == JsonNode.class || body.getPackageName().equals(StrictBodies.class.getPackageName());
		return ours && super.canRead(type, mediaType);
	}

	/** Answers are written as everywhere. */
	@Override
	protected boolean canWrite(@Nullable MediaType mediaType) {
		return false;
	}

}
