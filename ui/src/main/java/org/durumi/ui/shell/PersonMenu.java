package org.durumi.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.server.VaadinRequest;
import org.durumi.ui.i18n.Language;
import org.durumi.ui.i18n.Texts;

/** The person's own menu: language, look, shortcuts, sign-out. */
final class PersonMenu extends MenuBar {

	private final Preferences preferences;

	PersonMenu(String name, Preferences preferences, boolean singleKeys, boolean works, boolean answers,
			Runnable signOut) {
		this.preferences = preferences;
		addThemeVariants(MenuBarVariant.TERTIARY);
		addClassName("person-menu");
		Span shown = new Span(name);
		shown.addClassName("person-name");
		MenuItem root = addItem(VaadinIcon.USER.create());
		root.add(shown);
		root.setAriaLabel(Texts.text("shell.person", name));
		SubMenu menu = root.getSubMenu();
		languages(menu.addItem(Texts.text("shell.language")).getSubMenu());
		looks(menu.addItem(Texts.text("shell.look")).getSubMenu());
		MenuItem keys = menu.addItem(Texts.text("shell.keys.switch"), (click) -> {
			preferences.keepSingleKeys(!singleKeys);
			UI.getCurrent().getPage().reload();
		});
		keys.setCheckable(true);
		keys.setChecked(singleKeys);
		MenuItem help = menu.addItem(Texts.text("shell.help"), (click) -> new HelpDialog().open());
		help.getElement().setAttribute("data-shortcut", "help");
		menu.addItem(Texts.text("access.roles"), (click) -> UI.getCurrent().navigate(Routes.ROLES));
		if (works) {
			menu.addItem(Texts.text("team.absence"), (click) -> UI.getCurrent().navigate(Routes.ABSENCE));
		}
		if (answers) {
			menu.addItem(Texts.text("review.reasons"), (click) -> UI.getCurrent().navigate(Routes.REASONS));
		}
		menu.addItem(Texts.text("access.sessions"), (click) -> UI.getCurrent().navigate(Routes.MY_SESSIONS));
		menu.addSeparator();
		MenuItem out = menu.addItem(Texts.text("shell.signOut"), (click) -> signOut.run());
		out.addClassName("sign-out");
	}

	private void languages(SubMenu menu) {
		for (Language language : Language.values()) {
			MenuItem item = menu.addItem(language.ownName(), (click) -> {
				this.preferences.keep(language);
				UI.getCurrent().getPage().reload();
			});
			item.getElement().setAttribute("lang", language.tag());
			item.setCheckable(true);
			item.setChecked(language.locale().equals(Texts.locale()));
		}
	}

	private void looks(SubMenu menu) {
		Preferences.Look current = this.preferences.look(VaadinRequest.getCurrent());
		for (Preferences.Look look : Preferences.Look.values()) {
			MenuItem item = menu.addItem(Texts.text(look), (click) -> {
				this.preferences.keep(look);
				UI.getCurrent().getPage().setColorScheme(look.scheme());
				menu.getItems().forEach((other) -> other.setChecked(other.equals(click.getSource())));
			});
			item.setCheckable(true);
			item.setChecked(look == current);
		}
	}

}
