package org.durumi.ui.handoffs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.Partner;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.partners.PartnerFilters;
import org.durumi.ui.partners.PartnerText;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a partner among those who can be chosen, by what they do and where; of the
 * others it says why they cannot.
 */
final class PartnerPicker extends Div {

	private final transient List<Partner> all;

	private final transient Map<UUID, KeyEntry> keys;

	private final PartnerFilters filters;

	private final RadioButtonGroup<Partner> choice = new RadioButtonGroup<>();

	private final Paragraph none = new Paragraph(Texts.text("handoffs.partner.none"));

	private final Details others = new Details(Texts.text("handoffs.partner.others"));

	private transient HandoffTemplate template;

	/** While whom she can choose from is shown anew, nobody else is chosen. */
	private boolean renewing;

	/**
	 * Creates the picker.
	 * @param keys the key that counts for each partner that has one
	 * @param changed called when another was chosen
	 */
	PartnerPicker(List<Partner> all, Map<UUID, KeyEntry> keys, HandoffTemplate template, Runnable changed) {
		this.all = all;
		this.keys = keys;
		this.template = template;
		this.filters = new PartnerFilters(all, this::show);
		this.choice.setLabel(Texts.text("handoffs.partner"));
		this.choice.setRenderer(new ComponentRenderer<>(PartnerPicker::label));
		this.choice.addClassName("partner-choice");
		this.choice.addValueChangeListener((change) -> {
			if (!this.renewing) {
				changed.run();
			}
		});
		addClassName("partner-picker");
		add(this.filters, this.choice, this.none, this.others);
		show();
	}

	/** Whom it is for is another now. */
	void setTemplate(HandoffTemplate template) {
		this.template = template;
		show();
	}

	Optional<Partner> chosen() {
		return Optional.ofNullable(this.choice.getValue());
	}

	/** Chooses her, if she can be chosen. */
	void choose(UUID partner) {
		this.all.stream()
			.filter((one) -> one.id().equals(partner) && against(one) == null)
			.findFirst()
			.ifPresent(this.choice::setValue);
	}

	private void show() {
		Partner before = this.choice.getValue();
		List<Partner> fit = new ArrayList<>();
		UnorderedList unfit = new UnorderedList();
		unfit.addClassName("plain-list");
		this.filters.wanted().forEach((partner) -> {
			String why = against(partner);
			if (why == null) {
				fit.add(partner);
			}
			else {
				Span name = new Span(partner.name());
				name.addClassName("staff-name");
				Span words = new Span(Texts.text(why));
				words.addClassName("staff-username");
				Div line = new Div(name, words);
				line.addClassName("task-line");
				unfit.add(new ListItem(line));
			}
		});
		this.renewing = before == null || fit.contains(before);
		this.choice.setItems(fit);
		if (before != null && this.renewing) {
			this.choice.setValue(before);
		}
		this.renewing = false;
		this.choice.setVisible(!fit.isEmpty());
		this.none.setVisible(fit.isEmpty());
		this.others.removeAll();
		this.others.add(unfit);
		this.others.setVisible(unfit.getComponentCount() > 0);
		this.others.setOpened(fit.isEmpty());
	}

	/** Why she cannot be chosen; absent if she can. */
	private @Nullable String against(Partner partner) {
		if (!partner.enabled()) {
			return "handoffs.partner.closed";
		}
		if (!this.template.fits(partner)) {
			return "handoffs.partner.otherFunction";
		}
		KeyEntry key = this.keys.get(partner.id());
		return (key != null && key.state() == KeyState.USABLE) ? null : "handoffs.partner.noKey";
	}

	private static Div label(Partner partner) {
		Span name = new Span(partner.name());
		name.addClassName("staff-name");
		Span what = new Span(PartnerText.functions(partner) + " · " + PartnerText.regions(partner));
		what.addClassName("staff-username");
		Div label = new Div(name, what);
		label.addClassName("staff-what");
		return label;
	}

}
