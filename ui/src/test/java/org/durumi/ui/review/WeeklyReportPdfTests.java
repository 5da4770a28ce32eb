package org.durumi.ui.review;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import com.vaadin.flow.component.UI;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDVectorFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.durumi.audit.LogState;
import org.durumi.reference.CaseId;
import org.durumi.review.Accesses;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewRule;
import org.durumi.review.WeekReport;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The report as a file: another library reads what ours wrote. */
class WeeklyReportPdfTests extends ScreenTest {

	private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

	private static final Instant MADE = Instant.parse("2026-03-09T01:00:00Z");

	@Test
	void saysInEnglishWhatTheDeskSays() throws IOException {
		assertThat(text(Locale.ENGLISH, report(), holds())).contains("Review of the audit log, 2026-03-02 – 2026-03-08")
			.contains("For 최다온. Teams: Yanji. Days and hours of the week are those of Asia/Seoul.")
			.contains("5 entries wait for your review; 1 is overdue.")
			.contains("Many cases at once 4 3 1 1 2 hours 3 days 2 1")
			.contains("10 entries were drawn in this week, 7 of them looked at.")
			.contains("3 asked, 2 of them answered. Median time to the answer: 5 hours.")
			.contains("2026-03-03 18:00 UTC Amber Crane 12 서가온 한서윤, 2026-03-03 19:00 UTC")
			.contains("2026-03-04 08:00 UTC Silver Reed 3 – not yet")
			.contains("Broke the glass Amber Crane 12 최다온 Yes")
			.contains("The log holds Verified to entry 1,234, at 2026-03-09 00:30 UTC.")
			.contains("Checkpoint of durumi.example: 1234 entries, root AAAA")
			.contains("문가람 30 (stands out) 4 0 0")
			.contains("Median 2 2 0 0")
			.contains("Blue Heron 7 stands out: 40 looks by 5 people.")
			.contains("Durumi · review, 2026-03-02 – 2026-03-08 · confidential · 1");
	}

	@Test
	void saysItInKoreanAndChinese() throws IOException {
		assertThat(text(Locale.KOREAN, report(), holds())).contains("감사 기록 검토, 2026-03-02 – 2026-03-08")
			.contains("받는 사람: 최다온.")
			.contains("검토할 것이 5건 있고, 그중 기한이 지난 것은 1건입니다.")
			.contains("이 주에 10건을 뽑아 그중 7건을 살펴보았습니다.")
			.contains("Amber Crane 12 서가온 한서윤");
		assertThat(text(Locale.SIMPLIFIED_CHINESE, report(), holds())).contains("审计日志审查，2026-03-02 – 2026-03-08")
			.contains("有 5 项等待您审查，其中 1 项已逾期。")
			.contains("本周抽取 10 条，其中 7 条已查看。")
			.contains("Amber Crane 12 서가온 한서윤");
	}

