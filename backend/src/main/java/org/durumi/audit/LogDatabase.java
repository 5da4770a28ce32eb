package org.durumi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.SigningKey;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The log's own logins and its signing key. The application's pool knows neither: what
 * serves people cannot number leaves, and what numbers leaves cannot read an event.
 */
@Component
class LogDatabase implements DisposableBean {

	private final HikariDataSource sequencer;

	private final HikariDataSource verifier;

	private final SigningKey key;

	LogDatabase(AuditSettings settings) {
		try (BootSecret secret = BootSecret.read(settings.signingSecretFile())) {
			this.key = SigningKey.fromFile(settings.signingKeyFile(), new BootCipher(secret));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Durumi does not start without the key that signs its log: "
					+ settings.signingKeyFile() + " cannot be read", ex);
		}
		this.sequencer = pool("log-sequencer", settings.datasource(), settings.datasource().url(), 1);
		// one verifies for minutes, meanwhile copies are written
		this.verifier = pool("log-verifier", settings.verifier(),
				settings.verifier().url().isEmpty() ? settings.datasource().url() : settings.verifier().url(), 3);
		// a log is read once, by statements that are never asked again: their rows come
		// in
		// binary form from the first one on
		this.verifier.addDataSourceProperty("prepareThreshold", "-1");
	}

	HikariDataSource sequencer() {
		return this.sequencer;
	}

	HikariDataSource verifier() {
		return this.verifier;
	}

	SigningKey key() {
		return this.key;
	}

	@Override
	public void destroy() {
		this.sequencer.close();
		this.verifier.close();
	}

	private static HikariDataSource pool(String name, AuditSettings.Login login, String url, int most) {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName(name);
		pool.setJdbcUrl(url);
		pool.setUsername(login.username());
		pool.setPassword(login.password());
		pool.setMaximumPoolSize(most);
		pool.setMinimumIdle(0);
		pool.setConnectionTimeout(5000);
		pool.setValidationTimeout(2000);
		// made when first asked for: the migrations come before
		pool.setInitializationFailTimeout(-1);
		return pool;
	}

}
