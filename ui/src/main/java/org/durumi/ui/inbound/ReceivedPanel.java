package org.durumi.ui.inbound;

import java.util.Map;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.StaffDirectory;
import org.durumi.inbound.ReceivedInCase;
import org.durumi.inbound.ReceivedRecord;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Masking;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.PanelFrame;

/** In a case: what the partner told who handed her to us; opened when somebody asks. */
@org.springframework.stereotype.Component
final class ReceivedPanel implements CasePanel {

	private final ReceivedInCase received;

	private final StaffDirectory staff;

	ReceivedPanel(ReceivedInCase received, StaffDirectory staff) {
		this.received = received;
		this.staff = staff;
	}

	@Override
	public String anchor() {
		return "received";
	}

	@Override
	public int order() {
		return 14;
	}

	/** Most came to us by themselves, and their pages do not speak of it. */
	@Override
	public boolean isFor(CaseId caseId) {
		return this.received.count(caseId) > 0;
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		PanelFrame frame = new PanelFrame(anchor(), "inbound.received");
		frame.say(Texts.text("records.count", this.received.count(caseId)));
		boolean[] open = new boolean[1];
		Button[] toggle = new Button[1];
		Runnable turn = () -> {
			open[0] = !open[0];
			toggle[0].setText(Texts.text(open[0] ? "records.hide" : "records.show"));
		};
		toggle[0] = frame.act("records.show", () -> {
			turn.run();
			if (open[0]) {
				show(frame, caseId, turn);
			}
			else {
				frame.empty();
			}
		});
		toggle[0].addThemeVariants(ButtonVariant.TERTIARY);
		return frame;
	}

	private void show(PanelFrame frame, CaseId caseId, Runnable turn) {
		Map<UUID, String> partners = this.staff.organisations();
		frame.show(new ToldSection(Masking.SHOWN_FOR, () -> {
			turn.run();
			frame.tell(Texts.text("inbound.masked"));
		}, this.received.open(caseId)
			.stream()
			.map((entry) -> article(entry.content(),
					partners.getOrDefault(entry.content().partner(), Texts.text("inbound.partner.unknown"))))
			.toArray(Component[]::new)));
	}

	private static Component article(ReceivedRecord record, String from) {
		Span kept = new Span(Texts.text("inbound.received.kept", from, Dates.moment(record.receivedAt())));
		Div foot = new Div(kept);
		foot.addClassName("record-foot");
		Article article = new Article(ReferralText.told(record.told()), foot);
		article.addClassName("record");
		return article;
	}

}
