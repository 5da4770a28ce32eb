package org.durumi.access;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.actor.Role;
import org.durumi.reference.TextRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InvitationTests {

	private static final UUID TEAM = new UUID(0, 7);

	@ParameterizedTest
	@ValueSource(strings = { "abc", "sae-ra.moon", "a1b", "0123456789012345678901234567890123456789" })
	void takesUsernamesThatPeopleTellApart(String username) {
		assertThat(Invitation.isUsername(username)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "-abc", "abc.", "Abc", "a b", "문새라", "a/b", "a@b.example", "ab\n",
			"01234567890123456789012345678901234567890" })
	void refusesUsernamesThatTheyDoNot(String username) {
		assertThat(Invitation.isUsername(username)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "CASEWORKER, true, true", "CASEWORKER, false, false", "SUPERVISOR, false, false",
			"COORDINATOR, false, true", "ADMIN, false, true", "PARTNER, false, true", "PARTNER, true, false",
			"PARTNER ANALYST, false, false", "CASEWORKER SUPERVISOR, true, true", "'', true, false" })
	void rolesAndTeamGoTogetherOrNot(String roles, boolean inTeam, boolean sound) {
		assertThat(invitation("Moon Sae-ra", roles, inTeam ? TEAM : null).isSound()).isEqualTo(sound);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "A\nB", "A\u0000" })
	void aNameSaysSomethingInOneLine(String name) {
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> invitation(name, "ADMIN", null));
	}

	@Test
	void noTwoOneTimePasswordsAreTheSameAndNoneShowsItselfByAccident() {
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			OneTimePassword password = OneTimePassword.random();
			assertThat(password.reveal()).matches("([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}");
			assertThat(password).hasToString("[secret]");
			seen.add(password.reveal());
		}
		assertThat(seen).hasSize(1000);
	}

	private static Invitation invitation(String name, String roles, @Nullable UUID team) {
		return new Invitation("sae-ra.moon", name,
				Arrays.stream(roles.split(" "))
					.filter((role) -> !role.isEmpty())
					.map(Role::valueOf)
					.collect(Collectors.toSet()),
				UUID.randomUUID(), team);
	}

}
