package org.durumi.ui.i18n;

import java.util.Locale;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.VaadinService;

/**
 * The short way to a text in the language of the page. To be called where a page is: in
 * constructors, listeners and {@code UI.access}.
 */
public final class Texts {

	private Texts() {
	}

	/**
	 * The text of a key.
	 * @param arguments for {@code {0}} and the like
	 */
	public static String text(String key, Object... arguments) {
		return I18NProvider.translate(locale(), key, arguments);
	}

	/**
	 * The text of a constant, under {@code TypeName.CONSTANT}, and for a nested type
	 * under {@code Outer.TypeName.CONSTANT}.
	 */
	public static String text(Enum<?> constant) {
		return text(key(constant));
	}

	/** The text of a key that need not exist, such as a hint. */
	public static Optional<String> find(String key) {
		if (VaadinService.getCurrent().getInstantiator().getI18NProvider() instanceof TextBundles bundles) {
			return bundles.find(Language.of(locale()), key);
		}
		throw new IllegalStateException("the texts are not Durumi's");
	}

	/** The key of a constant's text. */
	public static String key(Enum<?> constant) {
		Class<?> type = constant.getDeclaringClass();
		return type.getCanonicalName().substring(type.getPackageName().length() + 1) + "." + constant.name();
	}

	/** The language of the page. */
	public static Locale locale() {
		UI ui = UI.getCurrent();
		return Language.of((ui != null) ? ui.getLocale() : Locale.ENGLISH).locale();
	}

}
