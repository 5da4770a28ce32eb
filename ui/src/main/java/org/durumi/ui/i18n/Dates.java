package org.durumi.ui.i18n;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRulesException;
import java.util.Locale;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import org.jspecify.annotations.Nullable;

/**
 * Days and moments as Durumi shows them: ISO 8601, the same in every language, with the
 * offset of the reader's own zone where there is an hour.
 */
public final class Dates {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	private Dates() {
	}

	/** {@code 2026-03-09} */
	public static String day(LocalDate day) {
		return DateTimeFormatter.ISO_LOCAL_DATE.format(day);
	}

	/** {@code 2026-03} */
	public static String month(YearMonth month) {
		return month.toString();
	}

	/** {@code 2026-03-09 18:30 UTC+9}, in the reader's zone. */
	public static String moment(Instant moment) {
		return moment(moment, zone());
	}

	/** {@code 18:30 UTC+9}, in the reader's zone. */
	public static String time(Instant moment) {
		ZonedDateTime local = moment.atZone(zone());
		return CLOCK.format(local) + " " + offset(local.getOffset());
	}

	/** The day of a moment in the reader's zone. */
	public static LocalDate dayOf(Instant moment) {
		return moment.atZone(zone()).toLocalDate();
	}

	/** Today, where the reader is. */
	public static LocalDate today() {
		return LocalDate.now(zone());
	}

	static String moment(Instant moment, ZoneId zone) {
		ZonedDateTime local = moment.atZone(zone);
		return MINUTE.format(local) + " " + offset(local.getOffset());
	}

	/** The zone of the reader's browser; UTC while the browser has not said. */
	public static ZoneId zone() {
		UI ui = UI.getCurrent();
		return (ui != null) ? zone(ui.getPage().getExtendedClientDetails()) : ZoneOffset.UTC;
	}

	private static ZoneId zone(@Nullable ExtendedClientDetails details) {
		String id = (details != null) ? details.getTimeZoneId() : null;
		if (id == null || id.isEmpty()) {
			return ZoneOffset.UTC;
		}
		try {
			return ZoneId.of(id);
		}
		catch (ZoneRulesException ex) {
			// a browser newer than this JDK's zone table
			return ZoneOffset.UTC;
		}
	}

	private static String offset(ZoneOffset offset) {
		if (offset.getTotalSeconds() == 0) {
			return "UTC";
		}
		int minutes = Math.abs(offset.getTotalSeconds() / 60);
		String sign = (offset.getTotalSeconds() < 0) ? "−" : "+";
		return "UTC" + sign + (minutes / 60) + ((minutes % 60 != 0) ? ":%02d".formatted(minutes % 60) : "");
	}

}
