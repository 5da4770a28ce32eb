package org.durumi.ui.handoffs;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.Supplier;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.ui.i18n.Texts;

/** Leads to the sealed file; taking it counts as collecting it. */
final class PackageLink {

	private static final String TYPE = "application/pgp-encrypted";

	private PackageLink() {
	}

	/**
	 * A link.
	 * @param take takes the file out, if it is still there
	 * @param taken called afterwards
	 */
	static Anchor of(Supplier<Optional<HandoffOutbox.Taken>> take, Runnable taken) {
		DownloadHandler handler = DownloadHandler
			.fromInputStream((event) -> take.get()
				.map((file) -> new DownloadResponse(new ByteArrayInputStream(file.file()), file.fileName(), TYPE,
						file.file().length))
				.orElseGet(() -> DownloadResponse.error(HttpStatusCode.GONE)))
			.whenComplete((done) -> taken.run());
		Anchor link = new Anchor(handler, AttachmentType.DOWNLOAD, Texts.text("handoffs.take"));
		link.addClassName("handoff-download");
		return link;
	}

}
