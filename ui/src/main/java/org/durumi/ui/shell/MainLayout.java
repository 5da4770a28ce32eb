package org.durumi.ui.shell;

import java.util.List;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import org.durumi.actor.ActorPrincipal;
import org.durumi.actor.Role;
import org.durumi.ui.i18n.Texts;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Around every screen of a signed-in person: navigation at the side, the person's own
 * menu and quick exit on top.
 * <p>
 * A view gets an entry by {@code @Menu(title = "key.of.its.text", order, icon)}; whoever
 * may not open the view does not get the entry.
 */
@PermitAll
public final class MainLayout extends AppLayout implements Titled {

	private static final String CONTENT = "content";

	MainLayout(AuthenticationContext authentication, Preferences preferences, ObjectProvider<TopBarNotice> notices) {
		setPrimarySection(Section.DRAWER);
		boolean singleKeys = preferences.singleKeys(VaadinRequest.getCurrent());
		getElement().setAttribute("data-single-keys", singleKeys ? "on" : "off");
		List<MenuEntry> entries = MenuConfiguration.getMenuEntries();
		Header top = new Header(skipLink());
		top.addClassName("top-bar");
		if (entries.isEmpty()) {
			setDrawerOpened(false);
			top.add(new Brand());
		}
		else {
			top.add(toggle());
			addToDrawer(side(entries, singleKeys));
		}
		Div space = new Div();
		space.addClassName("navbar-space");
		top.add(space);
		authentication.getAuthenticatedUser(ActorPrincipal.class).ifPresent((person) -> {
			notices.stream().flatMap((notice) -> notice.create(person.actor()).stream()).forEach(top::add);
			top.add(new PersonMenu(person.displayName(), preferences, singleKeys,
					person.actor().roles().contains(Role.CASEWORKER),
					person.actor().roles().stream().anyMatch((role) -> role != Role.PARTNER), authentication::logout));
		});
		top.add(new QuickExitButton());
		addToNavbar(top);
	}

	@Override
	public void showRouterLayoutContent(HasElement content) {
		Main main = new Main();
		main.setId(CONTENT);
		main.getElement().setAttribute("tabindex", "-1").appendChild(content.getElement());
		setContent(main);
	}

	private static Anchor skipLink() {
		Anchor skip = new Anchor("#" + CONTENT, Texts.text("shell.skip"));
		skip.addClassName("skip-link");
		skip.setRouterIgnore(true);
		return skip;
	}

	private static DrawerToggle toggle() {
		DrawerToggle toggle = new DrawerToggle();
		toggle.setAriaLabel(Texts.text("shell.navigation.toggle"));
		return toggle;
	}

	private static Aside side(List<MenuEntry> entries, boolean singleKeys) {
		SideNav navigation = new SideNav();
		navigation.getElement().setAttribute("aria-label", Texts.text("shell.navigation"));
		entries.forEach((entry) -> navigation.addItem(item(entry)));
		Paragraph keys = new Paragraph(singleKeys ? Texts.text("shell.keys.short") : "");
		keys.addClassName("drawer-foot");
		Aside side = new Aside(new Brand(), navigation, keys);
		side.addClassName("side");
		side.getElement().setAttribute("aria-label", AppShell.TITLE);
		return side;
	}

	private static SideNavItem item(MenuEntry entry) {
		SideNavItem item = new SideNavItem(Texts.text(entry.title()), entry.menuClass());
		item.setMatchNested(true);
		if (entry.icon() != null) {
			item.setPrefixComponent(new Icon(entry.icon()));
		}
		return item;
	}

}
