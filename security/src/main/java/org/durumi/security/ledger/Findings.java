package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is wrong: so many sentences of each kind, so that the many consequences
 * of one change do not hide another, and then a count.
 */
final class Findings {

	private static final int MOST_OF_A_KIND = 20;

	private final List<String> sentences = new ArrayList<>();

	private final Map<String, Integer> kinds = new HashMap<>();

	private long more;

	void add(String sentence, Object... values) {
		if (this.kinds.merge(sentence, 1, Integer::sum) <= MOST_OF_A_KIND) {
			this.sentences.add(sentence.formatted(values));
		}
		else {
			this.more++;
		}
	}

	List<String> list() {
		List<String> all = new ArrayList<>(this.sentences);
		if (this.more > 0) {
			all.add("And %d more.".formatted(this.more));
		}
		return all;
	}

}
