package org.durumi.keys;

import java.nio.file.Path;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.boot.BootSecretMissing;
import org.jasypt.encryption.StringEncryptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Reads the boot secret, once, since a descriptor gives it only once; and opens the
 * {@code ENC(…)} values of the configuration with it. Jasypt finds and replaces them; the
 * encryption is ours, its own defaults being unfit.
 */
@Configuration(proxyBeanMethods = false)
class BootSecretConfiguration {

	/** Static, since it is needed before any other bean is made. */
	@Bean
	static BootCipher bootCipher(Environment environment) {
		String file = environment.getProperty("durumi.boot.secret-file");
		if (file == null || file.isBlank()) {
			throw new BootSecretMissing("Durumi does not start without its boot secret: name the file or descriptor"
					+ " to read it from in durumi.boot.secret-file, for example /dev/stdin");
		}
		try (BootSecret secret = BootSecret.read(Path.of(file))) {
			return new BootCipher(secret);
		}
	}

	/** Static for the same reason. */
	@Bean
	static StringEncryptor jasyptStringEncryptor(BootCipher bootCipher) {
		return new StringEncryptor() {
			@Override
			public String encrypt(String message) {
				return bootCipher.encrypt(message);
			}

			@Override
			public String decrypt(String message) {
				return bootCipher.decrypt(message);
			}
		};
	}

}
