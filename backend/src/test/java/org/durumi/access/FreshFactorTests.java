package org.durumi.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

import static org.assertj.core.api.Assertions.assertThat;

/** A second factor counts for five minutes, by the time that Keycloak saw it. */
class FreshFactorTests {

	private static final Instant SEEN = Instant.parse("2026-11-24T08:00:00Z");

	@Test
	void countsForFiveMinutes() {
		assertThat(level(2, SEEN, Duration.ZERO)).isEqualTo(2);
		assertThat(level(2, SEEN, Duration.ofSeconds(299))).isEqualTo(2);
		assertThat(level(2, SEEN, Duration.ofSeconds(300))).isEqualTo(1);
		assertThat(level(2, SEEN, Duration.ofHours(7))).isEqualTo(1);
	}

	@Test
	void aClockSlightlyAheadIsForgivenAndATimeToComeIsNone() {
		assertThat(level(2, SEEN, Duration.ofSeconds(-30))).isEqualTo(2);
		assertThat(level(2, SEEN, Duration.ofMinutes(-2))).isEqualTo(1);
	}

	@Test
	void withoutATimeItNeverCounts() {
		assertThat(level(2, null, Duration.ZERO)).isEqualTo(1);
	}

	@Test
	void aPasswordNeverBecomesMore() {
		assertThat(level(1, SEEN, Duration.ZERO)).isEqualTo(1);
	}

	private static int level(int acr, @Nullable Instant seen, Duration later) {
		UUID subject = UUID.randomUUID();
		Map<String, Object> claims = new HashMap<>(Map.of("sub", subject.toString()));
		if (seen != null) {
			claims.put("auth_time", seen);
		}
		Actor actor = new Actor(subject, subject, null, Set.of(), SessionRef.random(), acr);
		OidcIdToken token = new OidcIdToken("token", SEEN, SEEN.plusSeconds(60), claims);
		return new SignedInStaff(actor, "", token, Clock.fixed(SEEN.plus(later), ZoneOffset.UTC)).actor().acr();
	}

}
