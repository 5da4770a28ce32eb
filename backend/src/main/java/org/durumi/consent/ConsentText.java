package org.durumi.consent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.durumi.reference.Language;

/**
 * What is read to her before she says yes or no, in words that are spoken. A version is
 * never changed once it has been read to anybody: another wording is another version.
 *
 * @param version what a consent says was read
 * @param paragraphs in their order; {@code {recipient}} and {@code {until}} stand for
 * what is said of her own consent
 * @param items what each kind of information is called to her
 */
public record ConsentText(String version, Language language, String title, List<String> paragraphs,
		Map<SharedItem, String> items) {

	/** The languages there are texts in, as they are offered. */
	public static final List<Language> LANGUAGES = List.of(Language.KOREAN, Language.MANDARIN, Language.ENGLISH);

	private static final Map<Consent.Purpose, Integer> NEWEST = Map.of(Consent.Purpose.SERVICES, 1,
			Consent.Purpose.PASSAGE, 1, Consent.Purpose.INFORMATION_SHARING, 1);

	public ConsentText {
		paragraphs = List.copyOf(paragraphs);
		items = Collections.unmodifiableMap(new EnumMap<>(items));
		if (items.size() != SharedItem.values().length) {
			throw new IllegalArgumentException("a text that names not all there is to keep back: " + version);
		}
	}

	/**
	 * The text that is read today.
	 * @param language one of {@link #LANGUAGES}
	 */
	public static ConsentText newest(Consent.Purpose purpose, Language language) {
		return of(purpose.name().toLowerCase(Locale.ROOT) + "-" + NEWEST.get(purpose), language);
	}

	/** The paragraphs as they are read to her. */
	public List<String> read(String recipient, String until) {
		return this.paragraphs.stream()
			.map((paragraph) -> paragraph.replace("{recipient}", recipient).replace("{until}", until))
			.toList();
	}

	/** A title behind a hash, paragraphs each on a line, and what is called how. */
	private static ConsentText of(String version, Language language) {
		String title = "";
		List<String> paragraphs = new ArrayList<>();
		Map<SharedItem, String> items = new EnumMap<>(SharedItem.class);
		for (String line : content(file(version, language)).lines().toList()) {
			String[] item = line.split(" = ", 2);
			if (item.length == 2) {
				items.put(SharedItem.valueOf(item[0]), item[1]);
			}
			else if (line.startsWith("# ")) {
				title = line.substring(2);
			}
			else {
				paragraphs.add(line);
			}
		}
		return new ConsentText(version, language, title, paragraphs, items);
	}

	static String file(String version, Language language) {
		return version + switch (language) {
			case KOREAN -> ".ko.txt";
			case MANDARIN -> ".zh.txt";
			case ENGLISH -> ".en.txt";
			case RUSSIAN, JAPANESE, THAI, VIETNAMESE, LAO, MONGOLIAN, OTHER ->
				throw new IllegalArgumentException("no text is in " + language);
		};
	}

	private static String content(String file) {
		try (InputStream content = ConsentText.class.getResourceAsStream("/consent/" + file)) {
			if (content == null) {
				throw new IllegalStateException("no text " + file);
			}
			return new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException broken) {
			throw new UncheckedIOException(broken);
		}
	}

}
