package org.durumi.ui.inbound;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.inbound.Handed;
import org.durumi.inbound.HandingIn;
import org.durumi.inbound.NotTaken;
import org.durumi.inbound.Referral;
import org.durumi.ui.handoffs.HandoffLines;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;

/**
 * Whom a partner handed to us, and where each one is. What she told of them is not shown
 * again.
 */
@Route(value = Routes.HANDED, layout = MainLayout.class)
@Menu(title = "inbound.handed", order = 1.5, icon = "vaadin:user-heart")
@RolesAllowed("PARTNER")
final class HandedView extends Div {

	private final transient HandingIn handing;

	private final transient Clock clock;

	private final HandoffLines<Handed> lines;

	HandedView(HandingIn handing, Clock clock) {
		this.handing = handing;
		this.clock = clock;
		addClassNames("page", "inbox-page");
		this.lines = new HandoffLines<>(handing::page, this::line);
		Anchor hand = new Anchor(Routes.HANDED + "/new", Texts.text("inbound.hand"));
		add(new H1(Texts.text("inbound.handed")), new Paragraph(Texts.text("inbound.handed.what")));
		if (this.lines.isEmpty()) {
			add(new EmptyState("inbound.handed.none", "inbound.handed.none.what", hand));
		}
		else {
			add(hand, this.lines);
		}
	}

	private Component line(Handed handed) {
		Referral referral = handed.referral();
		Instant now = this.clock.instant();
		String name = handed.reference().isEmpty() ? referral.id().toString() : handed.reference();
		List<Component> where = new ArrayList<>(List.of(ReferralText.tags(referral, now)));
		if (referral.isWaiting(now)) {
			where.add(new Span(Texts.text("inbound.handed.waits", Dates.moment(referral.decideBy()))));
			Button withdraw = new Button(Texts.text("inbound.withdraw"), (click) -> withdraw(referral.id()));
			withdraw.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
			withdraw.setAriaLabel(Texts.text("records.of", Texts.text("inbound.withdraw"), name));
			where.add(withdraw);
		}
		Instant decided = referral.decidedAt();
		if (decided != null) {
			where.add(new Span(Dates.moment(decided)));
		}
		NotTaken code = referral.declined();
		if (code != null) {
			where.add(new Span(Texts.text(code)));
		}
		return HandoffLines.line(name, List.of(Texts.text("inbound.handed.sent", Dates.moment(referral.receivedAt()))),
				where.toArray(Component[]::new));
	}

	private void withdraw(UUID id) {
		ConfirmDialog question = new ConfirmDialog(Texts.text("inbound.withdraw.title"),
				Texts.text("inbound.withdraw.what"), Texts.text("inbound.withdraw"), (confirm) -> {
					switch (this.handing.withdraw(id)) {
						case DONE -> Notices.tell(Texts.text("inbound.withdraw.done"));
						case TOO_LATE -> Notices.refused(List.of(Texts.text("inbound.withdraw.tooLate")));
					}
					this.lines.refresh();
				});
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.cancel"));
		question.open();
	}

}
