package org.durumi.ui.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The page around all views: theme, push and a title that says nothing about the person
 * on the screen.
 */
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
@Push
@Viewport("width=device-width, initial-scale=1")
public final class AppShell implements AppShellConfigurator {

	static final String TITLE = "Durumi";

	@Override
	public void configurePage(AppShellSettings settings) {
		settings.setPageTitle(TITLE);
		settings.addLink("icon", "durumi.svg");
		settings.addMetaTag("robots", "noindex, nofollow");
		settings.addMetaTag("format-detection", "telephone=no");
	}

}