	/** Or whoever opens it elsewhere would see boxes. */
	@Test
	void bringsTheGlyphsThatItUsesAndNoOthers() throws IOException {
		for (Locale language : List.of(Locale.ENGLISH, Locale.KOREAN, Locale.SIMPLIFIED_CHINESE)) {
			byte[] pdf = written(language, report(), holds());
			assertThat(pdf).as("a part of the fonts only").hasSizeLessThan(400_000);
			try (PDDocument document = Loader.loadPDF(pdf)) {
				assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Durumi");
				assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language.toLanguageTag());
				for (PDPage page : document.getPages()) {
					List<COSName> fonts = StreamSupport.stream(page.getResources().getFontNames().spliterator(), false)
						.toList();
					assertThat(fonts).isNotEmpty();
					for (COSName name : fonts) {
						PDFont font = page.getResources().getFont(name);
						assertThat(font.isEmbedded()).as(font.getName()).isTrue();
						assertThat(font.getName()).as("a subset").matches("[A-Z]{6}\\+.*");
					}
				}
			}
		}
	}

	/** A font may claim a character and have nothing to draw for it. */
	@Test
	void everyCharacterIsDrawn() throws IOException {
		for (Locale language : List.of(Locale.ENGLISH, Locale.KOREAN, Locale.SIMPLIFIED_CHINESE)) {
			try (PDDocument document = Loader.loadPDF(written(language, report(), holds()))) {
				Blanks blanks = new Blanks();
				blanks.getText(document);
				assertThat(blanks.drawn).hasSizeGreaterThan(50);
				assertThat(blanks.blank).isEmpty();
			}
		}
	}

	/** The characters that are drawn, and those of which nothing is seen. */
	private static final class Blanks extends PDFTextStripper {

		private final Set<String> drawn = new TreeSet<>();

		private final Set<String> blank = new TreeSet<>();

		@Override
		protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
			String character = font.toUnicode(code);
			if (character == null || !character.isBlank()) {
				boolean seen = font instanceof PDVectorFont outlines && !outlines.getPath(code).getBounds().isEmpty();
				(seen ? this.drawn : this.blank).add(String.valueOf(character));
			}
			super.showGlyph(matrix, font, code, displacement);
		}

	}

	@Test
	void aLogThatDoesNotHoldIsNotSaidToHold() throws IOException {
		String broken = text(Locale.ENGLISH, report(), log(List.of("Entry 7 was altered."), null));
		assertThat(broken).contains("The log does not hold", "Entry 7 was altered.").doesNotContain("The log holds");
		String failing = text(Locale.ENGLISH, report(), log(List.of(), MADE));
		assertThat(failing).contains("The log could not be verified", "Before that it was verified to entry 1,234")
			.doesNotContain("The log holds");
		String none = text(Locale.ENGLISH, report(),
				new LogState(LogState.Sequencing.STARTING, null, null, null, false, 0, 0, null, null, null));
		assertThat(none).contains("Not verified yet").doesNotContain("The log holds");
	}

	@Test
	void aQuietWeekSaysThatNothingWas() throws IOException {
		WeekReport quiet = new WeekReport(MONDAY, ZoneId.of("Asia/Seoul"), MADE, "최다온", List.of("Yanji"), Map.of(),
				Map.of(), new ReviewDesk.Load(0, 0), new WeekReport.Asked(0, 0, null), List.of(), List.of(),
				new Accesses(MONDAY, MONDAY.plusDays(6), ZoneId.of("Asia/Seoul"), List.of(), List.of(), 0, 0, 0));
		assertThat(text(Locale.ENGLISH, quiet, holds())).contains("The rules found nothing, and nothing waits.")
			.contains("None was drawn in this week.")
			.contains("0 asked, 0 of them answered.")
			.contains("Nobody broke the glass.")
			.contains("Nothing was handed on.")
			.contains("Nobody looked into a case in these days");
	}

	@Test
	void aLongListGoesOnOnTheNextPageUnderTheSameHead() throws IOException {
		WeekReport one = report();
		WeekReport longer = new WeekReport(one.monday(), one.zone(), one.madeAt(), one.reader(), one.teams(),
				one.found(), one.desk(), one.entries(), one.questions(), one.handedOn(),
				IntStream.range(0, 120)
					.mapToObj((n) -> new WeekReport.BrokenGlass(MADE, "Amber Crane " + n, "서가온", null, null))
					.toList(),
				one.accesses());
		try (PDDocument document = Loader.loadPDF(written(Locale.ENGLISH, longer, holds()))) {
			assertThat(document.getNumberOfPages()).isGreaterThan(2);
			PDFTextStripper second = new PDFTextStripper();
			second.setStartPage(2);
			second.setEndPage(2);
			assertThat(second.getText(document)).contains("When Case Who Reviewed", "Amber Crane", "· 2");
			assertThat(new PDFTextStripper().getText(document)).contains("Amber Crane 119");
		}
	}

	private static String text(Locale language, WeekReport report, LogState log) throws IOException {
		try (PDDocument document = Loader.loadPDF(written(language, report, log))) {
			return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
		}
	}

	private static byte[] written(Locale language, WeekReport report, LogState log) {
		UI.getCurrent().setLocale(language);
		return WeeklyReportPdf.write(report, log);
	}

	private static LogState holds() {
		return log(List.of(), null);
	}

	private static LogState log(List<String> findings, @org.jspecify.annotations.Nullable Instant failingSince) {
		Instant at = Instant.parse("2026-03-09T00:30:00Z");
		Checkpoint checkpoint = new Checkpoint("durumi.example", 1234, new byte[32], new UUID(1, 1), 1000L);
		return new LogState(LogState.Sequencing.RUNNING,
				new VerificationReport(checkpoint, at, 0, findings, true, List.of(), List.of()), at, failingSince,
				false, 0, 0, null, null, null);
	}

	private static WeekReport report() {
		Instant glass = Instant.parse("2026-03-03T18:00:00Z");
		Accesses.Person garam = person(1, "문가람", 30, 4);
		Accesses.Person haneul = person(2, "윤하늘", 2, 2);
		Accesses.Person gaon = person(3, "서가온", 1, 1);
		Accesses accesses = new Accesses(MONDAY, MONDAY.plusDays(6), ZoneId.of("Asia/Seoul"),
				List.of(garam, haneul, gaon),
				List.of(new Accesses.OnCase(new CaseId(new UUID(0, 9)), "Blue Heron 7",
						IntStream.range(0, 5).mapToObj((n) -> new Accesses.By(new UUID(0, n), "문가람", 8)).toList())),
				20, 1, 4);
		return new WeekReport(MONDAY, ZoneId.of("Asia/Seoul"), MADE, "최다온", List.of("Yanji"),
				Map.of(ReviewRule.BULK_REVEAL,
						new WeekReport.Found(4, 3, 1, 1, Duration.ofMinutes(121), Duration.ofHours(80)),
						ReviewRule.SAMPLE, new WeekReport.Found(10, 7, 0, 0, Duration.ofHours(9), null)),
				Map.of(ReviewRule.BULK_REVEAL, new ReviewDesk.Load(2, 1), ReviewRule.SAMPLE, new ReviewDesk.Load(3, 0)),
				new ReviewDesk.Load(5, 1), new WeekReport.Asked(3, 2, Duration.ofHours(5)),
				List.of(new WeekReport.HandedOn(glass.plusSeconds(60), "GLASS_BROKEN", "Amber Crane 12", "최다온", true)),
				List.of(new WeekReport.BrokenGlass(glass, "Amber Crane 12", "서가온", glass.plusSeconds(3600), "한서윤"),
						new WeekReport.BrokenGlass(Instant.parse("2026-03-04T08:00:00Z"), "Silver Reed 3", null, null,
								null)),
				accesses);
	}

	private static Accesses.Person person(int number, String name, int cases, int opened) {
		return new Accesses.Person(new UUID(0, number), name, true, Collections.nCopies(24, 0),
				Map.of(Measure.CASES, cases, Measure.OPENED, opened));
	}

}
