package org.durumi.ui.review;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;

import org.durumi.ui.i18n.Texts;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Sheets of A4 in the making: titles, sentences and tables one below the other, with the
 * glyphs of Latin, Korean and Chinese that they use and no others.
 */
final class PdfPaper {

	private static final float MARGIN = 45;

	private static final float PADDING = 4;

	private static final Color RULE = new Color(0xC8, 0xCE, 0xD2);

	private static final Color HEAD = new Color(0xEE, 0xF4, 0xF6);

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN + 10);

	private final PdfFonts fonts = new PdfFonts();

	/**
	 * Begins.
	 * @param foot stands at the foot of each page, before its number
	 */
	PdfPaper(String foot) {
		PdfWriter writer = PdfWriter.getInstance(this.document, this.bytes);
		writer.setPageEvent(new Foot(foot, this.fonts));
		// neither the title nor anything else that a folder shows says what it is about
		this.document.addTitle("Durumi");
		writer.getExtraCatalog().put(PdfName.LANG, new PdfString(Texts.locale().toLanguageTag()));
		this.document.open();
	}

	void title(String text) {
		add(text, PdfFonts.Style.TITLE, 0, 6);
	}

	void heading(String text) {
		add(text, PdfFonts.Style.HEADING, 12, 4);
	}

	void text(String text) {
		add(text, PdfFonts.Style.TEXT, 0, 3);
	}

	private void add(String text, PdfFonts.Style style, float before, float after) {
		Paragraph paragraph = new Paragraph(this.fonts.phrase(text, style));
		paragraph.setLeading(0, 1.45f);
		paragraph.setSpacingBefore(before);
		paragraph.setSpacingAfter(after);
		this.document.add(paragraph);
	}

	/** A table whose head stands again on each page. */
	void table(float[] widths, List<String> head, List<List<String>> rows) {
		PdfPTable table = new PdfPTable(widths);
		table.setWidthPercentage(100);
		table.setHeaderRows(1);
		table.setSpacingBefore(2);
		table.setSpacingAfter(4);
		head.forEach((label) -> {
			PdfPCell cell = cell(label, PdfFonts.Style.LABEL);
			cell.setBackgroundColor(HEAD);
			table.addCell(cell);
		});
		rows.forEach((row) -> row.forEach((text) -> table.addCell(cell(text, PdfFonts.Style.CELL))));
		this.document.add(table);
	}

	private PdfPCell cell(String text, PdfFonts.Style style) {
		PdfPCell cell = new PdfPCell(this.fonts.phrase(text, style));
		cell.setBorder(Rectangle.BOTTOM);
		cell.setBorderColor(RULE);
		cell.setPadding(PADDING);
		cell.setLeading(0, 1.3f);
		return cell;
	}

	/** Ends it. */
	byte[] bytes() {
		this.document.close();
		return this.bytes.toByteArray();
	}

	private static final class Foot extends PdfPageEventHelper {

		private final String words;

		private final PdfFonts fonts;

		private Foot(String words, PdfFonts fonts) {
			this.words = words;
			this.fonts = fonts;
		}

		@Override
		public void onEndPage(PdfWriter writer, Document document) {
			Phrase foot = this.fonts.phrase(this.words + " · " + writer.getPageNumber(), PdfFonts.Style.LABEL);
			ColumnText.showTextAligned(writer.getDirectContent(), Element.ALIGN_LEFT, foot, document.left(),
					document.bottom() - 20, 0);
		}

	}

}
