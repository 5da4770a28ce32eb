package org.durumi.api;

import org.durumi.access.MachineSignIn;
import org.durumi.access.keycloak.OidcProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who gets through the door of the interface for machines, apart from the screens': a
 * token of Keycloak's with each request, and of a machine that is registered here.
 * <p>
 * There is no session and no cookie, so nothing that a browser would send along by
 * itself: no request can be forged from another site, and no protection against that is
 * needed. No other site's script gets an answer to read.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ApiSettings.class)
class ApiSecurity {

	static final String PATH = "/api";

	/** Before the screens, which take whatever is left. */
	private static final int BEFORE_THE_SCREENS = 1;

	@Bean
	@Order(BEFORE_THE_SCREENS)
	SecurityFilterChain machineInterface(HttpSecurity http, OidcProperties oidc, ApiSettings settings,
			MachineSignIn machines, MachineRefusals refusals, OutageLog outages, JsonMapper json) throws Exception {
		ProblemWriter problems = new ProblemWriter(json);
		AuthenticationEntryPoint refusal = new NotLetIn(settings.requestsAMinute(), problems);
		http.securityMatcher(PATH, PATH + "/**");
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.cors(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.authorizeHttpRequests((authorize) -> authorize.requestMatchers(HttpMethod.GET, OpenApiEndpoint.PATH)
			.permitAll()
			.anyRequest()
			.hasRole("PARTNER"));
		http.oauth2ResourceServer((server) -> server.authenticationEntryPoint(refusal)
			.accessDeniedHandler((request, response, denied) -> problems.write(response, ApiProblem.NOT_REGISTERED))
			.jwt((jwt) -> jwt.decoder(MachineDecoder.of(oidc, settings))
				.jwtAuthenticationConverter(new MachineTokens(machines, refusals, settings.requestsAMinute()))));
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusal));
		http.headers((headers) -> headers.frameOptions((frame) -> frame.deny())
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
			.contentSecurityPolicy((policy) -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
			// a browser heeds it over TLS alone
			.httpStrictTransportSecurity(
					(strict) -> strict.requestMatcher(AnyRequestMatcher.INSTANCE).maxAgeInSeconds(63_072_000)));
		http.addFilterAfter(new ApiDoor(settings.body().toBytes(), problems, outages), HeaderWriterFilter.class);
		return http.build();
	}

	@Bean
	WebMvcConfigurer beforeMachinesAct(JsonMapper json) {
		return new WebMvcConfigurer() {
			@Override
			public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
				converters.addCustomConverter(new StrictBodies(json));
			}

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new BeforeTheAct()).addPathPatterns(PATH + "/**");
			}
		};
	}

}
