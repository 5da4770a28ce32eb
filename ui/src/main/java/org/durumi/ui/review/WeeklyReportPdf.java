package org.durumi.ui.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.durumi.audit.LogState;
import org.durumi.review.Accesses;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewRule;
import org.durumi.review.WeekReport;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Writes the report on a week's reviews as a PDF, in the language of the page. It says
 * what {@link WeekReport} holds, and how the log stands.
 */
final class WeeklyReportPdf {

	private static final String NOTHING = "–";

	private final WeekReport report;

	private final LogState log;

	private WeeklyReportPdf(WeekReport report, LogState log) {
		this.report = report;
		this.log = log;
	}

	static byte[] write(WeekReport report, LogState log) {
		return new WeeklyReportPdf(report, log).write();
	}

	private byte[] write() {
		PdfPaper paper = new PdfPaper(Texts.text("report.foot", week()));
		paper.title(Texts.text("report.title", week()));
		paper.text(Texts.text("report.for", this.report.reader(), String.join(", ", this.report.teams()),
				this.report.zone().getId(), Dates.moment(this.report.madeAt())));
		rules(paper);
		sampleAndQuestions(paper);
		brokenGlass(paper);
		handedOn(paper);
		log(paper);
		accesses(paper);
		return paper.bytes();
	}

	private String week() {
		return Dates.day(this.report.monday()) + " – " + Dates.day(this.report.sunday());
	}

	private void rules(PdfPaper paper) {
		paper.heading(Texts.text("report.rules"));
		paper.text(Texts.text("review.desk.head", this.report.entries().open(), this.report.entries().overdue()));
		List<List<String>> rows = Stream.of(ReviewRule.values())
			.filter((rule) -> this.report.found().containsKey(rule) || this.report.desk().containsKey(rule))
			.map(this::rule)
			.toList();
		if (rows.isEmpty()) {
			paper.text(Texts.text("report.rules.none"));
			return;
		}
		paper.table(new float[] { 3, 1, 1.1f, 1, 1.1f, 1.4f, 1.4f, 1.1f, 1.1f },
				words("report.rule", "report.found", "report.reviewed", "report.late", "report.overdue",
						"report.usually", "report.longest", "report.waits", "report.waitsOverdue"),
				rows);
		paper.text(Texts.text("report.rules.what"));
	}

	private List<String> rule(ReviewRule rule) {
		WeekReport.Found found = this.report.found().getOrDefault(rule, new WeekReport.Found(0, 0, 0, 0, null, null));
		ReviewDesk.Load load = this.report.desk().getOrDefault(rule, new ReviewDesk.Load(0, 0));
		return List.of(Texts.text(rule), number(found.entries()), number(found.reviewed()), number(found.late()),
				number(found.overdue()), duration(found.usually()), duration(found.longest()), number(load.open()),
				number(load.overdue()));
	}

	private void sampleAndQuestions(PdfPaper paper) {
		paper.heading(Texts.text("report.sample"));
		Map<ReviewRule, WeekReport.Found> found = this.report.found();
		WeekReport.Found sample = found.get(ReviewRule.SAMPLE);
		paper.text((sample != null) ? Texts.text("report.sample.drawn", sample.entries(), sample.reviewed())
				: Texts.text("report.sample.none"));
		WeekReport.Asked asked = this.report.questions();
		paper.heading(Texts.text("report.questions"));
		paper.text(Texts.text("report.questions.asked", asked.asked(), asked.answered()) + ((asked.usually() != null)
				? " " + Texts.text("report.questions.usually", duration(asked.usually())) : ""));
	}

	private void brokenGlass(PdfPaper paper) {
		paper.heading(Texts.text("report.glass"));
		if (this.report.brokenGlass().isEmpty()) {
			paper.text(Texts.text("report.glass.none"));
			return;
		}
		paper.table(new float[] { 2.2f, 2, 2, 3 },
				words("report.when", "report.case", "report.who", "report.reviewedBy"),
				this.report.brokenGlass()
					.stream()
					.map((glass) -> List.of(Dates.moment(glass.at()), orNothing(glass.codeName()),
							orNothing(glass.by()), reviewed(glass)))
					.toList());
	}

	private static String reviewed(WeekReport.BrokenGlass glass) {
		Instant at = glass.reviewedAt();
		return (at != null) ? Texts.text("report.reviewedAt", orNothing(glass.reviewer()), Dates.moment(at))
				: Texts.text("report.notYet");
	}

