package org.durumi.ui.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import org.durumi.actor.ActorPrincipal;
import org.durumi.ui.i18n.Texts;

/**
 * Around every screen of a signed-in person: navigation at the side, the person's own
 * menu and quick exit on top.
 * <p>
 * A view gets an entry by {@code @Menu(title = "key.of.its.text", order, icon)}; whoever
 * may not open the view does not get the entry.
 */
@PermitAll
public final class MainLayout extends AppLayout implements Titled {

	MainLayout(AuthenticationContext authentication, Preferences preferences) {
		setPrimarySection(Section.DRAWER);
		boolean singleKeys = preferences.singleKeys(VaadinRequest.getCurrent());
		getElement().setAttribute("data-single-keys", singleKeys ? "on" : "off");
		Anchor skip = new Anchor("#content", Texts.text("shell.skip"));
		skip.addClassName("skip-link");
		skip.setRouterIgnore(true);
		DrawerToggle toggle = new DrawerToggle();
		toggle.setAriaLabel(Texts.text("shell.navigation.toggle"));
		Div space = new Div();
		space.addClassName("navbar-space");
		addToNavbar(skip, toggle, space);
		authentication.getAuthenticatedUser(ActorPrincipal.class)
			.ifPresent((person) -> addToNavbar(
					new PersonMenu(person.displayName(), preferences, singleKeys, authentication::logout)));
		addToNavbar(new QuickExitButton());
		addToDrawer(new Brand(), new Scroller(navigation()), keysHint(singleKeys));
	}

	private static SideNav navigation() {
		SideNav navigation = new SideNav();
		navigation.setLabel(Texts.text("shell.navigation"));
		MenuConfiguration.getMenuEntries().forEach((entry) -> navigation.addItem(item(entry)));
		return navigation;
	}

	private static SideNavItem item(MenuEntry entry) {
		SideNavItem item = new SideNavItem(Texts.text(entry.title()), entry.menuClass());
		item.setMatchNested(true);
		if (entry.icon() != null) {
			item.setPrefixComponent(new Icon(entry.icon()));
		}
		return item;
	}

	private static Footer keysHint(boolean singleKeys) {
		Footer footer = new Footer();
		footer.addClassName("drawer-footer");
		if (singleKeys) {
			footer.setText(Texts.text("shell.keys.short"));
		}
		return footer;
	}

}
