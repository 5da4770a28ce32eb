package org.durumi.ui.handoffs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerFunction;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a partner among those who can be chosen, by what they do and where; of the
 * others it says why they cannot.
 */
final class PartnerPicker extends Div {

	private final transient List<Partner> all;

	private final transient Map<UUID, KeyEntry> keys;

	private final Select<PartnerFunction> function = new Select<>();

	private final Select<String> region = new Select<>();

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
		filter(this.function, "partners.function", List.of(PartnerFunction.values()), Texts::text);
		filter(this.region, "partners.region",
				all.stream().flatMap((partner) -> partner.regions().stream()).distinct().sorted().toList(),
				PartnerPicker::country);
		Div filters = new Div(this.function, this.region);
		filters.addClassName("filters");
		this.choice.setLabel(Texts.text("handoffs.partner"));
		this.choice.setRenderer(new ComponentRenderer<>(PartnerPicker::label));
		this.choice.addClassName("partner-choice");
		this.choice.addValueChangeListener((change) -> {
			if (!this.renewing) {
				changed.run();
			}
		});
		addClassName("partner-picker");
		add(filters, this.choice, this.none, this.others);
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

	private <T> void filter(Select<T> select, String key, List<T> items, Function<T, String> label) {
		select.setLabel(Texts.text(key));
		select.setEmptySelectionAllowed(true);
		select.setEmptySelectionCaption(Texts.text("partners.all"));
		select.setItemLabelGenerator((item) -> (item != null) ? label.apply(item) : Texts.text("partners.all"));
		select.setItems(items);
		select.addValueChangeListener((change) -> show());
	}

	private void show() {
		Partner before = this.choice.getValue();
		List<Partner> fit = new ArrayList<>();
		UnorderedList unfit = new UnorderedList();
		unfit.addClassName("plain-list");
		this.all.stream().filter(this::isWanted).forEach((partner) -> {
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

	private boolean isWanted(Partner partner) {
		PartnerFunction wanted = this.function.getValue();
		String where = this.region.getValue();
		return (wanted == null || partner.functions().contains(wanted))
				&& (where == null || partner.regions().contains(where));
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
		Span what = new Span(partner.functions().stream().sorted().map(Texts::text).collect(Collectors.joining(", "))
				+ " · "
				+ partner.regions().stream().map(PartnerPicker::country).sorted().collect(Collectors.joining(", ")));
		what.addClassName("staff-username");
		Div label = new Div(name, what);
		label.addClassName("staff-what");
		return label;
	}

	private static String country(String code) {
		return Locale.of("", code).getDisplayCountry(Texts.locale());
	}

}