	private void handedOn(PdfPaper paper) {
		paper.heading(Texts.text("report.handedOn"));
		if (this.report.handedOn().isEmpty()) {
			paper.text(Texts.text("report.handedOn.none"));
			return;
		}
		paper.table(new float[] { 2.2f, 3, 2, 2, 1.4f },
				words("report.when", "report.what", "report.case", "report.by", "report.reviewed"),
				this.report.handedOn()
					.stream()
					.map((entry) -> List.of(Dates.moment(entry.at()), AuditView.action(entry.action()),
							orNothing(entry.codeName()), orNothing(entry.by()),
							Texts.text(entry.reviewed() ? "review.yes" : "report.notYet")))
					.toList());
	}

	/**
	 * Says no more of the log than the page does, and nothing good that is not proved.
	 */
	private void log(PdfPaper paper) {
		paper.heading(Texts.text("review.log"));
		VerificationReport verified = this.log.report();
		Instant at = this.log.verifiedAt();
		if (this.log.failingSince() != null) {
			paper.text(Texts.text("review.log.failing") + ": "
					+ Texts.text("review.log.failingSince", Dates.moment(this.log.failingSince())));
		}
		if (verified == null || at == null) {
			paper.text(Texts.text("review.log.notYet"));
			return;
		}
		if (!verified.holds()) {
			paper.text(Texts.text("review.log.broken") + ": " + Texts.text("review.log.brokenAt", Dates.moment(at)));
			verified.findings().forEach(paper::text);
			return;
		}
		boolean failing = this.log.failingSince() != null;
		if (!failing) {
			paper.text(Texts.text("review.log.holds"));
		}
		paper.text(Texts.text(failing ? "review.log.before" : "review.log.upTo", verified.entries(), Dates.moment(at)));
		if (verified.checkpoint() != null) {
			paper.text(Texts.text("report.log.checkpoint", verified.checkpoint().origin(),
					Long.toString(verified.checkpoint().size()), verified.checkpoint().rootText()));
		}
	}

	private void accesses(PdfPaper paper) {
		Accesses accesses = this.report.accesses();
		paper.heading(Texts.text("report.accesses"));
		if (accesses.people().isEmpty()) {
			paper.text(Texts.text("glance.none"));
			return;
		}
		paper.text(Texts.text("report.accesses.what"));
		List<List<String>> rows = new ArrayList<>();
		accesses.people().forEach((person) -> rows.add(person(person)));
		rows.add(Stream
			.concat(Stream.of(Texts.text("glance.median")),
					Arrays.stream(Measure.values()).map((measure) -> median(accesses.median(measure))))
			.toList());
		paper.table(new float[] { 3, 2, 2, 2, 2 },
				Stream.concat(Stream.of(Texts.text("glance.person")), Arrays.stream(Measure.values()).map(Texts::text))
					.toList(),
				rows);
		List<Accesses.OnCase> outstanding = accesses.cases().stream().filter(accesses::standsOut).toList();
		if (outstanding.isEmpty()) {
			paper.text(Texts.text("glance.cases.nothing"));
		}
		outstanding.forEach((one) -> paper
			.text(Texts.text("glance.cases.out", orNothing(one.codeName()), one.looks(), one.by().size())));
	}

	private List<String> person(Accesses.Person person) {
		String name = (person.name() != null) ? person.name() : Texts.text("glance.stranger");
		return Stream
			.concat(Stream.of(person.ofTeam() ? name : Texts.text("glance.elsewhere", name)),
					Arrays.stream(Measure.values()).map((measure) -> figure(person, measure)))
			.toList();
	}

	private String figure(Accesses.Person person, Measure measure) {
		String figure = number(person.figure(measure));
		return this.report.accesses().standsOut(person, measure) ? Texts.text("glance.figureOut", figure) : figure;
	}

	private static String median(OptionalDouble median) {
		double value = median.orElse(0);
		return (value == Math.rint(value)) ? Long.toString((long) value) : Double.toString(value);
	}

	private static List<String> words(String... keys) {
		return Arrays.stream(keys).map((key) -> Texts.text(key)).toList();
	}

	private static String number(int number) {
		return Integer.toString(number);
	}

	private static String duration(@Nullable Duration duration) {
		return (duration != null) ? RuleText.about(duration) : NOTHING;
	}

	private static String orNothing(@Nullable String text) {
		return (text != null) ? text : NOTHING;
	}

}
