package org.durumi.ui.partners;

import java.util.List;
import java.util.function.Function;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.Partners;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/** Narrows a list of partners down to what they help with and where. */
public final class PartnerFilters extends Div {

	private final transient List<Partner> all;

	private final Select<PartnerFunction> function = new Select<>();

	private final Select<String> region = new Select<>();

	/**
	 * Creates the filters, by which all are wanted at first.
	 * @param changed called when others are wanted
	 */
	public PartnerFilters(List<Partner> all, Runnable changed) {
		this.all = all;
		addClassName("filters");
		choose(this.function, "partners.function", List.of(PartnerFunction.values()), Texts::text, changed);
		choose(this.region, "partners.region",
				Partners.REGIONS.stream()
					.filter((code) -> all.stream().anyMatch((partner) -> partner.regions().contains(code)))
					.toList(),
				PartnerText::region, changed);
	}

	/** Those that help with what is wanted, there. */
	public List<Partner> wanted() {
		@Nullable PartnerFunction what = this.function.getValue();
		@Nullable String where = this.region.getValue();
		return this.all.stream()
			.filter((partner) -> what == null || partner.functions().contains(what))
			.filter((partner) -> where == null || partner.regions().contains(where))
			.toList();
	}

	private <T> void choose(Select<T> select, String key, List<T> items, Function<T, String> label, Runnable changed) {
		select.setLabel(Texts.text(key));
		select.setEmptySelectionAllowed(true);
		select.setEmptySelectionCaption(Texts.text("partners.all"));
		select.setItemLabelGenerator((item) -> (item != null) ? label.apply(item) : Texts.text("partners.all"));
		select.setItems(items);
		select.addValueChangeListener((change) -> changed.run());
		add(select);
	}

}
