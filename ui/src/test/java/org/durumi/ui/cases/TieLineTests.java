package org.durumi.ui.cases;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.menubar.MenuBar;
import org.durumi.access.Ties;
import org.durumi.reference.CaseId;
import org.durumi.ui.kit.CaseHeader;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class TieLineTests extends ScreenTest {

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private final Ties ties = mock(Ties.class);

	private final AtomicInteger changes = new AtomicInteger();

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@Test
	void isDeclaredOnlyOnceSheHasReadWhatFollows() {
		CaseHeader header = show();
		MenuItem act = find(MenuBar.class, header).single().getItems().get(0).getSubMenu().getItems().get(0);
		assertThat(act.getText()).isEqualTo("I know this person outside my work");
		assertThat(find(TieLine.class).all()).as("visible").isEmpty();

		ComponentUtil.fireEvent(act, new ClickEvent<>(act));
		roundTrip();
		Dialog question = find(Dialog.class).single();
		assertThat(question.getElement().getTextRecursively()).contains("each of your looks",
				"nothing is taken from you", "Tell your supervisor");
		verify(this.ties, never()).declare(CASE);

		test(find(Button.class).withText("Yes, I know her").single()).click();
		assertThat(question.isOpened()).isFalse();
		verify(this.ties).declare(CASE);
		assertThat(this.changes).hasValue(1);
	}

	@Test
	void whatIsDeclaredIsALineAndNoActAnyMore() {
		when(this.ties.isDeclared(CASE)).thenReturn(true);
		CaseHeader header = show();

		assertThat(find(TieLine.class).single().getText()).startsWith("You have said that you know this person");
		assertThat(find(MenuBar.class, header).all()).as("visible").isEmpty();
	}

	private CaseHeader show() {
		CaseHeader header = new CaseHeader("Amber Crane 12", "AAAA-AAAA");
		UI.getCurrent().add(header, new TieLine(this.ties, CASE, header, this.changes::incrementAndGet));
		return header;
	}

}
