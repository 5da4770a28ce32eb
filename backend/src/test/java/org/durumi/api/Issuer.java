package org.durumi.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.sun.net.httpserver.HttpServer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Gives tokens as Keycloak does and publishes its key. */
final class Issuer {

	private static final Clock CLOCK = Clock.systemUTC();

	private final RSAKey key;

	/** As the backend's tests name it. */
	private static final String NAME = "http://localhost:1/realms/durumi";

	private final String keys;

	private Issuer(RSAKey key, String keys) {
		this.key = key;
		this.keys = keys;
	}

	/** Starts one; it ends with the process. */
	static Issuer start() {
		try {
			RSAKey key = key("one");
			byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/certs", (exchange) -> {
				exchange.sendResponseHeaders(200, published.length);
				exchange.getResponseBody().write(published);
				exchange.close();
			});
			Thread.ofPlatform().daemon().start(server::start);
			return new Issuer(key, "http://127.0.0.1:" + server.getAddress().getPort() + "/certs");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RSAKey key(String name) {
		try {
			return new RSAKeyGenerator(2048).keyID(name).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Another key under the same name. */
	Issuer impostor() {
		return new Issuer(key("one"), this.keys);
	}

	/** A key that is published nowhere. */
	Issuer stranger() {
		return new Issuer(key("two"), this.keys);
	}

	/** Where its key is published. */
	String keys() {
		return this.keys;
	}

	/** What a client gets for its secret. */
	String token(String client, UUID subject) {
		return token(client, subject, (claims) -> {
		});
	}

	/** One with other claims. */
	String token(String client, UUID subject, Consumer<JwtClaimsSet.Builder> otherwise) {
		Instant now = CLOCK.instant();
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
			.issuer(NAME)
			.id(UUID.randomUUID().toString())
			.subject(subject.toString())
			.audience(List.of("durumi-api"))
			.issuedAt(now)
			.expiresAt(now.plus(Duration.ofMinutes(5)))
			.claim("typ", "Bearer")
			.claim("azp", client);
		otherwise.accept(claims);
		return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(this.key)))
			.encode(JwtEncoderParameters
				.from(JwsHeader.with(SignatureAlgorithm.RS256).keyId(this.key.getKeyID()).build(), claims.build()))
			.getTokenValue();
	}

}
