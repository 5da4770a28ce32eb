package org.durumi.ui;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.ActorPrincipal;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.test.context.support.WithSecurityContext;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Runs a test as a signed-in person, as sign-in makes her. */
@Retention(RetentionPolicy.RUNTIME)
@WithSecurityContext(factory = WithStaff.Factory.class)
public @interface WithStaff {

	String subject() default "00000000-0000-4000-8000-000000000001";

	String organisation() default "00000000-0000-7000-8000-000000000010";

	String team() default "00000000-0000-7000-8000-000000000020";

	String name() default "Han Bora";

	Role[] roles() default Role.CASEWORKER;

	int acr() default 1;

	/** Makes the security context. */
	final class Factory implements WithSecurityContextFactory<WithStaff> {

		@Override
		public SecurityContext createSecurityContext(WithStaff staff) {
			Person person = new Person(staff);
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(new OAuth2AuthenticationToken(person, person.getAuthorities(), "keycloak"));
			return context;
		}

	}

	/** The principal. */
	final class Person extends DefaultOidcUser implements ActorPrincipal {

		private final transient Actor actor;

		private final String name;

		private Person(WithStaff staff) {
			super(authorities(staff.roles()), new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
					Map.of("sub", staff.subject())));
			this.actor = new Actor(UUID.fromString(staff.subject()), UUID.fromString(staff.organisation()),
					UUID.fromString(staff.team()), Set.of(staff.roles()), SessionRef.random(), staff.acr());
			this.name = staff.name();
		}

		@Override
		public Actor actor() {
			return this.actor;
		}

		@Override
		public String displayName() {
			return this.name;
		}

		private static List<GrantedAuthority> authorities(Role[] roles) {
			return Arrays.stream(roles)
				.<GrantedAuthority>map((role) -> new SimpleGrantedAuthority(role.authority()))
				.toList();
		}

	}

}
