package org.durumi.ui.shell;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
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
 * nothing behind them; and how tests read a page and press its buttons.
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

	/** Puts it on the page. */
	protected static <C extends Component> C onPage(C component) {
		UI.getCurrent().add(component);
		return component;
	}

	/** All that can be read in it. */
	protected static String textOf(Component component) {
		return component.getElement().getTextRecursively();
	}

	/** Where everything in it leads to. */
	protected final List<String> linksIn(Component component) {
		return find(Anchor.class, component).all().stream().map(Anchor::getHref).toList();
	}

	/** What the buttons of the page say. */
	protected final List<String> buttonTexts() {
		return find(Button.class).all().stream().map(Button::getText).toList();
	}

	/** Presses the button that says so; of several the last, which is on top. */
	protected final void pressButton(String text) {
		find(Button.class).all()
			.stream()
			.filter((button) -> button.getText().equals(text))
			.reduce((first, last) -> last)
			.orElseThrow()
			.click();
	}

}
