package org.durumi.people;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NameFormsTests {

	@ParameterizedTest
	@CsvSource({ "리영희, Ri Yong-hui", "리영희, Ri Yŏng-hŭi", "리영희, Yi Yeonghui", "리영희, Lee Young Hee", "이영희, 리영희",
			"김정옥, Kim Jong Ok", "김정옥, Gim Jeongok", "박련희, Pak Ryon-hui", "박련희, Park Yeon-hee", "박련희, 박연희",
			"최선녀, Choe Son Nyo", "최선녀, Choi Seonnyeo", "장철룡, Jang Chol Ryong", "장철룡, Chang Cheol-yong",
			"류금화, Ryu Kum Hwa", "류금화, Yoo Geum-hwa", "림은별, Rim Un Byol", "림은별, Lim Eun-byeol", "로순이, Ro Sun I",
			"로순이, Noh Soon-yi", "한복실, Han Pok Sil", "한복실, Han Bok-shil", "황춘애, Hwang Chun Ae", "황춘애, Hwang Choon-ae",
			"백설화, Paek Sol Hwa", "백설화, Baek Seolhwa", "강미향, Kang Mi Hyang", "강미향, Gang Mihyang", "오귀녀, O Kwi Nyo",
			"오귀녀, Oh Gwi-nyeo", "정태봉, Jong Thae Bong", "정태봉, Jeong Tae-bong", "조명숙, Jo Myong Suk",
			"조명숙, Cho Myeong-sook", "권향단, Kwon Hyang Dan", "문금순, Moon Geum-soon", "서옥별, So Ok Byol",
			"전월향, Jon Wol Hyang", "Ri Yong Hui, Lee Younghee" })
	void findsTheSameNameAcrossScriptsAndSpellings(String wanted, String recorded) {
		assertThat(likeness(wanted, recorded)).contains(Strength.SAME);
		assertThat(likeness(recorded, wanted)).contains(Strength.SAME);
	}

	@ParameterizedTest
	@CsvSource({ "李英姬, Li Yingji", "李英姬, lǐ yīngjī", "李英姬, li3 ying1 ji1", "张丽, 張麗", "吕梅, Lü Mei", "吕梅, Lv Mei",
			"王小红, Wang Xiaohong", "赵月, ZHAO YUE" })
	void findsChineseNamesInCharactersAndPinyin(String wanted, String recorded) {
		assertThat(likeness(wanted, recorded)).contains(Strength.SAME);
		assertThat(likeness(recorded, wanted)).contains(Strength.SAME);
	}

	@ParameterizedTest
	@CsvSource({ "李英姬, 리영희", "李英姬, Ri Yong Hui", "金正玉, 김정옥", "朴蓮姬, Pak Ryon Hui", "한복실, Han Pok Shill", "리영희, 리연희",
			"Ri Yong Hui, Ri Yung Hui", "王小红, 王晓红" })
	void findsWhatIsASlipOrAReadingApart(String wanted, String recorded) {
		assertThat(likeness(wanted, recorded)).isPresent();
	}

	@ParameterizedTest
	@CsvSource({ "Yong-hui Ri, 리영희", "Younghee Lee, 리영희", "Hyang Dan Kwon, 권향단", "Xiaohong Wang, 王小红" })
	void findsTheFamilyNameAtEitherEnd(String wanted, String recorded) {
		assertThat(likeness(wanted, recorded)).contains(Strength.SAME);
	}

	@ParameterizedTest
	@CsvSource({ "영희, 리영희", "Chol Ryong, 장철룡", "小红, 王小红" })
	void findsAGivenNameAlone(String wanted, String recorded) {
		assertThat(likeness(wanted, recorded)).contains(Strength.PARTIAL);
	}

	@ParameterizedTest
	@CsvSource({ "리영희, 김정옥", "리영희, Pak Sun Ae", "李英姬, 王小红", "Ri Yong Hui, Wang Xiaohong", "장철룡, 황춘애", "김, 김정옥",
			"리영희, Jang Chol Ryong", "🙂, 리영희", "<script>, 리영희" })
	void doesNotFindAnotherName(String wanted, String recorded) {
		assertThat(likeness(wanted, recorded)).isEmpty();
	}

	@Test
	void readsSeveralNamesInOneField() {
		List<NameForms> names = NameForms.recorded("리영희 (Ri Yong Hui)\n李英姬, 영이");
		assertThat(names).hasSize(4);
	}

	@Test
	void comparesTextThatIsNoNameAsText() {
		assertThat(likeness("Айгуль", "айгуль")).contains(Strength.SAME);
		assertThat(NameForms.wanted(" -- ")).isEmpty();
	}

	private static Optional<Strength> likeness(String wanted, String recorded) {
		Optional<Strength> strongest = Optional.empty();
		for (NameForms one : NameForms.wanted(wanted)) {
			for (NameForms other : NameForms.recorded(recorded)) {
				strongest = Strength.stronger(strongest, one.likeness(other));
			}
		}
		return strongest;
	}

}
