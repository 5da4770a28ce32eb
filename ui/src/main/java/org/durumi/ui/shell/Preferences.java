package org.durumi.ui.shell;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import org.durumi.ui.i18n.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a browser remembers between visits: language, look, and whether single keys are
 * shortcuts. Three cookies that say nothing about a person.
 */
@Component
class Preferences {

	private static final String LANGUAGE = "durumi-language";

	private static final String LOOK = "durumi-look";

	private static final String KEYS = "durumi-keys";

	private static final int YEAR = (int) Duration.ofDays(365).toSeconds();

	private final boolean tls;

	Preferences(WebProperties properties) {
		this.tls = properties.tls();
	}

	/** Light, dark, or as the device is set. */
	enum Look {

		SYSTEM(ColorScheme.Value.SYSTEM), LIGHT(ColorScheme.Value.LIGHT), DARK(ColorScheme.Value.DARK);

		private final ColorScheme.Value scheme;

		Look(ColorScheme.Value scheme) {
			this.scheme = scheme;
		}

		ColorScheme.Value scheme() {
			return this.scheme;
		}

		private String cookie() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** The language chosen here, else the first the browser asks for. */
	Language language(VaadinRequest request) {
		return cookie(request, LANGUAGE).flatMap(Language::ofTag).orElseGet(() -> Language.of(request.getLocale()));
	}

	Look look(VaadinRequest request) {
		return cookie(request, LOOK)
			.flatMap((value) -> Arrays.stream(Look.values()).filter((look) -> look.cookie().equals(value)).findFirst())
			.orElse(Look.SYSTEM);
	}

	boolean singleKeys(VaadinRequest request) {
		return !cookie(request, KEYS).equals(Optional.of("off"));
	}

	void keep(Language language) {
		keep(LANGUAGE, language.tag());
	}

	void keep(Look look) {
		keep(LOOK, look.cookie());
	}

	void keepSingleKeys(boolean on) {
		keep(KEYS, on ? "on" : "off");
	}

	private void keep(String name, String value) {
		Cookie cookie = new Cookie(name, value);
		cookie.setPath("/");
		cookie.setMaxAge(YEAR);
		cookie.setHttpOnly(true);
		cookie.setSecure(this.tls);
		cookie.setAttribute("SameSite", "Lax");
		VaadinResponse.getCurrent().addCookie(cookie);
	}

	private static Optional<String> cookie(VaadinRequest request, String name) {
		Cookie @Nullable [] cookies = request.getCookies();
		if (cookies == null) {
			return Optional.empty();
		}
		return Arrays.stream(cookies)
			.filter((cookie) -> cookie.getName().equals(name))
			.map(Cookie::getValue)
			.findFirst();
	}

}
