package org.durumi.ui.kit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import org.durumi.ui.i18n.Texts;

/** Date fields in the reader's language that read and write ISO dates. */
public final class Pickers {

	private Pickers() {
	}

	public static DatePicker day(String labelKey) {
		DatePicker picker = new DatePicker(Texts.text(labelKey));
		picker.setLocale(Texts.locale());
		picker.setI18n(texts());
		picker.setPlaceholder("2026-03-09");
		picker.setManualValidation(true);
		return picker;
	}

	public static DateTimePicker moment(String labelKey) {
		DateTimePicker picker = new DateTimePicker(Texts.text(labelKey));
		picker.setLocale(Locale.UK);
		picker.setDatePickerI18n(texts());
		picker.setDateAriaLabel(Texts.text("kit.date.day"));
		picker.setTimeAriaLabel(Texts.text("kit.date.time"));
		picker.setStep(Duration.ofMinutes(15));
		picker.setManualValidation(true);
		return picker;
	}

	private static DatePickerI18n texts() {
		Locale locale = Texts.locale();
		// Vaadin's week begins with Sunday
		List<DayOfWeek> week = Stream.iterate(DayOfWeek.SUNDAY, (day) -> day.plus(1)).limit(7).toList();
		return new DatePickerI18n().setDateFormat("yyyy-MM-dd")
			.setMonthNames(names(Month.values(), locale))
			.setWeekdays(week.stream().map((day) -> day.getDisplayName(TextStyle.FULL, locale)).toList())
			.setWeekdaysShort(week.stream().map((day) -> day.getDisplayName(TextStyle.SHORT, locale)).toList())
			.setFirstDayOfWeek(1)
			.setToday(Texts.text("kit.date.today"))
			.setCancel(Texts.text("kit.date.cancel"));
	}

	private static List<String> names(Month[] months, Locale locale) {
		return Arrays.stream(months).map((month) -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale)).toList();
	}

}
