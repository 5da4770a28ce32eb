package org.durumi.ui.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Types a canary into every kind of field, accepted and refused, and reads them again.
 */
final class CanaryTyping {

	private final Canaries canaries;

	private final Hand caseworker;

	CanaryTyping(Canaries canaries, Hand caseworker) {
		this.canaries = canaries;
		this.caseworker = caseworker;
	}

	/** Registers a case, after two registrations that are refused. */
	String register() {
		Hand hand = this.caseworker;
		Page page = hand.page();
		page.navigate(BrowserTest.url() + "/cases");
		hand.write("Code name or case number", this.canaries.hangul("search of cases"));
		hand.sees("No cases here");
		page.navigate(BrowserTest.url() + "/cases/new");
		hand.write("Name, in any script", this.canaries.tooLong("search, too long", 120));
		hand.press("Search");
		hand.sees("Please check");
		hand.write("Name, in any script", this.canaries.chinese("search by name"));
		hand.write("Phone or messenger name", this.canaries.phone("search by phone"));
		hand.press("Search");
		hand.press("None of these: begin a new case");
		hand.choose("Who brought her to our notice", "Herself");
		hand.write("Identified on", this.canaries.hangul("day of identification"));
		hand.write("More about that", this.canaries.unreadable("intake, unreadable"));
		identity(hand);
		hand.press("Register");
		hand.sees("Please check");
		hand.write("Identified on", "2026-01-05");
		hand.write("More about that", this.canaries.sentence("intake"));
		hand.write("Name, DPRK romanisation", this.canaries.romanised("DPRK romanisation"));
		hand.write("Born (year, year-month or day)", "1990-05");
		hand.press("Register");
		return hand.awaitCase();
	}

	private void identity(Hand hand) {
		hand.write("Name in Hangul", this.canaries.hangul("Hangul"));
		hand.write("Name, DPRK romanisation", this.canaries.tooLong("DPRK romanisation, too long", 120));
		hand.write("Name, Revised Romanisation", this.canaries.romanised("Revised Romanisation"));
		hand.write("Chinese name", this.canaries.chinese("Chinese name"));
		hand.write("Chinese name in pinyin", this.canaries.pinyin("pinyin"));
		hand.write("Other names, one a line", this.canaries.hangul("alias") + "\n" + this.canaries.pinyin("alias 2"));
		hand.write("Born (year, year-month or day)", this.canaries.hangul("birth"));
		hand.write("Phone or messenger name", this.canaries.phone("phone"));
		hand.write("Safe times", this.canaries.sentence("safe times"));
		hand.write("Code word", this.canaries.hangul("code word"));
		hand.write("What must never be said", this.canaries.sentence("never say"));
	}

	/** Fills every kind of record that a caseworker keeps. */
	void records() {
		add("Consent", "How it was given", "By word of mouth");
		this.caseworker.choose("In which language it was asked", "Korean");
		keep("Which text was read to her", this.canaries.hangul("consent, text"), "Note, without names",
				this.canaries.sentence("consent"));
		add("Risk assessment", "Level of risk", "High");
		keep("Note", this.canaries.sentence("risk"));
		this.caseworker.press("Add: Immediate needs");
		this.caseworker.tick("Food");
		keep("Note", this.canaries.sentence("needs"));
		this.caseworker.press("Add: Safety plan");
		keep("Signs of danger she knows", this.canaries.sentence("signs"), "Whom or where she goes to",
				this.canaries.sentence("refuge"), "What she does", this.canaries.sentence("steps"), "Code word",
				this.canaries.chinese("plan, code word"));
		add("Shelter place", "Whose house it is", "Shelter of ours");
		keep("Province or city", this.canaries.pinyin("shelter, region"), "Which house, without names",
				this.canaries.sentence("shelter"));
		add("Passage plan", "Third country", "Laos");
		keep("Planned start", "2027-01-05", "Ages", this.canaries.hangul("ages"), "Medical needs on the road",
				this.canaries.sentence("medical"), "Sign by which they know one another",
				this.canaries.sentence("sign"), "Code word", this.canaries.romanised("passage, code word"));
		add("Legs", "How", "Train");
		keep("From", this.canaries.pinyin("leg, from"), "To", this.canaries.chinese("leg, to"), "Hand-over point",
				this.canaries.sentence("leg, hand-over"));
		add("Detention", "Who holds her", "Not known");
		keep("Where, as far as known", this.canaries.sentence("detention, place"), "Charge",
				this.canaries.sentence("detention, charge"));
		add("Contacts", "How", "Phone");
		keep("What was said", this.canaries.sentence("contact"));
		this.caseworker.press("Add: Tasks and five-year plan");
		keep("What is to be done, without names", this.canaries.sentence("task"), "Due on", "2027-03-01");
		this.caseworker.press("Add: Safety plan");
		this.caseworker.write("What she does", this.canaries.tooLong("steps, too long", 4000));
		this.caseworker.press("Save");
		this.caseworker.sees("Please check");
		this.caseworker.cancel();
	}

