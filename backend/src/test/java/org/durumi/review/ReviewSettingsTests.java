package org.durumi.review;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** The database counts the times by which something is reviewed in hours. */
class ReviewSettingsTests {

	@ParameterizedTest
	@CsvSource({ "urgent-within,30m", "urgent-within,0h", "usual-within,90m", "sample-within,-1h",
			"sample-within,3601s" })
	void aTimeThatIsNoWholeNumberOfHoursIsRefused(String name, String time) {
		assertThatException().isThrownBy(() -> with(name, time)).withStackTraceContaining("no whole number of hours");
	}

	@Test
	void wholeHoursAreWhatTheRulesRead() {
		assertThat(with("urgent-within", "60m").limits()).containsEntry("urgentHours", 1L)
			.containsEntry("usualHours", 72L)
			.containsEntry("sampleHours", 168L);
	}

	private static ReviewSettings with(String name, String time) {
		return new Binder(new MapConfigurationPropertySource(Map.of("durumi.review." + name, time)))
			.bind("durumi.review", ReviewSettings.class)
			.get();
	}

}
