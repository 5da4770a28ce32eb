package org.durumi.security.ledger;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so many sentences and then a count. */
final class Findings {

	private static final int MOST = 50;

	private final List<String> sentences = new ArrayList<>();

	private long more;

	void add(String sentence, Object... values) {
		if (this.sentences.size() < MOST) {
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
