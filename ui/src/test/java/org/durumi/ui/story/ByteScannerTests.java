package org.durumi.ui.story;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteScannerTests {

	private static final String NAME = "Zhuó 쀍뼫";

	private final ByteScanner scanner = new ByteScanner(new Needles().add("name", NAME).all());

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16LE", "UTF-16BE" })
	void findsANameInAnyCharsetAndForm(String charset) throws IOException {
		for (Normalizer.Form form : Normalizer.Form.values()) {
			byte[] bytes = ("..." + Normalizer.normalize(NAME, form) + "...").getBytes(Charset.forName(charset));
			assertThat(this.scanner.scan(write(bytes))).isNotEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "22", "333" })
	void findsANameInBase64WhereverItBegins(String before) throws IOException {
		byte[] bytes = Base64.getEncoder().encode((before + NAME + before).getBytes(StandardCharsets.UTF_8));
		assertThat(this.scanner.scan(write(bytes))).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "zhuó 쀍뼫", "Zhu\\u00f3 \\uc00d\\ubf2b", "Zhu\\u00F3 \\uC00D\\uBF2B",
			"Zhu%C3%B3+%EC%80%8D%EB%BC%AB", "zhu%c3%b3%20%ec%80%8d%eb%bc%ab" })
	void findsANameInOtherSpellings(String spelling) throws IOException {
		assertThat(this.scanner.scan(write(spelling.getBytes(StandardCharsets.UTF_8)))).isNotEmpty();
	}

	@Test
	void findsANameAcrossChunksAndSaysWhere() throws IOException {
		ByteScanner one = new ByteScanner(Map.of("a needle in hay", "needle"));
		for (int offset : new int[] { 0, (4 << 20) - 15, (4 << 20) - 14, (4 << 20) - 1, (8 << 20) - 15, 5_000_001 }) {
			byte[] hay = new byte[8 << 20];
			Arrays.fill(hay, (byte) 'a');
			System.arraycopy("a needle in hay".getBytes(StandardCharsets.US_ASCII), 0, hay, offset, 15);
			Path file = write(hay);
			assertThat(one.scan(file)).containsExactly(new ByteScanner.Hit(file, offset, "needle"));
		}
	}

	@Test
	void findsNothingWhereNothingIs() throws IOException {
		assertThat(this.scanner.scan(write(new byte[1000]))).isEmpty();
		assertThat(this.scanner.scan(write(new byte[0]))).isEmpty();
	}

	private Path write(byte[] bytes) throws IOException {
		return Files.write(this.directory.resolve("file"), bytes);
	}

}
