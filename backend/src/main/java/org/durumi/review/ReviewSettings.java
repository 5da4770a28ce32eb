package org.durumi.review;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When an entry of the log is one to look at, and until when. They are settings of the
 * installation, not of a screen: whoever is reviewed must not move them. What is handed
 * on has 24 hours, whatever is set.
 *
 * @param every how often the rules look at what is new
 * @param zone whose clock the office hours are of
 * @param opens the first moment of office hours
 * @param closes the first moment after them, later on the same day
 * @param days the days with office hours
 * @param bulkCases of so many cases sealed fields are opened ...
 * @param bulkWithin ... within this time
 * @param deniedTimes so many refusals ...
 * @param deniedWithin ... within this time
 * @param deepTimes so many looks at what others did ...
 * @param deepWithin ... within this time
 * @param sampleSize how many entries a week are drawn for each supervisor
 * @param urgentWithin by when broken glass and alerts are reviewed
 * @param usualWithin by when everything else is
 * @param sampleWithin by when a sample is
 */
@Validated
@ConfigurationProperties("durumi.review")
public record ReviewSettings(@NotNull @DefaultValue("5s") Duration every,
		@NotNull @DefaultValue("Asia/Seoul") ZoneId zone, @NotNull @DefaultValue("07:00") LocalTime opens,
		@NotNull @DefaultValue("21:00") LocalTime closes, @NotEmpty @DefaultValue( {
				"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY" }) Set<DayOfWeek> days,
		@Min(2) @Max(1000) @DefaultValue("10") int bulkCases, @NotNull @DefaultValue("10m") Duration bulkWithin,
		@Min(2) @Max(1000) @DefaultValue("5") int deniedTimes, @NotNull @DefaultValue("10m") Duration deniedWithin,
		@Min(2) @Max(1000) @DefaultValue("40") int deepTimes, @NotNull @DefaultValue("1h") Duration deepWithin,
		@Min(0) @Max(200) @DefaultValue("10") int sampleSize, @NotNull @DefaultValue("24h") Duration urgentWithin,
		@NotNull @DefaultValue("72h") Duration usualWithin, @NotNull @DefaultValue("7d") Duration sampleWithin){

	public ReviewSettings {
		days = Set.copyOf(days);
		// PostgreSQL reads an offset with the opposite sign
		if (!zone.getId().contains("/") && !zone.getId().equals("UTC")) {
			throw new IllegalArgumentException("durumi.review.zone is no region, such as Asia/Seoul");
		}
		if (Stream.of(bulkWithin, deniedWithin, deepWithin).anyMatch((window) -> window.toSeconds() < 1)) {
			throw new IllegalArgumentException("a window of durumi.review is shorter than a second");
		}
		if (Stream.of(urgentWithin, usualWithin, sampleWithin)
			.anyMatch((within) -> within.toHours() < 1 || !within.equals(Duration.ofHours(within.toHours())))) {
			throw new IllegalArgumentException("a time to review of durumi.review is no whole number of hours");
		}
		if (!opens.isBefore(closes)) {
			throw new IllegalArgumentException("durumi.review.opens is not before durumi.review.closes");
		}
	}

	/** As the database's rules read them. */
	Map<String, Object> limits() {
		return Map.ofEntries(Map.entry("zone", this.zone.getId()), Map.entry("opens", this.opens.toString()),
				Map.entry("closes", this.closes.toString()),
				Map.entry("days", this.days.stream().map(DayOfWeek::getValue).sorted().toList()),
				Map.entry("bulkCases", this.bulkCases), Map.entry("bulkSeconds", this.bulkWithin.toSeconds()),
				Map.entry("deniedTimes", this.deniedTimes), Map.entry("deniedSeconds", this.deniedWithin.toSeconds()),
				Map.entry("deepTimes", this.deepTimes), Map.entry("deepSeconds", this.deepWithin.toSeconds()),
				Map.entry("sampleSize", this.sampleSize), Map.entry("urgentHours", this.urgentWithin.toHours()),
				Map.entry("usualHours", this.usualWithin.toHours()),
				Map.entry("sampleHours", this.sampleWithin.toHours()));
	}

}
