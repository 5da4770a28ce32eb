package org.durumi.ui.partners;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyUpload;
import org.durumi.security.handoff.PartnerKey;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.records.Notices;

/**
 * Takes the file that a partner sent: a key, a later state of one, or the revocation of
 * one. It goes to no disk, and no more of it is read than the largest key has.
 */
final class KeyFileUpload extends Div {

	private final transient KeyCustody custody;

	private final transient UUID partner;

	private final transient Runnable changed;

	private final Upload upload;

	KeyFileUpload(KeyCustody custody, UUID partner, Runnable changed) {
		this.custody = custody;
		this.partner = partner;
		this.changed = changed;
		this.upload = new Upload(this::take);
		this.upload.setDropAllowed(false);
		this.upload.setMaxFiles(1);
		this.upload.setUploadButton(new Button(Texts.text("partners.upload")));
		this.upload.setI18n(texts());
		add(this.upload);
	}

	private void take(UploadEvent event) throws IOException {
		byte[] file;
		try (InputStream in = event.getInputStream()) {
			file = in.readNBytes(PartnerKey.LARGEST + 1);
		}
		KeyUpload outcome = this.custody.upload(this.partner, file);
		event.getUI().access(() -> tell(outcome));
	}

	private void tell(KeyUpload outcome) {
		this.upload.clearFileList();
		String sentence = PartnerText.of(outcome);
		switch (outcome) {
			case KeyUpload.Taken taken -> Notices.tell(sentence);
			case KeyUpload.Revoked revoked -> Notices.tell(sentence);
			case KeyUpload.Unfit unfit -> Notices.refused(List.of(sentence));
			case KeyUpload.Refused refused -> Notices.refused(List.of(sentence));
			case KeyUpload.NeedsFreshFactor stale -> Notices.refused(List.of(sentence));
			case KeyUpload.UnknownPartner unknown -> Notices.refused(List.of(sentence));
		}
		this.changed.run();
	}

	/** What the browser says while the file comes, and when it does not. */
	private static UploadI18N texts() {
		String under = Texts.text("partners.upload.underWay");
		String failed = Texts.text("partners.upload.failed");
		return new UploadI18N()
			.setUploading(new UploadI18N.Uploading().setStatus(new UploadI18N.Uploading.Status().setConnecting(under)
				.setStalled(under)
				.setProcessing(under)
				.setHeld(under)))
			.setError(new UploadI18N.Error().setTooManyFiles(failed).setFileIsTooBig(failed))
			.setFile(new UploadI18N.File().setRemove(Texts.text("kit.cancel")).setRetry(Texts.text("partners.upload")));
	}

}
