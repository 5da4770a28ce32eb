package org.durumi.partners;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What packages are signed with.
 *
 * @param keyFile the server's part of the organisation's key, as {@code handoff-key} made
 * it under the boot secret; absent where nothing is handed over
 */
@ConfigurationProperties("durumi.handoff")
record OurKeySettings(@Nullable Path keyFile) {
}
