package org.durumi.access.keycloak;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Durumi identifies itself to Keycloak so as to administer accounts. A missing secret
 * stops the start.
 *
 * @param clientSecret given as {@code ENC(...)}; never shown
 * @param secondFactor whether every account must set up a second factor; false in the
 * demo only
 */
@ConfigurationProperties("durumi.accounts")
public record AccountsProperties(@DefaultValue("durumi-accounts") String clientId, String clientSecret,
		@DefaultValue("true") boolean secondFactor) {

	@SuppressWarnings("ConstantValue") // the binder passes null for what is not set
	public AccountsProperties {
		if (clientSecret == null || clientSecret.isBlank()) {
			throw new IllegalArgumentException(
					"Set durumi.accounts.client-secret to the secret of the realm's client for accounts.");
		}
	}

	@Override
	public String toString() {
		return "AccountsProperties[clientId=" + this.clientId + ", secondFactor=" + this.secondFactor + "]";
	}

}
