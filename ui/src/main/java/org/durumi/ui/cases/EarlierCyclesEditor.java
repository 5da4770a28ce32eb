package org.durumi.ui.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.Registration;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/** The escapes before we knew her, a row each. */
final class EarlierCyclesEditor extends Section {

	private static final int FIRST_YEAR = 1945;

	private final List<Row> rows = new ArrayList<>();

	private final Div list = new Div();

	private final Button more = new Button(Texts.text("register.cycles.add"), (click) -> addRow());

	EarlierCyclesEditor() {
		addClassNames("card", "earlier-cycles");
		this.more.addThemeVariants(ButtonVariant.TERTIARY);
		add(new H2(Texts.text("register.cycles")), new Paragraph(Texts.text("register.cycles.what")), this.list,
				this.more);
	}

	/** The cycles, unless a year is impossible, which is then said at its field. */
	Optional<List<EarlierCycle>> read() {
		return this.rows.stream().map(Row::isGood).reduce(true, Boolean::logicalAnd)
				? Optional.of(this.rows.stream().map(Row::read).toList()) : Optional.empty();
	}

	private void addRow() {
		Row row = new Row();
		this.rows.add(row);
		this.list.add(row);
		this.more.setEnabled(this.rows.size() < Registration.MAX_EARLIER_CYCLES);
	}

	/** One escape. */
	private final class Row extends Div {

		private final IntegerField year = new IntegerField(Texts.text("harm.cycle.crossed"));

		private final Select<EarlierCycle.Ending> ending = new Select<>();

		private Row() {
			addClassName("cycle-row");
			this.year.setManualValidation(true);
			this.ending.setLabel(Texts.text("harm.cycle.ending"));
			this.ending.setItems(EarlierCycle.Ending.values());
			this.ending.setItemLabelGenerator(Texts::text);
			this.ending.setValue(EarlierCycle.Ending.REPATRIATED);
			Button remove = new Button(Texts.text("register.cycles.remove"), (click) -> {
				EarlierCyclesEditor.this.rows.remove(this);
				EarlierCyclesEditor.this.list.remove(this);
				EarlierCyclesEditor.this.more.setEnabled(true);
			});
			remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
			add(this.year, this.ending, remove);
		}

		private boolean isGood() {
			Integer typed = this.year.getValue();
			boolean good = typed == null || typed >= FIRST_YEAR && typed <= Dates.today().getYear();
			this.year.setErrorMessage(Texts.text("kit.field.badNumber", Texts.text("harm.cycle.crossed"), FIRST_YEAR,
					Dates.today().getYear()));
			this.year.setInvalid(!good);
			return good;
		}

		private EarlierCycle read() {
			return new EarlierCycle(this.year.getValue(), this.ending.getValue());
		}

	}

}
