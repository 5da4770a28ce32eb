package org.durumi.ui.staff;

import java.util.List;
import java.util.Optional;

import org.durumi.access.StaffAdministration.Outcome;
import org.durumi.staff.StaffChanges;
import org.durumi.staff.StaffRequests;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.records.Notices;

/** Says how an act of the administrator's ended. */
final class StaffOutcomes {

	/** Why a second person should agree. */
	static final Field<String> REASON = Field.longText("staff.reason", StaffRequests.MAX_WORDS).required();

	private StaffOutcomes() {
	}

	/** Why it was not done, in one sentence; nothing if it was. */
	static Optional<String> refusal(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Done done -> Optional.empty();
			case Outcome.DoneWith done -> Optional.empty();
			case Outcome.OnlyHere here -> Optional.of(Texts.text("staff.onlyHere"));
			case Outcome.KeycloakAway away -> Optional.of(Texts.text("staff.away"));
			case Outcome.Unclear unclear -> Optional.of(Texts.text("staff.unclear"));
			case Outcome.NeedsFreshFactor stale -> Optional.of(Texts.text("staff.stale"));
		};
	}

	/** Says how an act ended that a second person had agreed to. */
	static void tell(StaffChanges.Outcome outcome) {
		switch (outcome) {
			case StaffChanges.Outcome.Done done -> Notices.kept();
			case StaffChanges.Outcome.DoneWith done ->
				new OneTimePasswordDialog(done.username(), done.password()).open();
			case StaffChanges.Outcome.NotAgreed not -> Notices.refused(List.of(Texts.text("staff.notAgreed")));
			case StaffChanges.Outcome.NeedsFreshFactor stale -> Notices.refused(List.of(Texts.text("staff.stale")));
			case StaffChanges.Outcome.UsernameTaken taken ->
				Notices.refused(List.of(Texts.text("staff.takenMeanwhile")));
			case StaffChanges.Outcome.KeycloakAway away -> Notices.refused(List.of(Texts.text("staff.away")));
		}
	}

	/** Shows the password, if it came with one, and says what there is to say. */
	static void tell(String username, Outcome outcome) {
		if (outcome instanceof Outcome.DoneWith done) {
			new OneTimePasswordDialog(username, done.password()).open();
			return;
		}
		refusal(outcome).ifPresentOrElse((sentence) -> Notices.refused(List.of(sentence)), Notices::kept);
	}

}
