package org.durumi.api;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
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
 * keys that do not exist makes us ask Keycloak twice in half a minute, not each time; the
 * rest of them are bad tokens. So is, for that half minute, one of a key that Keycloak
 * has just made. That Keycloak is away is said as long as none of its keys are known.
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

	/**
	 * Keycloak's keys, where one that is not among those known, and may not be asked for
	 * again yet, is none.
	 */
	private record Known(JWKSource<SecurityContext> keycloak) implements JWKSource<SecurityContext> {

		private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

		@Override
		public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) throws KeySourceException {
			try {
				return this.keycloak.get(wanted, context);
			}
			catch (RateLimitReachedException tooSoon) {
				// asks for nothing where keys are known, and throws again where none are
				this.keycloak.get(ANY, context);
				return List.of();
			}
		}

	}

	private static JWKSource<SecurityContext> keys(OidcProperties oidc, @Nullable URI elsewhere) {
		int millis = Math.toIntExact(oidc.timeout().toMillis());
		URI keys = (elsewhere != null) ? elsewhere : URI.create(oidc.issuer() + "/protocol/openid-connect/certs");
		try {
			return new Known(
					JWKSourceBuilder.create(keys.toURL(), new DefaultResourceRetriever(millis, millis, LONGEST_KEYS))
						.rateLimited(BETWEEN_FETCHES.toMillis())
						.build());
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("durumi.oidc.issuer or durumi.api.keys is no address", ex);
		}
	}

}
