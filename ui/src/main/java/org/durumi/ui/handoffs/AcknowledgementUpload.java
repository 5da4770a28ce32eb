package org.durumi.ui.handoffs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import org.durumi.handoffs.HandoffAcknowledgements;
import org.durumi.handoffs.HandoffAcknowledgements.Outcome;
import org.durumi.security.handoff.Acknowledgement;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;

/**
 * Takes the signed answer of a partner without an account. It goes to no disk, and no
 * more of it is read than the largest has.
 */
final class AcknowledgementUpload extends Div {

	private final transient HandoffAcknowledgements acknowledgements;

	private final UUID handoff;

	private final transient Runnable changed;

	private final Upload upload;

	AcknowledgementUpload(HandoffAcknowledgements acknowledgements, UUID handoff, Runnable changed) {
		this.acknowledgements = acknowledgements;
		this.handoff = handoff;
		this.changed = changed;
		this.upload = new Upload(this::take);
		this.upload.setDropAllowed(false);
		this.upload.setMaxFiles(1);
		this.upload.setUploadButton(new Button(Texts.text("handoffs.acknowledgement.upload")));
		String under = Texts.text("partners.upload.underWay");
		String failed = Texts.text("partners.upload.failed");
		this.upload.setI18n(new UploadI18N()
			.setUploading(new UploadI18N.Uploading().setStatus(new UploadI18N.Uploading.Status().setConnecting(under)
				.setStalled(under)
				.setProcessing(under)
				.setHeld(under)))
			.setError(new UploadI18N.Error().setTooManyFiles(failed).setFileIsTooBig(failed))
			.setFile(new UploadI18N.File().setRemove(Texts.text("kit.cancel"))
				.setRetry(Texts.text("handoffs.acknowledgement.upload"))));
		add(new H3(Texts.text("handoffs.acknowledgement")), new Paragraph(Texts.text("handoffs.acknowledgement.what")),
				this.upload);
	}

	private void take(UploadEvent event) throws IOException {
		byte[] file;
		try (InputStream in = event.getInputStream()) {
			file = in.readNBytes(Acknowledgement.LARGEST + 1);
		}
		Outcome outcome = this.acknowledgements.take(this.handoff, file);
		event.getUI().access(() -> tell(outcome));
	}

	private void tell(Outcome outcome) {
		this.upload.clearFileList();
		if (outcome instanceof Outcome.Counted) {
			Notices.tell(sentence(outcome));
		}
		else {
			Notices.refused(List.of(sentence(outcome)));
		}
		this.changed.run();
	}

	/** What became of it. */
	static String sentence(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Counted counted -> Texts.text("handoffs.acknowledgement.counted", Texts.text(counted.state()));
			case Outcome.Unproved unproved -> Texts.text(unproved.reason());
			case Outcome.NoKey none -> Texts.text("handoffs.acknowledgement.noKey");
			case Outcome.Closed closed -> Texts.text("handoffs.acknowledgement.closed");
			case Outcome.UnknownCode unknown -> Texts.text("handoffs.acknowledgement.unknownCode");
			case Outcome.TooLate late -> Texts.text("handoffs.acknowledgement.tooLate");
		};
	}

}
