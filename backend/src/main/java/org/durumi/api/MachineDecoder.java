package org.durumi.api;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.durumi.access.keycloak.OidcProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks that a token is Keycloak's, has not expired and was given for these services.
 * <p>
 * Keys are fetched when first needed and kept for five minutes. Whoever sends tokens of
 * keys that do not exist makes us ask Keycloak twice in half a minute, not each time.
 */
final class MachineDecoder {

	private static final int LONGEST_KEYS = 64 * 1024;

	private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

	private MachineDecoder() {
	}

	static JwtDecoder of(OidcProperties oidc, ApiSettings settings) {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys(oidc, settings.keys()))
			.jwsAlgorithm(SignatureAlgorithm.RS256)
			.build();
		decoder
			.setJwtValidator(JwtValidators.createDefaultWithValidators(new JwtIssuerValidator(oidc.issuer().toString()),
					new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD,
							(given) -> given != null && given.contains(settings.audience()))));
		return decoder;
	}

	private static JWKSource<SecurityContext> keys(OidcProperties oidc, @Nullable URI elsewhere) {
		int millis = Math.toIntExact(oidc.timeout().toMillis());
		URI keys = (elsewhere != null) ? elsewhere : URI.create(oidc.issuer() + "/protocol/openid-connect/certs");
		try {
			return JWKSourceBuilder.create(keys.toURL(), new DefaultResourceRetriever(millis, millis, LONGEST_KEYS))
				.rateLimited(BETWEEN_FETCHES.toMillis())
				.build();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("durumi.oidc.issuer or durumi.api.keys is no address", ex);
		}
	}

}
