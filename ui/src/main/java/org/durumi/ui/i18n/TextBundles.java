package org.durumi.ui.i18n;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

import com.ibm.icu.text.MessageFormat;
import com.vaadin.flow.i18n.I18NProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The texts of all features: every {@code i18n/NAME.properties} on the class path with
 * its {@code _ko} and {@code _zh_CN} twins, in UTF-8. A feature brings a file of its own,
 * so that features do not meet in one.
 * <p>
 * Arguments follow ICU's message format, plurals included. Two files that claim one key
 * stop the start.
 */
@Component
public final class TextBundles implements I18NProvider {

	private static final Logger logger = LoggerFactory.getLogger(TextBundles.class);

	private final transient Map<Language, Map<String, String>> texts;

	TextBundles() {
		this.texts = load();
	}

	@Override
	public List<Locale> getProvidedLocales() {
		return Language.locales();
	}

	@Override
	public String getTranslation(String key, Locale locale, Object... arguments) {
		Language language = Language.of(locale);
		String text = find(language, key).orElse(null);
		if (text == null) {
			logger.warn("event=text_missing key={} language={}", key, language.tag());
			return "!" + key + "!";
		}
		if (arguments.length == 0) {
			return text;
		}
		return new MessageFormat(text, language.locale()).format(arguments);
	}

	/** The text in the given language, if there is one. */
	public Optional<String> find(Language language, String key) {
		return Optional.ofNullable(of(language).get(key));
	}

	/** All keys of a language. */
	public Set<String> keys(Language language) {
		return Set.copyOf(of(language).keySet());
	}

	private Map<String, String> of(Language language) {
		return Objects.requireNonNull(this.texts.get(language));
	}

	private static Map<Language, Map<String, String>> load() {
		Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);
		for (Language language : Language.values()) {
			all.put(language, new HashMap<>());
		}
		try {
			for (Resource file : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:i18n/*.properties")) {
				load(file, Objects.requireNonNull(all.get(languageOf(file))));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the texts cannot be read", ex);
		}
		return all;
	}

	private static void load(Resource file, Map<String, String> into) throws IOException {
		Properties properties = new Properties();
		try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		for (String key : properties.stringPropertyNames()) {
			if (into.put(key, properties.getProperty(key)) != null) {
				throw new IllegalStateException("two files have a text for " + key);
			}
		}
	}

	private static Language languageOf(Resource file) {
		String name = Objects.requireNonNull(file.getFilename());
		for (Language language : List.of(Language.KOREAN, Language.CHINESE)) {
			if (name.endsWith(language.suffix() + ".properties")) {
				return language;
			}
		}
		return Language.ENGLISH;
	}

}
