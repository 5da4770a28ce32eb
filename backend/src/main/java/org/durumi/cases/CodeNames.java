package org.durumi.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Makes the name a case goes by in lists: random words, derived from nothing of hers. No
 * word names a place, a people or a person.
 */
@Component
class CodeNames {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final List<String> adjectives = words("cases/code-name-adjectives.txt");

	private final List<String> nouns = words("cases/code-name-nouns.txt");

	/** Two words, or three after several that were taken. */
	String random(int attempt) {
		String name = pick(this.adjectives) + " " + pick(this.nouns);
		return (attempt < 3) ? name : pick(this.adjectives) + " " + name;
	}

	private static String pick(List<String> words) {
		return words.get(RANDOM.nextInt(words.size()));
	}

	private static List<String> words(String resource) {
		try {
			return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> !line.isBlank())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
