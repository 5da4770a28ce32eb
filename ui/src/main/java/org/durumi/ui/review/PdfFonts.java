package org.durumi.ui.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/**
 * The fonts of one document: Hangul from one, all else from the other, whatever the
 * document's language; of both, the glyphs that it uses are embedded. What neither has is
 * left out.
 */
final class PdfFonts {

	/** Its Chinese characters are partly blank, though it claims to have them. */
	private static final String HANGUL = "/fonts/NanumSquareR.ttf";

	/** Unpacked by the build from the library that brings it. */
	private static final String OTHERS = "/fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";

	private final BaseFont hangul = font(HANGUL);

	private final BaseFont others = font(OTHERS);

	/** How large and how heavy. */
	enum Style {

		TITLE(16, Font.BOLD), HEADING(12, Font.BOLD), TEXT(9.5f, Font.NORMAL), LABEL(8, Font.NORMAL),
		CELL(8.5f, Font.NORMAL);

		private final float size;

		private final int face;

		Style(float size, int face) {
			this.size = size;
			this.face = face;
		}

	}

	/** Not kept: a font holds many megabytes, and a report is rare. */
	private static BaseFont font(String path) {
		try (InputStream file = Objects.requireNonNull(PdfFonts.class.getResourceAsStream(path),
				() -> "the font " + path + " is not in the jar")) {
			return BaseFont.createFont(path, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED,
					file.readAllBytes(), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the font " + path + " cannot be read", ex);
		}
	}

	Phrase phrase(String text, Style style) {
		Phrase phrase = new Phrase();
		// also of the space around it, or the page would name a font that it does not
		// bring
		phrase.setFont(new Font(this.others, style.size, style.face));
		int begin = 0;
		for (int i = 1; i <= text.length(); i++) {
			if (i == text.length() || isHangul(text.charAt(i)) != isHangul(text.charAt(begin))) {
				BaseFont font = isHangul(text.charAt(begin)) ? this.hangul : this.others;
				phrase.add(new Chunk(text.substring(begin, i), new Font(font, style.size, style.face)));
				begin = i;
			}
		}
		return phrase;
	}

	private static boolean isHangul(char character) {
		return Character.UnicodeScript.of(character) == Character.UnicodeScript.HANGUL;
	}

}
