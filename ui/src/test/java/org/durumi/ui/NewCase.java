package org.durumi.ui;

import org.durumi.reference.CaseId;

/** A case that was made for a test, past the screens. */
public record NewCase(CaseId id, String number, String codeName) {

	/** Its page's address, without what stands before the path. */
	public String path() {
		return "cases/" + this.id.value();
	}

	/** Its page's whole address. */
	public String url() {
		return BrowserTest.url() + "/" + path();
	}

}
