package org.durumi.ui.records;

import com.vaadin.flow.component.Component;
import org.durumi.reference.CaseId;

/**
 * One part of a case page, contributed by the feature that owns what it shows. A panel is
 * made only for who may read it, and shows nothing sealed before she asks.
 */
public interface CasePanel {

	/** Where a missing condition links to: the part of the address behind {@code #}. */
	String anchor();

	/** Where it stands among the others, from the top. */
	int order();

	/** Whether the person at the page may read it; asking opens nothing. */
	boolean isFor(CaseId caseId);

	/**
	 * Makes it.
	 * @param changed to be called when something was kept that the rest of the page
	 * depends on
	 */
	Component create(CaseId caseId, Runnable changed);

}
