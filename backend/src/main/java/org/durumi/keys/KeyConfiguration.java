package org.durumi.keys;

import org.durumi.security.seal.RootKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the root keyset once, at the start. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

	@Bean
	RootKey rootKey(KeySettings settings) {
		return RootKey.parse(settings.rootKeyset());
	}

}
