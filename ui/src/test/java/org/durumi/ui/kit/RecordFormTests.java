package org.durumi.ui.kit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordFormTests extends ScreenTest {

	private static final Field<String> PLACE = Field.text("kit.filters", 20).required();

	private static final Field<LocalDate> DAY = Field.day("kit.date.day").notInFuture();

	private static final Field<Set<StageStepper.State>> STATES = Field.choices("kit.stepper", StageStepper.State.class);

	private record Stay(String place, Optional<LocalDate> day, Set<StageStepper.State> states) {
	}

	private RecordForm<Stay> form;

	@BeforeEach
	void show() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		this.form = form();
		UI.getCurrent().add(this.form);
	}

	@Test
	void makesTheRecordFromWhatWasTyped() {
		test(find(TextField.class).single()).setValue("  Yanji ");
		find(DatePicker.class).single().setValue(LocalDate.of(2026, 3, 9));

		assertThat(this.form.read()).contains(new Stay("Yanji", Optional.of(LocalDate.of(2026, 3, 9)), Set.of()));
	}

	@Test
	void saysWhatIsMissingOnTopAndAtTheField() {
		assertThat(this.form.read()).isEmpty();

		assertThat(find(ErrorSummary.class).single().getElement().getTextRecursively())
			.contains("Filters in force: please fill this in.");
		assertThat(find(TextField.class).single().isInvalid()).isTrue();
	}

	@Test
	void refusesWhatIsTooLongOnTheServerToo() {
		find(TextField.class).single().setValue("x".repeat(21));

		assertThat(this.form.read()).isEmpty();
		assertThat(find(TextField.class).single().getErrorMessage())
			.isEqualTo("Filters in force: at most 20 characters.");
	}

	@Test
	void refusesControlCharactersAndKeepsEverythingElse() {
		find(TextField.class).single().setValue("a\u0000b");
		assertThat(this.form.read()).isEmpty();

		find(TextField.class).single().setValue("<script>'; -- 🕊 \u202e");
		assertThat(this.form.read()).isPresent();
	}

	@Test
	void refusesADayInTheFuture() {
		find(TextField.class).single().setValue("Yanji");
		find(DatePicker.class).single().setValue(Dates.today().plusDays(1));

		assertThat(this.form.read()).isEmpty();
		assertThat(find(DatePicker.class).single().getErrorMessage()).isEqualTo("Date: this lies in the future.");
	}

	@Test
	void showsWhatItIsFilledWithAndIsNotChangedByThat() {
		this.form.fill(new Values().with(PLACE, "Seoul").with(STATES, Set.of(StageStepper.State.SKIPPED)));

		assertThat(find(TextField.class).single().getValue()).isEqualTo("Seoul");
		assertThat(find(CheckboxGroup.class).single().getValue()).isEqualTo(Set.of(StageStepper.State.SKIPPED));
		assertThat(this.form.isChanged()).isFalse();
	}

	@Test
	void isChangedByTypingAndNotAfterSaving() {
		test(find(TextField.class).single()).setValue("Yanji");
		assertThat(this.form.isChanged()).isTrue();

		this.form.saved(java.time.Instant.EPOCH);

		assertThat(this.form.isChanged()).isFalse();
	}

	@Test
	void showsARefusalOfTheServerAtItsField() {
		this.form.refuse(PLACE, "This place is full.");

		assertThat(find(TextField.class).single().getErrorMessage()).isEqualTo("This place is full.");
		assertThat(find(Button.class, find(ErrorSummary.class).single()).single().getText())
			.isEqualTo("This place is full.");
	}

	@Test
	void whatWasTypedIsWrittenDownAndPutBackInAnotherLanguage() {
		RecordForm<Stay> other = form();
		UI.getCurrent().setLocale(Locale.KOREAN);
		this.form.fill(new Values().with(PLACE, "연길")
			.with(DAY, LocalDate.of(2026, 3, 9))
			.with(STATES, Set.of(StageStepper.State.SKIPPED)));
		Map<String, String> typed = this.form.typed();
		assertThat(typed).containsValues("연길", "2026-03-09", "SKIPPED");
		other.restore(typed);
		assertThat(other.isChanged()).as("put back is not saved").isTrue();
		assertThat(other.read())
			.contains(new Stay("연길", Optional.of(LocalDate.of(2026, 3, 9)), Set.of(StageStepper.State.SKIPPED)));
	}

	@Test
	void whatCannotBePutBackAnyMoreIsLeftOut() {
		this.form.restore(Map.of("kit.filters", "Yanji", "kit.date.day", "yesterday", "kit.stepper", "NO_SUCH,SKIPPED",
				"gone", "x"));
		assertThat(this.form.read()).contains(new Stay("Yanji", Optional.empty(), Set.of(StageStepper.State.SKIPPED)));
	}

	@Test
	void aSecondClickOnItsWayKeepsNothingTwice() {
		List<Stay> kept = new ArrayList<>();
		FormDialog dialog = new FormDialog("Stay", "34rem");
		RecordForm<Stay> inside = form();
		inside.onSubmit("kit.save", (stay) -> {
			kept.add(stay);
			dialog.close();
		});
		dialog.hold(inside);
		dialog.open();
		inside.fill(new Values().with(PLACE, "연길"));
		Button save = find(Button.class).withText("Save").single();

		save.click();
		save.click();

		assertThat(kept).hasSize(1);
	}

	@Test
	void whatFailedCanBeTriedAgain() {
		AtomicInteger tries = new AtomicInteger();
		ActButton act = new ActButton("Save", () -> {
			tries.incrementAndGet();
			throw new QueryTimeoutException("away");
		});
		UI.getCurrent().add(act);

		for (int time = 0; time < 2; time++) {
			assertThatThrownBy(act::click).isInstanceOf(QueryTimeoutException.class);
			assertThat(act.isEnabled()).isTrue();
		}
		assertThat(tries).hasValue(2);
	}

	@Test
	void whoeverKeepsItHearsOfEachChange() {
		AtomicInteger heard = new AtomicInteger();
		this.form.onTyped(heard::incrementAndGet);
		test(find(TextField.class).single()).setValue("Yanji");
		assertThat(heard).hasValue(1);
		this.form.fill(new Values());
		assertThat(heard).as("filling is not typing").hasValue(1);
	}

	private static RecordForm<Stay> form() {
		return new RecordForm<>("kit.save",
				(values) -> new Stay(values.get(PLACE), values.find(DAY), values.find(STATES).orElse(Set.of())), PLACE,
				DAY, STATES);
	}

}
