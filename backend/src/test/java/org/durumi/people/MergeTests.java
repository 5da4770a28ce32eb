package org.durumi.people;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.durumi.people.SafeContactField.CODE_WORD;
import static org.durumi.people.SafeContactField.PHONE;
import static org.durumi.people.SafeContactField.SAFE_TIMES;

class MergeTests {

	private static final Map<SafeContactField, String> BEFORE = Map.of(PHONE, "555 0100", SAFE_TIMES, "evenings");

	@Test
	void takesWhatOnlyOneChanged() {
		Merge<SafeContactField> merge = merge(Map.of(PHONE, "555 0111", SAFE_TIMES, "evenings"),
				Map.of(PHONE, "555 0100", SAFE_TIMES, "mornings"));
		assertThat(merge.clashes()).isEmpty();
		assertThat(merge.values()).containsEntry(PHONE, "555 0111").containsEntry(SAFE_TIMES, "mornings");
		assertThat(merge.byOthers()).containsExactly(SAFE_TIMES);
	}

	@Test
	void showsWhatBothChangedOtherwise() {
		Merge<SafeContactField> merge = merge(Map.of(PHONE, "555 0111"), Map.of(PHONE, "555 0122"));
		assertThat(merge.clashes()).containsOnlyKeys(PHONE);
		assertThat(merge.clashes().get(PHONE)).isEqualTo(new ChangeOutcome.Clash("555 0100", "555 0111", "555 0122"));
	}

	@Test
	void doesNotQuarrelOverTheSameChange() {
		Merge<SafeContactField> merge = merge(Map.of(CODE_WORD, "crane", PHONE, "555 0100", SAFE_TIMES, "evenings"),
				Map.of(CODE_WORD, "crane", PHONE, "555 0100", SAFE_TIMES, "evenings"));
		assertThat(merge.clashes()).isEmpty();
		assertThat(merge.values()).containsEntry(CODE_WORD, "crane");
	}

	private static Merge<SafeContactField> merge(Map<SafeContactField, String> mine,
			Map<SafeContactField, String> theirs) {
		return Merge.of(SafeContactField.class, BEFORE, mine, theirs);
	}

}
