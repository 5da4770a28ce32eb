package org.durumi.ui.i18n;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.MessageFormat;
import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Relation;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.LogState;
import org.durumi.care.ImmediateNeeds;
import org.durumi.care.RiskAssessment;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.Condition;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.Intake;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Refusal;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.RiskLevel;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.consent.Consent;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.ConsentState;
import org.durumi.consent.SharedItem;
import org.durumi.consent.WithdrawalEffect;
import org.durumi.exchange.CaseListExport;
import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.Contact;
import org.durumi.handoffs.DeclineCode;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffNotice;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffPreview;
import org.durumi.handoffs.HandoffPurpose;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.handoffs.OutcomeCode;
import org.durumi.harm.Cycle;
import org.durumi.harm.Detention;
import org.durumi.inbound.NotTaken;
import org.durumi.inbound.ReferralFault;
import org.durumi.inbound.ReferralState;
import org.durumi.journey.Leg;
import org.durumi.journey.PassagePlan;
import org.durumi.journey.ProtectionDecision;
import org.durumi.journey.ShelterPlace;
import org.durumi.partners.KeyComparison;
import org.durumi.partners.KeyState;
import org.durumi.partners.KeyUpload;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.RevocationReason;
import org.durumi.people.BirthRefusal;
import org.durumi.people.Channel;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactField;
import org.durumi.people.Strength;
import org.durumi.reference.Compartment;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.durumi.reference.TextRefused;
import org.durumi.reporting.Figure;
import org.durumi.review.AccessComparison;
import org.durumi.review.Accesses;
import org.durumi.review.EscalationOutcome;
import org.durumi.review.QuestionOutcome;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewRule;
import org.durumi.review.SignOffOutcome;
import org.durumi.security.handoff.AcknowledgementRefused;
import org.durumi.security.handoff.PartnerKeyRefused;
import org.durumi.staff.StaffRequests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextBundlesTests {

	/** A literal that looks like a key: words joined by dots, the first in lower case. */
	private static final Pattern KEY = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z_]+)+)\"");

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

	private final TextBundles texts = new TextBundles();

	/** The last would win, and nobody would see that there are two. */
	@Test
	void noFileHasAKeyTwice() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/i18n"))) {
			assertThat(files).isNotEmpty()
				.allSatisfy((file) -> assertThat(Files.readAllLines(file)).filteredOn((line) -> line.contains("="))
					.extracting((line) -> line.substring(0, line.indexOf('=')))
					.doesNotHaveDuplicates());
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyLanguageHasTheSameKeys(Language language) {
		assertThat(new TreeSet<>(this.texts.keys(language))).isNotEmpty()
			.isEqualTo(new TreeSet<>(this.texts.keys(Language.ENGLISH)));
	}

	@ParameterizedTest
	@EnumSource
	void everyTextSaysSomethingThatCanBeFormatted(Language language) {
		for (String key : this.texts.keys(language)) {
			String text = this.texts.find(language, key).orElseThrow();
			assertThat(text).as(key).isNotBlank();
			assertThat(new MessageFormat(text, language.locale())).as(key).isNotNull();
			assertThat(arguments(text)).as(key)
				.isEqualTo(arguments(this.texts.find(Language.ENGLISH, key).orElseThrow()));
		}
	}

	@Test
	void everyKeyInTheSourcesHasAText() throws IOException {
		Set<String> known = this.texts.keys(Language.ENGLISH);
		Set<String> families = known.stream()
			.map((key) -> key.substring(0, key.indexOf('.')))
			.collect(Collectors.toSet());
		List<String> missing = new ArrayList<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((path) -> path.toString().endsWith(".java")).toList()) {
				KEY.matcher(Files.readString(source))
					.results()
					.map((match) -> match.group(1))
					.filter((key) -> families.contains(key.substring(0, key.indexOf('.'))))
					.filter((key) -> !known.contains(key))
					.forEach((key) -> missing.add(source.getFileName() + ": " + key));
			}
		}
		assertThat(missing).isEmpty();
	}

	/** Each constant of an enum that a screen puts into words. */
	@ParameterizedTest
	@ValueSource(classes = { Stage.class, RiskLevel.class, ConsentState.class, Condition.class, Refusal.class,
			RecordRefusal.class, Compartment.class, CaseListFilter.Scope.class, CaseList.Order.class,
			ApprovalKind.class, Approval.State.class, StageApprovals.Asked.class, StaffRequests.Asked.class,
			CaseListExport.Asked.class, RegistrationOutcome.Reason.class, Intake.Source.class,
			Intake.VictimStatus.class, EarlierCycle.Ending.class, Strength.class, IdentityField.class,
			SafeContactField.class, BirthRefusal.class, Sex.class, Channel.class, Province.class,
			org.durumi.reference.Language.class, Consent.Purpose.class, Consent.Form.class, ConsentOutcome.Reason.class,
			HandoffPurpose.class, HandoffTemplate.class, HandoffState.class, Handoff.WaitsFor.class,
			Handoff.Frozen.class, DeclineCode.class, OutcomeCode.class, HandoffPreview.Withheld.class,
			HandoffComposing.Asked.class, HandoffApprovals.Decided.class, HandoffOutbox.Recalled.class,
			HandoffInbox.Answered.class, HandoffMessages.Kind.class, HandoffNotice.What.class,
			HandoffNotice.Standing.class, ReferralState.class, ReferralFault.class, NotTaken.class,
			org.durumi.inbound.Urgency.class, SharedItem.class, WithdrawalEffect.class, RiskAssessment.Factor.class,
			ImmediateNeeds.Need.class, ShelterPlace.Kind.class, PassagePlan.Destination.class, Leg.Mode.class,
			Leg.Outcome.class, ProtectionDecision.Outcome.class, Detention.Authority.class, Cycle.Ending.class,
			Contact.Mode.class, Contact.Hardship.class, ClosureChecklist.Reason.class, AuditAction.class,
			AuditEvent.Outcome.class, LogState.Sequencing.class, SignOffOutcome.class, QuestionOutcome.class,
			EscalationOutcome.class, ReviewRule.class, ReviewDesk.Asked.class, Accesses.Measure.class,
			AccessComparison.Reach.class, Figure.class, TextRefused.Reason.class, CaseAssignments.Assignment.Kind.class,
			Relation.class, PartnerFunction.class, KeyState.class, KeyComparison.class, KeyUpload.Reason.class,
			RevocationReason.class, KeyWarnings.Urgency.class, PartnerKeyRefused.Reason.class,
			AcknowledgementRefused.Reason.class })
	void everyConstantThatIsShownHasAText(Class<? extends Enum<?>> type) {
		assertThat(this.texts.keys(Language.ENGLISH))
			.containsAll(Stream.of(type.getEnumConstants()).map(Texts::key).toList());
	}

	@Test
	void anUnknownKeyIsSeen() {
		assertThat(this.texts.getTranslation("shell.noSuchText", Language.ENGLISH.locale()))
			.isEqualTo("!shell.noSuchText!");
	}

	@Test
	void countsInThePluralOfTheLanguage() {
		assertThat(this.texts.getTranslation("kit.field.tooLong", Language.KOREAN.locale(), "이름", 40))
			.isEqualTo("이름: 최대 40자까지 쓸 수 있습니다.");
	}

	private static Set<String> arguments(String text) {
		return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

}
