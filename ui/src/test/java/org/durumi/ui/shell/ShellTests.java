package org.durumi.ui.shell;

import java.util.Locale;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.sidenav.SideNavItem;
import org.durumi.actor.Role;
import org.durumi.ui.WithStaff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShellTests extends ScreenTest {

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@Test
	@WithStaff(name = "Seo Yuna", roles = Role.PARTNER)
	void tellsAPartnerWhatHerRoleDoesAndThatNothingWaits() {
		navigate(RoleLanding.class);

		assertThat(find(H1.class).single().getText()).isEqualTo("Welcome, Seo Yuna");
		assertThat(find(Paragraph.class).all()).extracting(Paragraph::getText)
			.anyMatch((text) -> text.startsWith("You receive the cases"))
			.anyMatch((text) -> text.startsWith("Nothing waits"));
	}

	@Test
	@WithStaff(roles = Role.ADMIN)
	void offersAnAdministratorNoEntryOfCasework() {
		navigate(RoleLanding.class);

		assertThat(find(SideNavItem.class).all()).extracting(SideNavItem::getLabel)
			.contains("Staff and partners", "Approvals")
			.doesNotContain("My day", "Cases", "Audit log", "Statistics");
	}

	@Test
	@WithStaff(roles = {})
	void sendsWhoeverHasNoWorkHereFromTheRootToTheLandingPage() {
		UI.getCurrent().navigate("");

		assertThat(getCurrentView()).isInstanceOf(RoleLanding.class);
	}

	@Test
	@WithStaff
	void anUnknownAddressIsNotHere() {
		UI.getCurrent().navigate("no-such-page");

		assertThat(find(H1.class).single().getText()).isEqualTo("This page is not here");
	}

	@Test
	@WithStaff
	void everyPageOfASignedInPersonHasQuickExit() {
		navigate(RoleLanding.class);

		assertThat(find(QuickExitButton.class).all()).hasSize(1);
	}

	@Test
	void aSignedOutPersonReadsThatSheIsAndMayLeaveQuickly() {
		navigate(SignedOutView.class);

		assertThat(find(H1.class).single().getText()).isEqualTo("You are signed out");
		assertThat(find(QuickExitButton.class).all()).hasSize(1);
	}

	@Test
	void nobodyEntersTheLandingPageWithoutSignIn() {
		assertThatThrownBy(() -> navigate(RoleLanding.class)).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void saysWhichNeighbourIsAway() {
		navigate(UnavailableView.class);

		assertThat(find(Paragraph.class).single().getText()).startsWith("The database does not answer now");
	}

}
