package org.durumi.reference;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdsTests {

	@Test
	void sortAsTheyWereMade() {
		List<String> ids = Stream.generate(Ids::next).limit(10_000).map(UUID::toString).toList();
		assertThat(ids).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void areOfVersionSevenAndTellTheTime() {
		long before = System.currentTimeMillis();
		UUID id = Ids.next();
		assertThat(id.version()).isEqualTo(7);
		assertThat(id.variant()).isEqualTo(2);
		assertThat(id.getMostSignificantBits() >>> 16).isBetween(before - 1, System.currentTimeMillis() + 5);
	}

}