	/** Writes notes, one of them kept. */
	void notes() {
		note(this.canaries.tooLong("note, too long", 16_000), "This is too long");
		note(this.canaries.unreadable("note, unreadable"), "This contains characters that cannot be kept");
		note(this.canaries.sentence("note"), "Saved.");
		assertThat(this.caseworker.page().locator("#notes textarea").first()).hasValue("");
		Locator note = this.caseworker.page().locator("#timeline .sealed-text").first();
		note.locator("vaadin-button").click();
		assertThat(note).containsText("and left.");
	}

	/** Two pages change her name: the second meets a conflict. */
	void conflict(Hand other) {
		other.page().navigate(this.caseworker.page().url());
		for (Hand hand : new Hand[] { this.caseworker, other }) {
			hand.press("Show Name in Hangul");
			hand.press("Change: Identity");
		}
		other.write("Name in Hangul", this.canaries.hangul("conflict, theirs"));
		other.save();
		this.caseworker.write("Name in Hangul", this.canaries.hangul("conflict, mine"));
		this.caseworker.press("Save");
		this.caseworker.sees("Someone else changed this");
		this.caseworker.cancel();
	}

	/** Moves with a reason, accepted and refused, undone, and asked for. */
	void moves() {
		Hand hand = this.caseworker;
		hand.press("To Assessed");
		hand.write("Reason, without names", this.canaries.tooLong("move, too long", 1000));
		hand.press("Move");
		hand.sees("Please check");
		hand.write("Reason, without names", this.canaries.sentence("move"));
		hand.press("Move");
		hand.dialogCloses();
		hand.press("To In passage");
		hand.write("Reason, without names", this.canaries.sentence("move, refused"));
		hand.press("Move");
		hand.sees("The case was not moved");
		hand.press("Ask for approval");
		hand.write("Reason", this.canaries.sentence("approval"));
		hand.confirm("Ask for approval");
	}

	/** The supervisor reads the request and says no; then she reviews an entry. */
	void supervise(Hand supervisor) {
		Page page = supervisor.page();
		page.navigate(BrowserTest.url() + "/approvals");
		page.locator(".approval vaadin-button").first().click();
		supervisor.write("Your comment, without names", this.canaries.sentence("rejection"));
		supervisor.press("Reject");
		supervisor.sees("Rejected.");
		page.navigate(BrowserTest.url() + "/audit");
		supervisor.write("Case", this.canaries.hangul("audit, case"));
		page.locator("vaadin-combo-box input").first().fill(this.canaries.hangul("audit, person"));
		page.keyboard().press("Escape");
		supervisor.write("Case", "");
		supervisor.choose("Person", "윤하늘");
		assertThat(page.locator(".filter-chips")).containsText("윤하늘");
		assertThat(page.locator("vaadin-grid[loading]")).hasCount(0);
		page.locator(".audit-open vaadin-button:visible").first().click();
		supervisor.write("Comment", this.canaries.tooLong("review, too long", 2000));
		supervisor.press("Mark reviewed");
		supervisor.sees("This is too long");
		supervisor.write("Comment", this.canaries.sentence("review"));
		supervisor.press("Mark reviewed");
		supervisor.sees("Marked as reviewed.");
	}

	/** What changes the case once more: an undo, an arrest, and not a hand-over. */
	void farewell() {
		Hand hand = this.caseworker;
		hand.page().reload();
		hand.chooseAct("Undo the last move");
		hand.write("Reason", this.canaries.sentence("undo"));
		hand.confirm("Undo the last move");
		hand.chooseAct("Mark an arrest");
		hand.choose("Who holds her", "Police in China");
		hand.write("Charge", this.canaries.sentence("arrest, charge"));
		hand.write("How we know, without names", this.canaries.sentence("arrest"));
		hand.confirm("Mark an arrest");
		hand.press("Hand over the case: Who works on it");
		hand.choose("Person", "서가온");
		hand.press("Hand over the case");
		hand.write("Reason", this.canaries.sentence("hand-over"));
		hand.confirm("Ask the second person");
	}

	private void note(String text, String answer) {
		this.caseworker.write("New note", text);
		this.caseworker.press("Add the note");
		this.caseworker.sees(answer);
	}

	private void add(String panel, String label, String choice) {
		this.caseworker.press("Add: " + panel);
		this.caseworker.choose(label, choice);
	}

	private void keep(String... labelsAndTexts) {
		for (int field = 0; field < labelsAndTexts.length; field += 2) {
			this.caseworker.write(labelsAndTexts[field], labelsAndTexts[field + 1]);
		}
		this.caseworker.save();
	}

}
