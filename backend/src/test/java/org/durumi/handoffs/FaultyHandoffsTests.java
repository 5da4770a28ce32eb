package org.durumi.handoffs;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class FaultyHandoffsTests {

	private final FaultyHandoffs faults = new FaultyHandoffs();

	@Test
	void whatIsWrongWithOneStopsNoOtherAndIsSaidOnceWithoutContent(CapturedOutput output) {
		UUID poisoned = UUID.randomUUID();
		List<String> passed = new ArrayList<>();
		for (int round = 0; round < 2; round++) {
			this.faults.attempt(poisoned, () -> {
				throw new IllegalArgumentException("No enum constant 한아름");
			});
			this.faults.attempt(UUID.randomUUID(), () -> passed.add("other"));
		}
		assertThat(passed).hasSize(2);
		assertThat(output.getAll()).containsOnlyOnce(poisoned.toString()).doesNotContain("한아름");
	}

	@Test
	void aDatabaseThatIsAwayIsNoFaultOfAHandoff() {
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.faults.attempt(UUID.randomUUID(), () -> {
				throw new DataAccessResourceFailureException("away");
			}));
	}

}
