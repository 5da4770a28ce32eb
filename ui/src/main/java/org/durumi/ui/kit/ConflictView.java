package org.durumi.ui.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import org.durumi.ui.i18n.Texts;

/**
 * Somebody else was first: field by field, what she wrote and what I wrote, to choose
 * from. Nothing is chosen in advance, so nothing is overwritten by haste.
 *
 * @param <F> what names a field
 */
public final class ConflictView<F> extends Div {

	/** Whose value is kept. */
	public enum Side {

		THEIRS, MINE

	}

	/**
	 * A field that both changed.
	 *
	 * @param label in the reader's language
	 */
	public record Difference<F>(F field, String label, String theirs, String mine) {
	}

	private final transient Map<F, RadioButtonGroup<Side>> choices = new LinkedHashMap<>();

	private final transient Consumer<Map<F, Side>> onResolved;

	/**
	 * Creates the view.
	 * @param onResolved called when each field has a choice
	 */
	public ConflictView(List<Difference<F>> differences, Consumer<Map<F, Side>> onResolved) {
		this.onResolved = onResolved;
		addClassName("conflict-view");
		getElement().setAttribute("role", "region");
		getElement().setAttribute("aria-label", Texts.text("kit.conflict"));
		add(new H2(Texts.text("kit.conflict")), new Paragraph(Texts.text("kit.conflict.how")));
		differences.forEach((difference) -> add(choice(difference)));
		Button done = new Button(Texts.text("kit.conflict.done"), (click) -> resolve());
		done.addThemeVariants(ButtonVariant.PRIMARY);
		add(done);
	}

	private RadioButtonGroup<Side> choice(Difference<F> difference) {
		RadioButtonGroup<Side> group = new RadioButtonGroup<>(difference.label());
		group.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
		group.setItems(Side.values());
		group.setItemLabelGenerator((side) -> Texts.text(Texts.key(side), shown(difference, side)));
		group.setManualValidation(true);
		this.choices.put(difference.field(), group);
		return group;
	}

	private static String shown(Difference<?> difference, Side side) {
		String value = (side == Side.THEIRS) ? difference.theirs() : difference.mine();
		return value.isBlank() ? Texts.text("kit.conflict.empty") : value;
	}

	private void resolve() {
		Map<F, Side> chosen = new LinkedHashMap<>();
		this.choices.forEach((field, group) -> {
			group.setErrorMessage(Texts.text("kit.conflict.choose"));
			group.setInvalid(group.isEmpty());
			group.getOptionalValue().ifPresent((side) -> chosen.put(field, side));
		});
		if (chosen.size() == this.choices.size()) {
			this.onResolved.accept(chosen);
		}
	}

}
