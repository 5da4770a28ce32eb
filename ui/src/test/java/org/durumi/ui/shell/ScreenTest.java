package org.durumi.ui.shell;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import com.vaadin.flow.spring.SpringBootAutoConfiguration;
import com.vaadin.flow.spring.SpringSecurityAutoConfiguration;
import org.durumi.access.keycloak.KeycloakHealth;
import org.durumi.access.keycloak.OidcProperties;
import org.durumi.ui.i18n.TextBundles;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/**
 * Screens without a browser and without a database: shell and kit as they are, and
 * nothing behind them.
 */
@SpringBootTest(classes = ScreenTest.Screens.class,
		properties = { "vaadin.productionMode=false", "spring.main.web-application-type=servlet" })
@ViewPackages(packages = "org.durumi.ui")
public abstract class ScreenTest extends SpringBrowserlessTest {

	/** What the shell needs; not annotated, so that no scan finds it. */
	@ImportAutoConfiguration({ SpringBootAutoConfiguration.class, SpringSecurityAutoConfiguration.class })
	@EnableConfigurationProperties(WebProperties.class)
	@Import({ TextBundles.class, Preferences.class, PageSetup.class, OutageProbe.class })
	static class Screens {

		@Bean
		OidcProperties oidc() {
			return new OidcProperties(URI.create("http://localhost:1/realms/durumi"), "durumi", "secret",
					Duration.ofSeconds(1));
		}

		@Bean
		DataSource databaseThatIsAway() throws SQLException {
			DataSource source = mock(DataSource.class);
			when(source.getConnection()).thenThrow(new SQLException("away", "08001"));
			return source;
		}

		@Bean
		KeycloakHealth keycloakThatIsAway() {
			return mock(KeycloakHealth.class);
		}

		/** As the security chain does in the application. */
		@Bean
		InitializingBean accessControl(NavigationAccessControl control) {
			return () -> control.setEnabled(true);
		}

		@Bean
		ClientRegistrationRepository registrations() {
			return mock(ClientRegistrationRepository.class);
		}

	}

}
