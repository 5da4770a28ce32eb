package org.durumi.ui.kit;

import java.time.Duration;
import java.util.function.Supplier;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Texts;

/**
 * A sealed field on the page: masked until somebody asks, masked again after 60 seconds
 * and when it leaves the page.
 * <p>
 * Guaranteed: the text is fetched on the click and not before, and after masking it is
 * neither in the browser's page nor in the server's component tree. Not guaranteed: that
 * nobody read or photographed it meanwhile. The supplier checks the right and writes the
 * audit event.
 */
public final class SealedText extends Div {

	private static final String DOTS = "••••••••";

	private final String label;

	private final transient Supplier<String> reveal;

	private final Duration shownFor;

	private final Span value = new Span();

	private final Button toggle = new Button();

	private boolean revealed;

	private int reveals;

	/**
	 * Creates a masked field.
	 * @param labelKey the field's name
	 * @param reveal opens the text, with right and audit; called at each click
	 */
	public SealedText(String labelKey, Supplier<String> reveal) {
		this(labelKey, reveal, Masking.SHOWN_FOR);
	}

	SealedText(String labelKey, Supplier<String> reveal, Duration shownFor) {
		this.label = Texts.text(labelKey);
		this.reveal = reveal;
		this.shownFor = shownFor;
		addClassName("sealed-text");
		Span name = new Span(this.label);
		name.addClassName("sealed-label");
		this.value.addClassName("sealed-value");
		this.value.getElement().setAttribute("aria-live", "polite");
		this.toggle.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
		this.toggle.addClickListener((click) -> toggle(click.getSource().getUI().orElseThrow()));
		add(name, this.value, this.toggle);
		mask();
	}

	/** Removes the text, if it is shown. */
	public void mask() {
		this.revealed = false;
		this.value.removeAll();
		Span dots = new Span(DOTS);
		dots.getElement().setAttribute("aria-hidden", "true");
		Span spoken = new Span(Texts.text("kit.sealed.masked"));
		spoken.addClassName("for-ears");
		this.value.add(dots, spoken);
		this.toggle.setText(Texts.text("kit.sealed.show"));
		this.toggle.setAriaLabel(Texts.text("kit.sealed.show.of", this.label));
	}

	public boolean isRevealed() {
		return this.revealed;
	}

	private void toggle(UI ui) {
		if (this.revealed) {
			mask();
			return;
		}
		Span shown = show(this.reveal.get());
		int thisReveal = ++this.reveals;
		// whose page has gone meanwhile is masked by that
		Masking.after(this.shownFor, ui, shown, () -> {
			if (this.revealed && this.reveals == thisReveal) {
				mask();
			}
		});
	}

	private Span show(String text) {
		this.revealed = true;
		this.value.removeAll();
		Span shown = new Span(text);
		this.value.add(shown);
		this.toggle.setText(Texts.text("kit.sealed.hide"));
		this.toggle.setAriaLabel(Texts.text("kit.sealed.hide.of", this.label));
		return shown;
	}

	@Override
	protected void onDetach(DetachEvent event) {
		mask();
	}

}
