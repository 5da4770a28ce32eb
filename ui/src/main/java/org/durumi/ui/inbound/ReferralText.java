package org.durumi.ui.inbound;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.ReferralState;
import org.durumi.inbound.Urgency;
import org.durumi.people.PersonField;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.people.PersonText;

/** Says of referrals where they are and what they tell. */
public final class ReferralText {

	private ReferralText() {
	}

	/** Where it is and how urgent. */
	static Div tags(Referral referral, Instant now) {
		Div tags = new Div();
		tags.addClassName("handoff-tags");
		if (referral.isWaiting(now)) {
			tags.add(new Tag(tone(referral.urgency()), Texts.text(referral.urgency())));
		}
		else {
			ReferralState state = over(referral);
			tags.add(new Tag(tone(state), Texts.text(state)));
		}
		return tags;
	}

	/** Whose time is over is, though the job has not come by. */
	static ReferralState over(Referral referral) {
		return (referral.state() == ReferralState.RECEIVED) ? ReferralState.EXPIRED : referral.state();
	}

	/** For how long it has waited. */
	static String age(Referral referral, Instant now) {
		Duration age = Duration.between(referral.receivedAt(), now);
		return (age.toDays() >= 2) ? Texts.text("inbound.age.days", age.toDays())
				: Texts.text("inbound.age.hours", Math.max(0, age.toHours()));
	}

	/** Everything that was told and says something. */
	static DescriptionList told(ReferralDraft told) {
		DescriptionList facts = new DescriptionList();
		facts.addClassName("record-view");
		told.identity().values().forEach((field, value) -> fact(facts, field, Texts.text(field), value));
		told.safeContact().values().forEach((field, value) -> fact(facts, field, Texts.text(field), value));
		fact(facts, "inbound.whereabouts", told.whereabouts());
		fact(facts, "inbound.urgency", Texts.text(told.urgency()));
		fact(facts, "inbound.help", told.help());
		fact(facts, "inbound.agreedBy", Texts.text(told.agreedBy()));
		LocalDate day = told.agreedOn();
		fact(facts, "inbound.agreedOn", (day != null) ? Dates.day(day) : "");
		fact(facts, "inbound.agreedTo", told.agreedTo());
		fact(facts, "inbound.reference.theirs", told.reference());
		return facts;
	}

	private static void fact(DescriptionList facts, PersonField field, String label, String value) {
		if (!value.isEmpty()) {
			add(facts, label, PersonText.of(field, value));
		}
	}

	static void fact(DescriptionList facts, String key, String value) {
		if (!value.isEmpty()) {
			add(facts, Texts.text(key), value);
		}
	}

	private static void add(DescriptionList facts, String label, String value) {
		facts.add(new DescriptionList.Term(label), new DescriptionList.Description(value));
	}

	private static Tone tone(Urgency urgency) {
		return switch (urgency) {
			case AT_ONCE -> Tone.DANGER;
			case DAYS -> Tone.ATTENTION;
			case WEEKS -> Tone.NEUTRAL;
		};
	}

	private static Tone tone(ReferralState state) {
		return switch (state) {
			case RECEIVED -> Tone.CURRENT;
			case ACCEPTED -> Tone.GOOD;
			case DECLINED, EXPIRED -> Tone.DANGER;
			case WITHDRAWN -> Tone.NEUTRAL;
		};
	}

}
