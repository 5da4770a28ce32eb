package org.durumi.keys;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The root keyset, which stands in the configuration as {@code ENC(…)} only.
 *
 * @param rootKeyset the serialized keyset
 */
@Validated
@ConfigurationProperties("durumi.keys")
record KeySettings(@NotBlank String rootKeyset) {

	@Override
	public String toString() {
		return "[sealed]";
	}

}
