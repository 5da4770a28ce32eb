package org.durumi.consent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.durumi.reference.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConsentTextTests {

	/** What was once read to somebody stays as it was read: add a version instead. */
	private static final Map<String, String> READ = new TreeMap<>(
			Map.of("information_sharing-1.en.txt", "9a3ad36eb356e31c68f64e04c9c2e8ff3f81e97fed25c51f2e42a45a2377ed80",
					"information_sharing-1.ko.txt", "3b8a604e72dd14b222d403c1580deab519135d107d1d92cbdddc6aa7ae119761",
					"information_sharing-1.zh.txt", "7474c13a404c5b8adccfea02f12f7c42371dbb9f8bd0714bd723cdae425e1a1a",
					"passage-1.en.txt", "fbbe0dc40e09deca5db0cf61a2ad9a20a2cebf3cb1898d102989d30defd057a4",
					"passage-1.ko.txt", "ef7c7bf225faf9ff3eea0b33367965a3e5c30577e4f50676591503ba91dbee07",
					"passage-1.zh.txt", "a0ad4cca43160e9bf2c88ee4b16f4e245c31376a2fda0ab3de6f3c851533d5bb",
					"services-1.en.txt", "c364c7e8efb5a37c06b57b9c522e116f05b4bfb04db9caaaf6fc109414dfe904",
					"services-1.ko.txt", "276697434020be4071593cc05c3e557a6ddfc8ce2e64386c63466018aea5a49b",
					"services-1.zh.txt", "00be30b35c20a38777aeaa0c7637c4b6451a2a1c655ba514f78a030b6feee456"));

	@Test
	void whatWasReadOnceIsNeverReworded() throws IOException, NoSuchAlgorithmException {
		Map<String, String> found = new TreeMap<>();
		for (Resource text : new PathMatchingResourcePatternResolver().getResources("classpath*:/consent/*.txt")) {
			found.put(text.getFilename(),
					HexFormat.of()
						.formatHex(MessageDigest.getInstance("SHA-256")
							.digest(text.getContentAsString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))));
		}
		assertThat(found).isEqualTo(READ);
	}

	@ParameterizedTest
	@EnumSource
	void eachPurposeIsReadInEachLanguageAndSaysTheSame(Consent.Purpose purpose) {
		for (Language language : ConsentText.LANGUAGES) {
			ConsentText text = ConsentText.newest(purpose, language);
			ConsentText english = ConsentText.newest(purpose, Language.ENGLISH);
			assertThat(text.version()).isEqualTo(english.version()).hasSizeLessThanOrEqualTo(Consent.MAX_VERSION);
			assertThat(text.title()).isNotBlank();
			assertThat(text.paragraphs()).hasSameSizeAs(english.paragraphs()).doesNotContain("");
			assertThat(text.items()).hasSize(SharedItem.values().length);
			Stream<String> read = text.read("the clinic", "2027-01-01").stream();
			assertThat(read).anyMatch((paragraph) -> paragraph.contains("2027-01-01"))
				.noneMatch((paragraph) -> paragraph.contains("{"));
			assertThat(String.join("", text.read("the clinic", "")).contains("the clinic"))
				.isEqualTo(purpose == Consent.Purpose.INFORMATION_SHARING);
		}
	}

	@Test
	void itsKoreanDoesWithoutTheWordsSheDoesNotKnow() {
		for (Consent.Purpose purpose : Consent.Purpose.values()) {
			assertThat(String.join(" ", ConsentText.newest(purpose, Language.KOREAN).paragraphs())).doesNotContain("동의",
					"정보", "공유", "서비스", "기관", "철회", "개인");
		}
	}

	@Test
	void aLanguageWithoutTextIsNotMadeUp() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConsentText.newest(Consent.Purpose.SERVICES, Language.THAI));
	}

}
