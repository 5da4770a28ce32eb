package org.durumi.ui.kit;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import org.durumi.ui.i18n.Texts;

/**
 * What stays in view on a case's page: code name, number, a few facts, one primary action
 * and a menu. It never holds a name.
 */
public final class CaseHeader extends Header {

	private final Div actions = new Div();

	private final DescriptionList facts = new DescriptionList();

	private final MenuBar menu = new MenuBar();

	private final MenuItem menuRoot;

	public CaseHeader(String codeName, String caseNumber) {
		addClassName("case-header");
		Span number = new Span(caseNumber);
		number.addClassName("case-number");
		Div identity = new Div(new H1(codeName), number);
		identity.addClassName("case-identity");
		this.facts.addClassName("case-facts");
		this.actions.addClassName("case-actions");
		this.menu.addThemeVariants(MenuBarVariant.TERTIARY);
		this.menuRoot = this.menu.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
		this.menuRoot.setAriaLabel(Texts.text("kit.case.more"));
		this.menu.setVisible(false);
		this.actions.add(this.menu);
		add(identity, this.facts, this.actions);
	}

	/** Adds a fact as text. */
	public CaseHeader fact(String labelKey, String value) {
		return fact(labelKey, new Span(value));
	}

	/** Adds a fact as a component, such as a {@link Tag}. */
	public CaseHeader fact(String labelKey, Component value) {
		Div pair = new Div(new DescriptionList.Term(Texts.text(labelKey)), new DescriptionList.Description(value));
		pair.addClassName("case-fact");
		this.facts.getElement().appendChild(pair.getElement());
		return this;
	}

	/** Sets the one act that most likely comes next. */
	public CaseHeader primary(String labelKey, ComponentEventListener<ClickEvent<Button>> act) {
		Button button = new Button(Texts.text(labelKey), act);
		button.addThemeVariants(ButtonVariant.PRIMARY);
		this.actions.addComponentAsFirst(button);
		return this;
	}

	/** Adds an entry to the menu. */
	public CaseHeader more(String labelKey, ComponentEventListener<ClickEvent<MenuItem>> act) {
		this.menuRoot.getSubMenu().addItem(Texts.text(labelKey), act);
		this.menu.setVisible(true);
		return this;
	}

}
