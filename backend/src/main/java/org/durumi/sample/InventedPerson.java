package org.durumi.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.durumi.people.Birth;
import org.durumi.people.Channel;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.Language;
import org.durumi.reference.Province;
import org.durumi.reference.Sex;
import org.jspecify.annotations.Nullable;

/**
 * A person who does not exist: a family name and two syllables, each with its spelling in
 * the DPRK's romanisation, the Revised one, and a Chinese name she may have been given.
 * No phone number can be called.
 */
final class InventedPerson {

	private record Syllable(String hangul, String dprk, String revised) {
	}

	private record Chinese(String han, String pinyin) {
	}

	private static final List<Syllable> FAMILIES = List.of(new Syllable("리", "Ri", "Yi"),
			new Syllable("김", "Kim", "Gim"), new Syllable("박", "Pak", "Bak"), new Syllable("최", "Choe", "Choe"),
			new Syllable("정", "Jong", "Jeong"), new Syllable("강", "Kang", "Gang"), new Syllable("조", "Jo", "Jo"),
			new Syllable("윤", "Yun", "Yun"), new Syllable("장", "Jang", "Jang"), new Syllable("림", "Rim", "Im"),
			new Syllable("한", "Han", "Han"), new Syllable("오", "O", "O"), new Syllable("서", "So", "Seo"),
			new Syllable("신", "Sin", "Sin"), new Syllable("권", "Kwon", "Gwon"), new Syllable("황", "Hwang", "Hwang"));

	private static final List<Syllable> WOMEN_FIRST = List.of(new Syllable("영", "Yong", "yeong"),
			new Syllable("은", "Un", "eun"), new Syllable("명", "Myong", "myeong"), new Syllable("향", "Hyang", "hyang"),
			new Syllable("금", "Kum", "geum"), new Syllable("순", "Sun", "sun"), new Syllable("옥", "Ok", "ok"),
			new Syllable("설", "Sol", "seol"), new Syllable("은", "Un", "eun"), new Syllable("춘", "Chun", "chun"),
			new Syllable("경", "Kyong", "gyeong"), new Syllable("미", "Mi", "mi"));

	private static final List<Syllable> WOMEN_SECOND = List.of(new Syllable("희", "hui", "hui"),
			new Syllable("실", "sil", "sil"), new Syllable("단", "dan", "dan"), new Syllable("별", "byol", "byeol"),
			new Syllable("숙", "suk", "suk"), new Syllable("화", "hwa", "hwa"), new Syllable("심", "sim", "sim"),
			new Syllable("란", "ran", "ran"), new Syllable("녀", "nyo", "nyeo"), new Syllable("애", "ae", "ae"),
			new Syllable("주", "ju", "ju"), new Syllable("련", "ryon", "ryeon"));

	private static final List<Syllable> MEN_FIRST = List.of(new Syllable("철", "Chol", "cheol"),
			new Syllable("광", "Kwang", "gwang"), new Syllable("성", "Song", "seong"), new Syllable("룡", "Ryong", "yong"),
			new Syllable("진", "Jin", "jin"), new Syllable("혁", "Hyok", "hyeok"));

	private static final List<Syllable> MEN_SECOND = List.of(new Syllable("수", "su", "su"),
			new Syllable("호", "ho", "ho"), new Syllable("남", "nam", "nam"), new Syllable("일", "il", "il"),
			new Syllable("국", "guk", "guk"), new Syllable("범", "bom", "beom"));

	private static final List<Chinese> CHINESE_FAMILIES = List.of(new Chinese("李", "Li"), new Chinese("金", "Jin"),
			new Chinese("朴", "Piao"), new Chinese("崔", "Cui"), new Chinese("王", "Wang"), new Chinese("张", "Zhang"),
			new Chinese("刘", "Liu"), new Chinese("孙", "Sun"));

	private static final List<Chinese> CHINESE_GIVEN = List.of(new Chinese("英姬", "Yingji"),
			new Chinese("小红", "Xiaohong"), new Chinese("美花", "Meihua"), new Chinese("春梅", "Chunmei"),
			new Chinese("玉兰", "Yulan"), new Chinese("雪莲", "Xuelian"), new Chinese("秀珍", "Xiuzhen"),
			new Chinese("明月", "Mingyue"));

