package org.durumi.ui.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Two people work on one case at the same time: the second loses nothing. */
class ConflictIT extends BrowserTest {

	private record Two(Hand owner, Hand colleague) {
	}

	@Test
	void whoIsSecondChoosesFieldByFieldAndNothingIsLost() {
		Two two = onOneCase("달무리꽃");
		Hand owner = two.owner();
		Hand colleague = two.colleague();
		owner.press("Change: Identity");
		colleague.press("Change: Identity");
		owner.write("Name in Hangul", "달무리빛");
		owner.write("Chinese name", "月影");
		owner.write("Chinese name in pinyin", "Yuè Yǐng");
		owner.save();
		colleague.write("Name in Hangul", "달무리별");
		colleague.write("Chinese name", "月光");
		colleague.write("Name, DPRK romanisation", "Tal Muri");
		colleague.press("Save");

		colleague.sees("Someone else changed this");
		assertThat(colleague.page().locator(".conflict-view vaadin-radio-group")).hasCount(2);
		screenshot(colleague.page(), "conflict");
		assertThat(accessibilityFaults(colleague.page())).isEmpty();
		colleague.press("Keep the chosen values");
		colleague.sees("Choose one of the two.");
		choose(colleague, "Theirs: 달무리빛");
		choose(colleague, "Yours: 月光");
		colleague.confirm("Keep the chosen values");

		reads(owner, "Name in Hangul", "달무리빛");
		reads(owner, "Chinese name", "月光");
		reads(owner, "Chinese name in pinyin", "Yuè Yǐng");
		reads(owner, "Name, DPRK romanisation", "Tal Muri");

		two.owner().page().reload();
		two.owner().press("Change: Safe contact");
		two.colleague().press("Change: Safe contact");
		two.owner().write("Phone or messenger name", "+86 130 0000 0001");
		two.owner().save();
		two.colleague().write("Phone or messenger name", "+86 130 0000 0002");
		two.colleague().write("Safe times", "After nine");
		two.colleague().press("Save");
		two.colleague().sees("Someone else changed this");
		choose(two.colleague(), "Yours: +86 130 0000 0002");
		two.colleague().confirm("Keep the chosen values");

		reads(two.owner(), "Phone or messenger name", "+86 130 0000 0002");
		reads(two.owner(), "Safe times", "After nine");
	}

	@Test
	void elsewhereASentenceIsSaidAndTheTextIsStillThere() {
		Two two = colleaguesOnOneCase("달무리돌");
		two.owner().press("Add: Immediate needs");
		two.owner().tick("Food");
		two.owner().save();
		two.colleague().page().reload();
		for (Hand hand : new Hand[] { two.owner(), two.colleague() }) {
			hand.press("Show: Immediate needs");
			hand.press("Change");
		}
		two.owner().write("Note", "Rice and oil.");
		two.owner().save();
		two.colleague().write("Note", "Milk for the child.");
		two.colleague().press("Save");

		two.colleague().sees("Someone else changed this meanwhile. What you typed is still here");
		assertThat(input(two.colleague(), "Note")).hasValue("Milk for the child.");
	}

	@Test
	void aMoveFromAStalePageIsRefusedOnceAndKeepsItsReason() {
		Two two = colleaguesOnOneCase("달무리숲");
		two.colleague().press("Setbacks and endings");
		two.colleague().press("To Lost contact");
		two.colleague().write("Reason, without names", "The phone is dead.");
		two.owner().press("Setbacks and endings");
		two.owner().press("To Lost contact");
		two.owner().write("Reason, without names", "She does not come.");
		two.owner().press("Move");
		two.owner().dialogCloses();
		two.owner().chooseAct("Undo the last move");
		two.owner().write("Reason", "She came after all.");
		two.owner().confirm("Undo the last move");
		two.colleague().press("Move");

		two.colleague().sees("Someone else has moved or changed the case meanwhile.");
		assertThat(input(two.colleague(), "Reason, without names")).hasValue("The phone is dead.");
		two.colleague().press("Move");
		two.colleague().dialogCloses();
		assertThat(two.colleague().page().locator(".case-header")).containsText("Lost contact");
	}

	@Test
	void anUndoFromAStalePageKeepsItsReason() {
		Two two = colleaguesOnOneCase("달무리새");
		two.owner().press("Setbacks and endings");
		two.owner().press("To Lost contact");
		two.owner().write("Reason, without names", "The phone is dead.");
		two.owner().press("Move");
		two.owner().dialogCloses();
		two.owner().chooseAct("Undo the last move");
		two.owner().write("Reason", "She called.");
		two.colleague().page().reload();
		two.colleague().press("To Identified");
		two.colleague().write("Reason, without names", "She wrote.");
		two.colleague().press("Move");
		two.colleague().dialogCloses();
		two.owner().press("Undo the last move");

		two.owner().sees("Someone else has moved or changed the case meanwhile.");
		assertThat(input(two.owner(), "Reason")).hasValue("She called.");
	}

	/** The owner of a new case, and a colleague of her team to whom it is assigned. */
	private Two colleaguesOnOneCase(String name) {
		NewCase made = newCase("caseworker-yanji", name);
		assign(made, "caseworker-yanji-2");
		return new Two(new Hand(signedInAt("caseworker-yanji", made.path())),
				new Hand(signedInAt("caseworker-yanji-2", made.path())));
	}

	/**
	 * The owner of a new case, and a colleague of another team to whom it is assigned.
	 */
	private Two onOneCase(String name) {
		NewCase made = newCase("caseworker-yanji", name);
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", made.path()));
		// she works in another team: the owner has to agree
		choose(supervisor);
		supervisor.press("Assign a colleague");
		supervisor.write("Reason", "She knows her.");
		supervisor.confirm("Ask the second person");
		Hand owner = new Hand(signedInAt("caseworker-yanji", "approvals"));
		owner.page()
			.locator(".approval")
			.filter(new Locator.FilterOptions().setHasText("A part for somebody of another team"))
			.locator("vaadin-button")
			.first()
			.click();
		owner.sees("To: 서가온");
		owner.write("Your comment, without names", "Agreed.");
		owner.press("Approve");
		owner.sees("Approved.");
		owner.page().navigate(made.url());
		choose(supervisor);
		supervisor.confirm("Assign a colleague");
		Hand colleague = new Hand(signedInAt("caseworker-seoul", made.path()));
		assertThat(colleague.button("Change: Identity")).isVisible();
		return new Two(owner, colleague);
	}

	private static void choose(Hand supervisor) {
		supervisor.press("Assign a colleague: Who works on it");
		supervisor.choose("Person", "서가온");
	}

	private static void choose(Hand hand, String side) {
		hand.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(side)).check();
	}

	private static void reads(Hand hand, String field, String text) {
		hand.press("Show " + field);
		hand.sees(text);
	}

	private static Locator input(Hand hand, String label) {
		return hand.page()
			.locator("vaadin-dialog[opened] vaadin-text-area, vaadin-dialog vaadin-text-area")
			.filter(new Locator.FilterOptions().setHasText(label))
			.last()
			.locator("textarea");
	}

}
