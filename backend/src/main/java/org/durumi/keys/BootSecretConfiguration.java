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
 * Opens the {@code ENC(…)} values of the configuration with the boot secret. Jasypt finds
 * and replaces them; the encryption is ours, its own defaults being unfit.
 */
@Configuration(proxyBeanMethods = false)
class BootSecretConfiguration {

	/** Static, since it is needed before any other bean is made. */
	@Bean
	static StringEncryptor jasyptStringEncryptor(Environment environment) {
		String file = environment.getProperty("durumi.boot.secret-file");
		if (file == null || file.isBlank()) {
			throw new BootSecretMissing("Durumi does not start without its boot secret: name the file or descriptor"
					+ " to read it from in durumi.boot.secret-file, for example /dev/stdin");
		}
		try (BootSecret secret = BootSecret.read(Path.of(file))) {
			BootCipher cipher = new BootCipher(secret);
			return new StringEncryptor() {
				@Override
				public String encrypt(String message) {
					return cipher.encrypt(message);
				}

				@Override
				public String decrypt(String message) {
					return cipher.decrypt(message);
				}
			};
		}
	}

}