	private final Random random;

	InventedPerson(Random random) {
		this.random = random;
	}

	/** Who she is; four in five are women. */
	IdentityDraft identity(LocalDate identifiedOn) {
		boolean woman = this.random.nextInt(100) < 80;
		Syllable family = pick(FAMILIES);
		Syllable first = pick(woman ? WOMEN_FIRST : MEN_FIRST);
		Syllable second = pick(woman ? WOMEN_SECOND : MEN_SECOND);
		boolean inChina = this.random.nextInt(100) < 55;
		Chinese chineseFamily = pick(CHINESE_FAMILIES);
		Chinese chineseGiven = pick(CHINESE_GIVEN);
		return new IdentityDraft(family.hangul() + first.hangul() + second.hangul(),
				family.dprk() + " " + first.dprk() + "-" + second.dprk(),
				family.revised() + " " + capital(first.revised()) + second.revised(),
				inChina ? chineseFamily.han() + chineseGiven.han() : "",
				inChina ? chineseFamily.pinyin() + " " + chineseGiven.pinyin() : "",
				(this.random.nextInt(6) == 0) ? first.hangul() + second.hangul() : "", birth(identifiedOn),
				woman ? Sex.FEMALE : Sex.MALE, province(),
				(this.random.nextInt(3) == 0) ? Set.of(Language.KOREAN, Language.MANDARIN) : Set.of(Language.KOREAN));
	}

	SafeContactDraft safeContact() {
		Channel channel = pick(List.of(Channel.WECHAT, Channel.CALL, Channel.THROUGH_SOMEBODY, Channel.IN_PERSON));
		String phone = (channel == Channel.CALL) ? "+86 100 0000 %04d".formatted(this.random.nextInt(10_000))
				: (channel == Channel.WECHAT) ? "crane-%05d".formatted(this.random.nextInt(100_000)) : "";
		return new SafeContactDraft(phone, channel, pick(List.of("19:00–21:00", "weekday mornings", "after dark", "")),
				pick(List.of("백목련", "은하수", "까치", "종이배")),
				pick(List.of("Never say where we call from.", "Say that a cousin calls.", "")));
	}

	/**
	 * How she was sold, if she was: six women and girls in ten; of these three in ten
	 * into marriage, five into prostitution, three in twenty before a camera; most more
	 * than once.
	 */
	Optional<String> sale(@Nullable Sex sex) {
		if (sex != Sex.FEMALE || this.random.nextInt(100) >= 60) {
			return Optional.empty();
		}
		int kind = this.random.nextInt(100);
		int times = (this.random.nextInt(100) < 60) ? 2 + this.random.nextInt(3) : 1;
		String into = (kind < 30) ? "a forced marriage" : (kind < 80) ? "prostitution"
				: (kind < 95) ? "cybersex, behind a locked door" : "farm work without pay";
		return Optional.of("Sold " + ((times == 1) ? "once" : times + " times") + ", the last time into " + into + ".");
	}

	private Birth birth(LocalDate identifiedOn) {
		int band = this.random.nextInt(100);
		int age = (band < 3) ? this.random.nextInt(5)
				: (band < 8) ? 5 + this.random.nextInt(7) : (band < 18) ? 12 + this.random.nextInt(6)
						: (band < 95) ? 18 + this.random.nextInt(32) : 60 + this.random.nextInt(15);
		LocalDate day = identifiedOn.minusYears(age).minusDays(30 + this.random.nextInt(300));
		return switch (this.random.nextInt(4)) {
			case 0 -> new Birth.Estimated(age, identifiedOn);
			case 1 -> new Birth.OnDate(day.getYear(), null, null);
			default -> Birth.OnDate.of(day);
		};
	}

	private Province province() {
		int band = this.random.nextInt(100);
		// most who cross come from the two provinces at the Tumen and the upper Amnok
		return (band < 58) ? Province.NORTH_HAMGYONG
				: (band < 80) ? Province.RYANGGANG : pick(List.of(Province.values()));
	}

	private <T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static String capital(String syllable) {
		return Character.toUpperCase(syllable.charAt(0)) + syllable.substring(1);
	}

}
