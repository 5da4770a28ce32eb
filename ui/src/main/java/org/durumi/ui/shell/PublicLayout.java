package org.durumi.ui.shell;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Around the pages that need no sign-in. */
@AnonymousAllowed
public final class PublicLayout extends Div implements RouterLayout, Titled {

	private final Main main = new Main();

	PublicLayout() {
		addClassName("public-layout");
		add(new Header(new Brand(), new QuickExitButton()), this.main);
	}

	@Override
	public void showRouterLayoutContent(HasElement content) {
		this.main.getElement().removeAllChildren();
		this.main.getElement().appendChild(content.getElement());
	}

}
