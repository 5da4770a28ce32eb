package org.durumi.access.keycloak;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is and how Durumi identifies itself to it. A missing issuer or secret
 * stops the start.
 *
 * @param issuer the realm's address, exactly as in its tokens
 * @param clientSecret given as {@code ENC(...)}; never shown
 * @param timeout the longest wait for one answer of Keycloak's
 */
@ConfigurationProperties("durumi.oidc")
public record OidcProperties(URI issuer, @DefaultValue("durumi") String clientId, String clientSecret,
		@DefaultValue("5s") Duration timeout) {

	@SuppressWarnings("ConstantValue") // the binder passes null for what is not set
	public OidcProperties {
		if (issuer == null || !issuer.isAbsolute()) {
			throw new IllegalArgumentException("Set durumi.oidc.issuer to the address of Keycloak's realm.");
		}
		if (clientSecret == null || clientSecret.isBlank()) {
			throw new IllegalArgumentException("Set durumi.oidc.client-secret to the secret of the realm's client.");
		}
	}

	/** The scheme, host and port of Keycloak. */
	public String origin() {
		return this.issuer.getScheme() + "://" + this.issuer.getAuthority();
	}

	@Override
	public String toString() {
		return "OidcProperties[issuer=" + this.issuer + ", clientId=" + this.clientId + "]";
	}

}
