package org.durumi.ui.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.durumi.ui.kit.Drafted;

/** The escapes before we knew her, a row each. */
final class EarlierCyclesEditor extends Section implements Drafted {

	private static final int FIRST_YEAR = 1945;

	private final List<Row> rows = new ArrayList<>();

	private final Div list = new Div();

	private final Button more = new Button(Texts.text("register.cycles.add"), (click) -> addRow());

	private transient Runnable typed = () -> {
	};

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

	@Override
	public Map<String, String> typed() {
		Map<String, String> written = new LinkedHashMap<>();
		for (int i = 0; i < this.rows.size(); i++) {
			EarlierCycle cycle = this.rows.get(i).read();
			Integer year = cycle.crossedInYear();
			written.put(String.valueOf(i), ((year != null) ? year : "") + "/" + cycle.ending().name());
		}
		return written;
	}

	@Override
	public void restore(Map<String, String> written) {
		this.rows.clear();
		this.list.removeAll();
		written.values().forEach((text) -> addRow().put(text));
	}

	/** It is saved with the forms around it, or not at all. */
	@Override
	public boolean isChanged() {
		return false;
	}

	@Override
	public void onTyped(Runnable typed) {
		this.typed = typed;
	}

	private Row addRow() {
		Row row = new Row();
		this.rows.add(row);
		this.list.add(row);
		this.more.setEnabled(this.rows.size() < Registration.MAX_EARLIER_CYCLES);
		return row;
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
			this.year.addValueChangeListener((change) -> EarlierCyclesEditor.this.typed.run());
			this.ending.addValueChangeListener((change) -> EarlierCyclesEditor.this.typed.run());
			Button remove = new Button(Texts.text("register.cycles.remove"), (click) -> {
				EarlierCyclesEditor.this.rows.remove(this);
				EarlierCyclesEditor.this.list.remove(this);
				EarlierCyclesEditor.this.more.setEnabled(true);
				EarlierCyclesEditor.this.typed.run();
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

		private void put(String text) {
			String[] parts = text.split("/", 2);
			if (!parts[0].isEmpty()) {
				this.year.setValue(Integer.valueOf(parts[0]));
			}
			Arrays.stream(EarlierCycle.Ending.values())
				.filter((one) -> one.name().equals(parts[1]))
				.forEach(this.ending::setValue);
		}

		private EarlierCycle read() {
			return new EarlierCycle(this.year.getValue(), this.ending.getValue());
		}

	}

}
