package org.durumi.ui.staff;

import java.util.List;
import java.util.Optional;

import org.durumi.access.StaffAdministration.Outcome;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;

/** Says how an act of the administrator's ended. */
final class StaffOutcomes {

	private StaffOutcomes() {
	}

	/** Why it was not done, in one sentence; nothing if it was. */
	static Optional<String> refusal(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Done done -> Optional.empty();
			case Outcome.DoneWith done -> Optional.empty();
			case Outcome.OnlyHere here -> Optional.of(Texts.text("staff.onlyHere"));
			case Outcome.KeycloakAway away -> Optional.of(Texts.text("staff.away"));
			case Outcome.NeedsFreshFactor stale -> Optional.of(Texts.text("staff.stale"));
			case Outcome.UsernameTaken taken -> Optional.of(Texts.text("staff.taken"));
			case Outcome.Unsound unsound -> Optional.of(Texts.text("staff.unsound"));
		};
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
